/* A data folder with the demonstration's units, people and accounts, and requests as the web door makes them. */
#ifndef MINGZE_TESTS_OFFICE_TEST_H
#define MINGZE_TESTS_OFFICE_TEST_H

#include <ftw.h>
#include <semaphore.h>

#include "check.h"
#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "office/credential.h"
#include "office/inside.h"
#include "office/session.h"

#define PASSWORD "Shui-ku-2026"

struct world {
    char path[64];
    struct system *system;
    struct arena *arena;
};

static int world_unlink(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    (void)s, (void)type, (void)ftw;
    return remove(path);
}

static int world_demonstrate(struct change *change, void *context)
{
    TRY(setting_put(change, "second_factor", "offered"));
    return organisation_feature.demonstrate(change, ((struct system *)context)->folder);
}

__attribute__((unused)) static void world_open(struct world *w)
{
    static bool once;
    static const struct feature *const features[] = {&organisation_feature};
    if (!once)
        json_setup();
    once = true;
    *w = (struct world){.arena = arena_create(256 << 20)};
    snprintf(w->path, sizeof w->path, "%s/mingze-office-XXXXXX", check_place());
    CHECK(mkdtemp(w->path));
    CHECK_DONE(office_setup(features, 1));
    CHECK_DONE(system_open(w->path, SYSTEM_CREATE, &w->system));
    CHECK_DONE(system_write(w->system, world_demonstrate, w->system, "command"));
}

__attribute__((unused)) static void world_close(struct world *w)
{
    clock_set(0);
    system_close(w->system);
    arena_destroy(w->arena);
    nftw(w->path, world_unlink, 8, FTW_DEPTH | FTW_PHYS);
    office_clear();
}

__attribute__((unused)) static int64_t world_account(struct world *w, const char *login)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM account WHERE login = ?1", value_text(login)));
    return id;
}

__attribute__((unused)) static int64_t world_number(struct world *w, const char *sql)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int_built(w->system->reader, &n, sql, NULL, 0));
    return n;
}

static struct { int64_t account; char hash[PASSWORD_HASH]; } world_secret;

static int world_password_write(struct change *change, void *context)
{
    (void)context;
    return credential_set_password(change->db, world_secret.account, world_secret.hash, change->now);
}

/* The account can log in with PASSWORD. */
__attribute__((unused)) static void world_password(struct world *w, const char *login)
{
    world_secret.account = world_account(w, login);
    CHECK_DONE(password_hash(PASSWORD, world_secret.hash));
    CHECK_DONE(system_write(w->system, world_password_write, NULL, "command"));
}

static const struct page *world_page(const char *method, const char *path)
{
    const struct page *page;
    for (int i = 0; (page = office_page_at(i)); i++)
        if (!strcmp(page->method, method) && !strcmp(page->path, path))
            return page;
    check_fail(__FILE__, __LINE__, "no page %s %s", method, path);
}

struct ask {
    const char *method, *row, *path;     /* path NULL = the row's */
    const char *cookie, *bearer, *key, *token;
    const char *inputs[16];              /* name, value, …; a name that comes again right behind has one more value */
    int64_t id, version;
    bool json, foreign;
    const char *body;                    /* JSON */
    struct upload *upload;               /* NULL = none */
    const struct input *more; int more_count;    /* in the stead of inputs: fields that come several times */
};

struct world_operation { struct operation operation; struct request *request; sem_t done; int outcome; };

static int world_run(struct operation *operation, struct db *db)
{
    return request_apply(((struct world_operation *)operation)->request, db);
}

static void world_done(struct operation *operation, int outcome)
{
    struct world_operation *o = (struct world_operation *)operation;
    request_done(o->request, outcome);
    o->outcome = outcome;
    sem_post(&o->done);
}

static int world_lane(struct world *w, struct request *request, char message[OPERATION_MESSAGE])
{
    struct world_operation o = {.operation = {.run = world_run, .done = world_done}, .request = request};
    sem_init(&o.done, 0, 0);
    CHECK_DONE(lane_submit(w->system->lane, &o.operation));
    sem_wait(&o.done);
    memcpy(message, o.operation.message, OPERATION_MESSAGE);
    sem_destroy(&o.done);
    return o.outcome;
}

static void world_inputs(struct world *w, struct request *request, const struct ask *ask)
{
    struct input *inputs = arena_array(w->arena, struct input, 12);
    const char **values = arena_array(w->arena, const char *, 8);
    int n = 0;
    for (int i = 0; i < 8 && ask->inputs[2 * i]; i++) {
        values[i] = ask->inputs[2 * i + 1];
        if (n && !strcmp(inputs[n - 1].name, ask->inputs[2 * i]))
            inputs[n - 1].n++;
        else
            inputs[n++] = (struct input){ask->inputs[2 * i], &values[i], 1};
    }
    if (ask->token) {
        const char **value = arena_array(w->arena, const char *, 1);
        *value = ask->token;
        inputs[n++] = (struct input){"_token", value, 1};
    }
    request->inputs = inputs;
    request->input_count = n;
    request->uploads = ask->upload;
    request->upload_count = ask->upload != NULL;
}

/* The whole way of one request; the answer is in request->answer.  Ends with request_finish by world_end. */
__attribute__((unused)) static struct request *world_ask(struct world *w, struct ask ask)
{
    struct request *request = arena_new(w->arena, struct request);
    char message[OPERATION_MESSAGE] = "";
    *request = (struct request){.arena = w->arena, .system = w->system, .page_row = world_page(ask.method, ask.row),
                                .method = ask.method, .path = ask.path ? ask.path : ask.row, .remote = "10.0.0.7",
                                .cookie = ask.cookie, .bearer = ask.bearer, .idempotency_key = ask.key, .json = ask.json,
                                .foreign = ask.foreign, .id = ask.id, .version = ask.version, .db = w->system->reader};
    world_inputs(w, request, &ask);
    if (ask.more) {
        request->inputs = arena_array(w->arena, struct input, ask.more_count);
        memcpy(request->inputs, ask.more, (size_t)ask.more_count * sizeof *ask.more);
        request->input_count = ask.more_count;
    }
    bool post = !strcmp(ask.method, "POST");
    json_begin(w->arena);
    if (ask.body)
        request->body = json_loads(ask.body, 0, NULL);
    request_start(request);
    int e = request_authorize(request);
    bool go = e == DONE && request->answer.kind != ANSWER_REDIRECT;
    if (go)
        e = post ? request_prepare(request) : request_read(request);
    bool lane = go && e == DONE && post && request->page_row->apply;
    json_end();
    if (lane)
        e = world_lane(w, request, message);
    json_begin(w->arena);
    if (e != DONE)
        request_fail(request, e, lane ? message : error_message());
    json_end();
    return request;
}

__attribute__((unused)) static const char *world_session(struct world *w, const char *login)
{
    world_password(w, login);
    struct request *request = world_ask(w, (struct ask){.method = "POST", .row = "/login", .inputs = {"login", login, "password", PASSWORD}});
    CHECK_INT(request->answer.status, 303);
    CHECK(request->answer.set_cookie);
    const char *cookie = request->answer.set_cookie;
    request_finish(request);
    return cookie;
}

/* The form token of a session. */
__attribute__((unused)) static const char *world_token(struct world *w, const char *cookie)
{
    char *token = arena_alloc(w->arena, DIGEST_TEXT);
    session_derive(cookie, "form", token);
    return token;
}

#endif

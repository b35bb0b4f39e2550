/* Durable writes, the whole operation: a form that creates a problem, from the session's check to the answer's key,
 * as the web door makes it, without HTTP: rights, fields, record with all its indexes and links, search words,
 * journal row with its hash, idempotency key.
 *
 * The thing to beat is one SQLite thread with synchronous=FULL that inserts the very same rows, taken from the
 * database after a first round, with prepared statements, one commit each: no rights, no checks, no hashes.
 *
 * Then the same writes at a fixed pace, below what the lane can do, and beside readers that walk the list's pages.
 *
 * Usage: bench-write-whole [folder] [rows a round]; makes folder.lane and folder.single, yours to remove. */
#include "write/beside.h"
#include "write/produce.h"
#include "write/replay.h"

#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/rectification.h"
#include "office/credential.h"
#include "office/inside.h"
#include "office/session.h"
#include "store/store.h"

#include <inttypes.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 4000, INPUTS = 12, PACE = 1000, READERS = 2 };

static struct system *the_system;
static const struct page *create_page, *list_page_row;
static char cookie[SESSION_VALUE], token[DIGEST_TEXT];
static char unit_id[ID_TEXT], person_id[ID_TEXT], category_id[ID_TEXT];

/* Each fills a feedback of its own, as a number is given once in a feedback. */
struct producer {
    struct arena *arena;
    struct db *reader;
    char source[ID_TEXT];
    int number;
};

static struct producer producers[PRODUCERS_MOST];

struct write {
    struct operation operation;
    struct request request;
    sem_t done;
    int outcome;
};

static int write_run(struct operation *op, struct db *db)
{
    return request_apply(&((struct write *)op)->request, db);
}

static void write_done(struct operation *op, int outcome)
{
    struct write *w = (struct write *)op;
    request_done(&w->request, outcome);
    w->outcome = outcome;
    sem_post(&w->done);
}

static void input_add(struct request *request, const char *name, const char *value)
{
    const char **values = arena_new(request->arena, const char *);
    *values = value;
    request->inputs[request->input_count++] = (struct input){name, values, 1};
}

static void fill_form(struct request *request, struct producer *p, uint64_t *seed)
{
    static const char *const symptoms[] = {
        "支部党员大会记录不完整，缺少应到实到人数和缺席原因，会后未及时补课",
        "中心组学习以读文件代替研讨，联系本单位实际不够紧密，成果运用不足",
        "整改台账更新不及时，个别问题以制定文件代替解决问题，同类问题反复出现",
    };
    char day[DATE_TEXT];
    struct arena *arena = request->arena;
    request->inputs = arena_array(arena, struct input, INPUTS);
    input_add(request, "source", p->source);
    input_add(request, "number", arena_printf(arena, "%d", ++p->number));
    input_add(request, "symptom", arena_printf(arena, "%s（%u）", symptoms[bench_random(seed) % 3],
                                               (unsigned)(bench_random(seed) % 1000000)));
    input_add(request, "category", category_id);
    input_add(request, "accountable", unit_id);
    input_add(request, "kind", "limited");
    input_add(request, "leaders", person_id);
    input_add(request, "persons", person_id);
    input_add(request, "deadline", arena_strdup(arena, date_print(date_add_days(clock_today(), (int)(bench_random(seed) % 700)),
                                                                  day)));
    input_add(request, "_token", token);
}

static int post(struct write *w)
{
    TRY(request_authorize(&w->request));
    if (w->request.answer.kind == ANSWER_REDIRECT)
        return fail(DENIED, "sent to %s", w->request.answer.location);
    return request_prepare(&w->request);
}

static int write_one(size_t number, uint64_t *seed)
{
    struct producer *p = &producers[number];
    arena_reset(p->arena);
    struct write *w = arena_new(p->arena, struct write);
    w->operation.run = write_run;
    w->operation.done = write_done;
    w->request = (struct request){
        .arena = p->arena, .system = the_system, .page_row = create_page, .method = "POST", .path = "/problem",
        .remote = "10.0.0.7", .cookie = cookie, .db = p->reader,
        .idempotency_key = arena_printf(p->arena, "%016" PRIx64, bench_random(seed)),
    };
    fill_form(&w->request, p, seed);
    sem_init(&w->done, 0, 0);
    json_begin(p->arena);
    request_start(&w->request);
    int outcome = post(w);
    json_end();
    if (outcome == DONE)
        outcome = lane_submit(the_system->lane, &w->operation);
    if (outcome == DONE) {
        while (sem_wait(&w->done) != 0)
            continue;
        outcome = w->outcome == DONE ? DONE : fail(w->outcome, "%s: %s %s", w->operation.message,
            w->request.problem_count ? w->request.problems[0].field : "", w->request.problem_count ? w->request.problems[0].message : "");
    }
    sem_destroy(&w->done);
    request_finish(&w->request);
    return outcome;
}

static int sign_in(struct change *change, void *context)
{
    int64_t account;
    TRY(db_get_int(change->db, &account, "SELECT id FROM account WHERE login = 'gunianan'"));
    TRY(setting_put(change, "second_factor", "offered"));
    TRY(credential_set_password(change->db, account, "$none$", change->now));
    return session_begin(change->db, account, "10.0.0.7", true, change->now, cookie);
}

static int source_make(struct change *outer, const struct record *like, size_t i)
{
    struct change change = change_within(outer, &source_entity, "create");
    struct record *source = record_new(outer->arena, &source_entity);
    record_set_text(source, SOURCE_TITLE, arena_printf(outer->arena, "第%zu次巡察反馈意见", i + 1));
    record_set_text(source, SOURCE_KIND, record_text(like, SOURCE_KIND));
    record_set_text(source, SOURCE_ISSUER, record_text(like, SOURCE_ISSUER));
    record_set_text(source, SOURCE_DATE, record_text(like, SOURCE_DATE));
    record_set_int(source, SOURCE_ACCOUNTABLE, record_int(like, SOURCE_ACCOUNTABLE));
    TRY(record_create(&change, source));
    id_print(source->id, producers[i].source);
    return DONE;
}

static int demonstrate(struct change *change, void *context)
{
    int64_t id;
    struct record *like;
    TRY(organisation_feature.demonstrate(change, the_system->folder));
    TRY(rectification_feature.demonstrate(change, the_system->folder));
    TRY(db_get_int(change->db, &id, "SELECT id FROM source WHERE accountable = (SELECT id FROM unit WHERE code = 'SL-DZ') LIMIT 1"));
    TRY(record_read(change->arena, change->db, &source_entity, id, &like));
    for (size_t i = 0; i < PRODUCERS_MOST; i++)
        TRY(source_make(change, like, i));
    return DONE;
}

static void find_id(char out[ID_TEXT], const char *sql)
{
    int64_t id;
    if (db_get_int_built(the_system->reader, &id, sql, NULL, 0) != DONE)
        produce_stop(sql);
    id_print(id, out);
}

static const struct page *find_page(const char *method, const char *path)
{
    const struct page *page;
    for (int i = 0; (page = office_page_at(i)); i++)
        if (!strcmp(page->method, method) && !strcmp(page->path, path))
            return page;
    produce_stop(path);
}

static void begin(const char *root)
{
    static const struct feature *const features[] = {&organisation_feature, &rectification_feature};
    json_setup();
    if (office_setup(features, ARRAY_SIZE(features)) != DONE || system_open(root, SYSTEM_CREATE, &the_system) != DONE
        || system_write(the_system, demonstrate, NULL, "command") != DONE
        || system_write(the_system, sign_in, NULL, "command") != DONE)
        produce_stop("begin");
    session_derive(cookie, "form", token);
    create_page = find_page("POST", "/problem");
    list_page_row = find_page("GET", "/problem");
    find_id(unit_id, "SELECT id FROM unit WHERE code = 'SL-DZ'");
    find_id(person_id, "SELECT id FROM person WHERE code = 'SL003'");
    find_id(category_id, "SELECT id FROM category WHERE name = '三会一课'");
    for (size_t i = 0; i < PRODUCERS_MOST; i++) {
        producers[i].arena = arena_create(64 << 20);
        if (system_reader(the_system, &producers[i].reader) != DONE)
            produce_stop("reader");
    }
}

static void end(void)
{
    for (size_t i = 0; i < PRODUCERS_MOST; i++) {
        db_close(producers[i].reader);
        arena_destroy(producers[i].arena);
    }
    system_close(the_system);
    office_clear();
}

static int64_t count_problems(void)
{
    int64_t n = 0;
    if (db_get_int(the_system->reader, &n, "SELECT count(*) FROM problem p JOIN journal j ON j.record = p.id") != DONE)
        produce_stop("count");
    return n;
}

static size_t write_beside_readers(size_t rows, uint64_t seed, struct produce_result *result)
{
    double start = bench_seconds();
    struct beside *readers = beside_start(the_system, list_page_row, cookie, READERS);
    size_t n = produce(the_system->lane, write_one, 16, rows, seed, result);
    beside_stop(readers, bench_seconds() - start);
    return n;
}

static void judge_paced(const struct produce_result *paced)
{
    double p99 = bench_median(&paced->p99);
    produce_print(paced);
    bench_check(p99 <= 5, "%s: p99 %.2f ms (bar 5)", paced->rate.name, p99);
}

int main(int argc, char **argv)
{
    char root[512], other[512], other_path[600];
    size_t rows = argc > 2 ? (size_t)atol(argv[2]) : ROWS, wanted = 0;
    struct bench_series single = {.name = "one thread, synchronous=FULL", .unit = "rows/s"};
    struct produce_result warm = produce_named("warm"), few = produce_named("lane, 16 clients"),
                          many = produce_named("lane, 64 clients"),
                          paced = produce_named("lane, 16 clients, 1000 rows/s paced"),
                          beside = produce_named("lane, 16 clients beside 2 readers");
    snprintf(root, sizeof root, "%s.lane", argc > 1 ? argv[1] : "bench-write-whole-data");
    snprintf(other, sizeof other, "%s.single", argc > 1 ? argv[1] : "bench-write-whole-data");
    snprintf(other_path, sizeof other_path, "%s/mingze.db", other);
    bench_begin("write-whole", "durable creation of a problem, from the form to the answer");
    begin(root);
    produce(the_system->lane, write_one, 16, rows, 1, &warm);
    if (store_backup(folder_root(the_system->folder), other, NULL, NULL, NULL) != DONE)
        produce_stop("copy");
    int64_t before = count_problems();
    wanted += produce(the_system->lane, write_one, 16, rows, 2, &warm);
    struct replay *replay = replay_load(folder_path(the_system->folder, FOLDER_DATABASE), other_path, wanted);
    for (uint64_t round = 0; round < BENCH_ROUNDS; round++) {
        bench_note(&single, replay_run(replay, other_path, round, BENCH_ROUNDS));
        wanted += produce(the_system->lane, write_one, 16, rows, 200 + round * 7919, &few);
        wanted += produce(the_system->lane, write_one, 64, rows, 300 + round * 104729, &many);
        wanted += produce_paced(the_system->lane, write_one, 16, rows / 2, PACE, 400 + round * 15485863, &paced);
        wanted += write_beside_readers(rows / 2, 500 + round * 32452843, &beside);
    }
    replay_free(replay);
    bench_print(&single);
    produce_judge(&few, &single, 5);
    produce_judge(&many, &single, 15);
    judge_paced(&paced);
    produce_print(&beside);
    int64_t written = count_problems() - before;
    bench_check(written == (int64_t)wanted, "every answered problem and its journal row are there: %" PRId64 " of %zu", written,
                wanted);
    end();
    return bench_end();
}

#include "office/courier.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "office/delivery.h"
#include "office/inside.h"
#include "office/message.h"
#include "office/transfer.h"

enum { LOOK_EVERY_S = 5, CLAIM_BYTES = 16 << 20 };

struct courier {
    struct system *system;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
};

/* A round's own: one connection for all mails. */
struct round {
    struct system *system;
    struct db *db;
    struct arena *arena;
    struct transfer *transfer;
};

static const char *text(struct round *round, const char *setting)
{
    return setting_text(round->system, round->arena, setting);
}

static int secret_of(struct round *round, const char *name, const char **ret)
{
    int e = outbound_secret(round->db, round->arena, name, ret);
    *ret = e == DONE ? *ret : NULL;
    return e == NOT_FOUND ? DONE : e;
}

static struct sent cannot(const char *why)
{
    return (struct sent){.outcome = SENT_NEVER, .why = why};
}

static int mail_fill(struct round *round, const struct delivery *d, struct mail *mail)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char id[ID_TEXT];
    TRY(db_query(round->db, &s, "SELECT p.email, p.name, n.items, n.late FROM person p JOIN notice n ON n.person = p.id"
                                " AND n.day = ?2 WHERE p.id = ?1 AND p.email IS NOT NULL", value_int(d->person), value_text(d->day)));
    int e = statement_step(s);
    if (e != STATEMENT_ROW)
        return e == DONE ? NOT_FOUND : e;
    *mail = (struct mail){.site = text(round, "site_name"), .address = text(round, "site_address"), .from = text(round, "smtp_from"),
                          .to = arena_strdup(round->arena, statement_text(s, 0)),
                          .name = arena_strdup(round->arena, statement_text(s, 1)), .items = statement_int(s, 2),
                          .late = statement_int(s, 3), .now_ms = clock_now_ms(),
                          .id = arena_printf(round->arena, "%s.%s", d->day, id_print(d->id, id))};
    return DONE;
}

static struct sent mail_deliver(struct round *round, const struct delivery *d)
{
    struct mail mail;
    const char *password;
    if (mail_fill(round, d, &mail) != DONE)
        return cannot("这个人没有电子邮箱了");
    if (secret_of(round, "smtp_password", &password) != DONE)
        return cannot("邮件服务器口令打不开，请在“对外发送”中重新填写");
    if (!*mail.from)
        return cannot("没有设置发件地址（smtp_from）");
    const struct mail_server server = {.host = text(round, "smtp_host"), .port = (int)setting_int(round->system, "smtp_port"),
                                       .security = text(round, "smtp_tls"), .user = text(round, "smtp_user"), .password = password};
    return transfer_mail(round->transfer, &server, mail.from, mail.to, mail_text(round->arena, &mail));
}

/* {"type":"digest","day":…,"part":1,"parts":2,"link":…,"people":[{"code":…,"items":3,"late":1}]}: people by their number in
 * this system, no names, no titles. */
static int hook_body(struct round *round, const struct delivery *d, char **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t all = 0;
    int e;
    json_t *people = json_array();
    TRY(db_get_int(round->db, &all, "SELECT count(*) FROM notice WHERE day = ?1", value_text(d->day)));
    TRY(db_query(round->db, &s, "SELECT p.code, n.items, n.late FROM notice n JOIN person p ON p.id = n.person WHERE n.day = ?1"
                                " ORDER BY n.id LIMIT ?2 OFFSET ?3", value_text(d->day), value_int(PART_PEOPLE),
                 value_int((int64_t)d->part * PART_PEOPLE)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(people, json_pack("{s:s,s:I,s:I}", "code", statement_text(s, 0), "items",
                                                (json_int_t)statement_int(s, 1), "late", (json_int_t)statement_int(s, 2)));
    const char *address = text(round, "site_address");
    json_t *body = json_pack("{s:s,s:s,s:i,s:I,s:s,s:o}", "type", "digest", "day", d->day, "part", d->part + 1, "parts",
                             (json_int_t)((all + PART_PEOPLE - 1) / PART_PEOPLE), "link",
                             *address ? arena_printf(round->arena, "%s/notice", address) : "/notice", "people", people);
    *ret = json_print(round->arena, body);
    json_decref(body);
    return e;
}

static struct sent hook_deliver(struct round *round, const struct delivery *d)
{
    const char *secret, *address = text(round, "hook_address");
    char *body, id[ID_TEXT];
    int64_t now = clock_now_ms();
    if (!*address)
        return cannot("推送地址已经取消");
    if (secret_of(round, "hook_secret", &secret) != DONE || !secret)
        return cannot("没有推送签名密钥，请在“对外发送”中填写");
    if (hook_body(round, d, &body) != DONE)
        return cannot("推送内容读不出来");
    const char *const heads[] = {
        "Content-Type: application/json",
        arena_printf(round->arena, "X-Mingze-Delivery: %s", id_print(d->id, id)),
        arena_printf(round->arena, "X-Mingze-Timestamp: %lld", (long long)now),
        arena_printf(round->arena, "X-Mingze-Signature: %s", hook_signature(round->arena, secret, now, body)),
        NULL,
    };
    return transfer_post(round->transfer, address, heads, body);
}

/* False: the server cannot be reached, the others need not try. */
static bool one_deliver(struct round *round, struct delivery *d)
{
    static const char *const states[] = {[SENT_DONE] = "sent", [SENT_LATER] = "waiting", [SENT_NEVER] = "failed",
                                         [SENT_UNKNOWN] = "unknown", [SENT_UNREACHABLE] = "waiting"};
    struct sent sent = strcmp(d->channel, "mail") ? hook_deliver(round, d) : mail_deliver(round, d);
    d->state = states[sent.outcome];
    d->error = sent.why ? arena_strdup(round->arena, sent.why) : NULL;
    if (sent.outcome != SENT_DONE)
        log_warning("%s not delivered: %s", d->channel, d->error ? d->error : "");
    return sent.outcome != SENT_UNREACHABLE;
}

static bool claim_deliver(struct round *round, struct claim *claim)
{
    const char *dead = NULL, *why = NULL;
    for (int i = 0; i < claim->n; i++) {
        struct delivery *d = &claim->items[i];
        if (dead && !strcmp(dead, d->channel)) {
            d->state = "waiting";
            d->error = why;
            d->untried = true;
        } else if (!one_deliver(round, d)) {
            dead = d->channel;
            why = d->error;
        }
    }
    return dead == NULL;
}

static int round_run(struct round *round)
{
    bool more = true;
    while (more) {
        struct claim claim = {.arena = round->arena};
        arena_reset(round->arena);
        TRY(deliveries_waiting(round->db, &more));
        if (!more)
            return DONE;
        TRY(system_write(round->system, deliveries_claim, &claim, "courier"));
        if (!claim.n)
            return DONE;
        more = claim_deliver(round, &claim);
        TRY(system_write(round->system, deliveries_end, &claim, "courier"));
    }
    return DONE;
}

int courier_run(struct system *system)
{
    struct round round = {.system = system};
    TRY(system_reader(system, &round.db));
    round.arena = arena_create(CLAIM_BYTES);
    round.transfer = transfer_open();
    int e = round_run(&round);
    transfer_close(round.transfer);
    arena_destroy(round.arena);
    db_close(round.db);
    return e;
}

static bool courier_wait(struct courier *courier)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);      /* a clock that is set back must not make it sleep for hours */
    until.tv_sec += LOOK_EVERY_S;
    pthread_mutex_lock(&courier->lock);
    while (!courier->stopping && pthread_cond_timedwait(&courier->wake, &courier->lock, &until) == 0)
        continue;
    bool stopping = courier->stopping;
    pthread_mutex_unlock(&courier->lock);
    return !stopping;
}

static void *courier_loop(void *context)
{
    struct courier *courier = context;
    if (system_write(courier->system, deliveries_recover, NULL, "courier") != DONE)
        log_warning("courier: %s", error_place());
    do
        if (courier_run(courier->system) != DONE)
            log_warning("courier: %s", error_place());
    while (courier_wait(courier));
    return NULL;
}

struct courier *courier_start(struct system *system)
{
    struct courier *courier = calloc(1, sizeof *courier);
    pthread_condattr_t monotonic;
    if (!courier)
        abort();
    courier->system = system;
    transfer_break(false);
    pthread_mutex_init(&courier->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&courier->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&courier->thread, NULL, courier_loop, courier) != 0)
        abort();
    return courier;
}

void courier_stop(struct courier *courier)
{
    transfer_break(true);
    pthread_mutex_lock(&courier->lock);
    courier->stopping = true;
    pthread_cond_signal(&courier->wake);
    pthread_mutex_unlock(&courier->lock);
    pthread_join(courier->thread, NULL);
    pthread_cond_destroy(&courier->wake);
    pthread_mutex_destroy(&courier->lock);
    free(courier);
}

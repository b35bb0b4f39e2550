#include "office/delivery.h"

#include <string.h>

#include "office/inside.h"

static const int64_t MINUTE_MS = 60 * 1000;

bool working_hours(int64_t now)
{
    int minute = moment_minute(now);
    return workday_is(moment_date(now), NULL) && minute >= 8 * 60 && minute < WORK_ENDS;
}

static bool set_up(struct change *change, const char *name)
{
    char *value = NULL;
    return db_get_text(change->db, change->arena, &value, "SELECT value FROM setting WHERE name = ?1", value_text(name)) == DONE && *value;
}

static int delivery_add(struct change *change, const char *channel, const char *day, int64_t person, int part)
{
    return db_run(change->db, "INSERT INTO delivery (id, channel, day, person, part, state, tries, next_at, error, at)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, ?6, NULL, ?6)",
                  value_int(id_new()), value_text(channel), value_text(day), value_int(person), value_int(part), value_int(change->now));
}

static int mails_make(struct change *change, const char *day)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *persons = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(change->db, &s, "SELECT n.person FROM notice n JOIN person p ON p.id = n.person WHERE n.day = ?1"
                                 " AND p.email IS NOT NULL ORDER BY n.person", value_text(day)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(change->arena, &persons, &n, &cap) = statement_int(s, 0);
    TRY(e);
    for (size_t i = 0; i < n; i++)
        TRY(delivery_add(change, "mail", day, persons[i], 0));
    return DONE;
}

static int calls_make(struct change *change, const char *day)
{
    int64_t people = 0;
    TRY(db_get_int(change->db, &people, "SELECT count(*) FROM notice WHERE day = ?1", value_text(day)));
    for (int part = 0; part * PART_PEOPLE < people; part++)
        TRY(delivery_add(change, "hook", day, 0, part));
    return DONE;
}

int deliveries_make(struct change *change, const char *day)
{
    if (set_up(change, "smtp_host"))
        TRY(mails_make(change, day));
    return set_up(change, "hook_address") ? calls_make(change, day) : DONE;
}

int deliveries_waiting(struct db *db, bool *ret)
{
    int64_t there, now = clock_now_ms();
    char today[DATE_TEXT];
    int e = db_get_int(db, &there, "SELECT 1 FROM delivery WHERE state = 'waiting' AND next_at <= ?1 AND (?2 = 1 OR day < ?3) LIMIT 1",
                       value_int(now), value_int(working_hours(now)), value_text(date_print(moment_date(now), today)));
    *ret = e == DONE;
    return e == NOT_FOUND ? DONE : e;
}

int deliveries_claim(struct change *change, void *context)
{
    struct claim *claim = context;
    char today[DATE_TEXT];
    int e;
    date_print(moment_date(change->now), today);
    claim->n = 0;
    TRY(db_run(change->db, "UPDATE delivery SET state = 'missed', error = ?2, at = ?3 WHERE state = 'waiting' AND day < ?1",
               value_text(today), value_text("当天工作时间内没有送出；提醒在系统内可以看到"), value_int(change->now)));
    if (!working_hours(change->now))
        return DONE;
    {
        _cleanup_(statement_finish_p) struct statement *s = NULL;
        TRY(db_query(change->db, &s, "SELECT id, channel, day, person, part, tries FROM delivery WHERE state = 'waiting' AND next_at <= ?1"
                                     " ORDER BY next_at, id LIMIT 50", value_int(change->now)));
        while ((e = statement_step(s)) == STATEMENT_ROW)
            claim->items[claim->n++] = (struct delivery){
                .id = statement_int(s, 0), .channel = arena_strdup(claim->arena, statement_text(s, 1)),
                .day = arena_strdup(claim->arena, statement_text(s, 2)), .person = statement_int(s, 3),
                .part = (int)statement_int(s, 4), .tries = (int)statement_int(s, 5) + 1};
        TRY(e);
    }
    for (int i = 0; i < claim->n; i++)
        TRY(db_run(change->db, "UPDATE delivery SET state = 'sending', tries = ?2, at = ?3 WHERE id = ?1",
                   value_int(claim->items[i].id), value_int(claim->items[i].tries), value_int(change->now)));
    return DONE;
}

/* Longer from try to try. */
static int64_t pause_ms(int tries)
{
    static const int minutes[TRIES_MAX] = {1, 5, 15, 30, 60, 120};
    return minutes[tries < 1 ? 0 : tries > TRIES_MAX ? TRIES_MAX - 1 : tries - 1] * MINUTE_MS;
}

int deliveries_end(struct change *change, void *context)
{
    const struct claim *claim = context;
    for (int i = 0; i < claim->n; i++) {
        const struct delivery *d = &claim->items[i];
        bool again = !strcmp(d->state, "waiting");
        const char *state = again && !d->untried && d->tries >= TRIES_MAX ? "failed" : d->state;
        TRY(db_run(change->db, "UPDATE delivery SET state = ?2, tries = ?3, next_at = ?4, error = ?5, at = ?6 WHERE id = ?1",
                   value_int(d->id), value_text(state), value_int(d->tries - d->untried), value_int(change->now + pause_ms(d->tries)),
                   value_text(d->error), value_int(change->now)));
    }
    return DONE;
}

int deliveries_recover(struct change *change, void *nothing)
{
    (void)nothing;
    return db_run(change->db, "UPDATE delivery SET state = 'unknown', error = ?1, at = ?2 WHERE state = 'sending'",
                  value_text("发送时程序停止，是否送达不明，不再重发"), value_int(change->now));
}

/* --- secrets --- */

static const struct { const char *name, *label, *help; } secrets[] = {
    {"smtp_password", "邮件服务器口令", "登录邮件服务器用"},
    {"hook_secret", "推送签名密钥", "双方约定的一段文字，用来签名（HMAC-SM3），没有就不推送"},
};

static const char *secret_place(struct arena *arena, const char *name)
{
    return arena_printf(arena, "outbound_secret.%s", name);
}

int outbound_secret(struct db *db, struct arena *arena, const char *name, const char **ret)
{
    char *locked, *clear = NULL;
    TRY(db_get_text(db, arena, &locked, "SELECT locked FROM outbound_secret WHERE name = ?1", value_text(name)));
    if (!db_key(db))
        return fail(INVALID, "没有密钥，不能打开");
    TRY(secret_unlock(arena, db_key(db), secret_place(arena, name), locked, &clear));
    *ret = clear;
    return DONE;
}

static int secret_put(struct change *change, const char *name, const char *value)
{
    if (!db_key(change->db))
        return fail(FATAL, "没有密钥，不能保存");
    TRY(db_run(change->db, "INSERT INTO outbound_secret (name, locked) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET locked = ?2",
               value_text(name),
               value_text(secret_lock(change->arena, db_key(change->db), secret_place(change->arena, name), value))));
    return journal_event(change, "secret", "setting", 0, json_pack("{s:s}", "name", name));
}

int outbound_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &setting_entity, "secret");
    int changed = 0;
    for (size_t i = 0; i < ARRAY_SIZE(secrets); i++) {
        const char *value = request_text(request, secrets[i].name);
        if (!*value)
            continue;
        if (utf8_length(value) > 200)
            return request_problem(request, secrets[i].name, "%s最多 200 个字", secrets[i].label);
        TRY(secret_put(change, secrets[i].name, value));
        changed++;
    }
    if (!changed)
        return request_problem(request, secrets[0].name, "没有填写；不改的留空，要改的填新的");
    return request_redirect(request, "/outbound");
}

/* --- what the administrator sees --- */

static const char *state_label(const char *state)
{
    static const struct choice states[] = {{"waiting", "待发送"}, {"sending", "正在发送"}, {"sent", "已送出"}, {"failed", "失败"},
                                           {"unknown", "结果不明"}, {"missed", "过时未送"}, {0}};
    const struct choice *choice = choice_find(states, state);
    return choice ? choice->label : state;
}

static const char *channel_label(const char *channel)
{
    return strcmp(channel, "mail") ? "推送" : "邮件";
}

/* Of the last days: how many of each. */
static int counts_json(struct request *request, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    *ret = json_array();
    TRY(db_query(request->db, &s, "SELECT day, channel, state, count(*) FROM delivery WHERE day >= ?1 GROUP BY day, channel, state"
                                  " ORDER BY day DESC, channel, state LIMIT 60",
                 value_text(arena_strdup(request->arena, date_print(date_add_days(clock_today(), -14), (char[DATE_TEXT]){0})))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(*ret, json_pack("{s:s,s:s,s:s,s:I}", "day", statement_text(s, 0), "channel",
                                              channel_label(statement_text(s, 1)), "state", state_label(statement_text(s, 2)),
                                              "count", (json_int_t)statement_int(s, 3)));
    return e;
}

static int failures_json(struct request *request, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char at[MOMENT_TEXT];
    int e;
    *ret = json_array();
    TRY(db_query(request->db, &s, "SELECT at, channel, person, state, tries, error FROM delivery WHERE error IS NOT NULL"
                                  " ORDER BY at DESC, id LIMIT 50"));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(*ret, json_pack("{s:s,s:s,s:s,s:s,s:I,s:s}", "at", moment_print(statement_int(s, 0), at), "channel",
                                              channel_label(statement_text(s, 1)), "person",
                                              names_title(request->arena, registry_entity("person"), statement_int(s, 2)), "state",
                                              state_label(statement_text(s, 3)), "tries", (json_int_t)statement_int(s, 4), "error",
                                              statement_text(s, 5)));
    return e;
}

int outbound_page(struct request *request)
{
    json_t *counts, *failures, *kept = json_array();
    for (size_t i = 0; i < ARRAY_SIZE(secrets); i++) {
        const char *value;
        int e = outbound_secret(request->db, request->arena, secrets[i].name, &value);
        if (e < 0)
            return e;
        json_array_append_new(kept, json_pack("{s:s,s:s,s:s,s:s}", "name", secrets[i].name, "label", secrets[i].label, "help",
                                              secrets[i].help, "standing",
                                              e == DONE ? "已设置" : e == NOT_FOUND ? "未设置" : "打不开，请重新填写"));
    }
    TRY(counts_json(request, &counts));
    TRY(failures_json(request, &failures));
    request_set(request, "secrets", kept);
    request_set(request, "counts", counts);
    request_set(request, "failures", failures);
    request_set(request, "mail", json_string(setting_text(request->system, request->arena, "smtp_host")));
    request_set(request, "hook", json_string(setting_text(request->system, request->arena, "hook_address")));
    request_set(request, "address", json_string(setting_text(request->system, request->arena, "site_address")));
    return DONE;
}

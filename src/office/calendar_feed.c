/* A calendar's secret address, for the calendar on one's telephone or desk.
 *
 * The address is 160 random bits; only its digest is kept, so that neither a backup nor the journal can show it.  It is shown once.
 * Whoever has it reads what the account behind it may read at that moment: a role that ended ends its feed, a disabled account
 * has none, and without `titles` no words that people typed leave the house, only what kind of day it is and whose. */
#include <pthread.h>
#include <string.h>

#include "document/ical.h"
#include "office/agenda.h"
#include "office/inside.h"
#include "office/session.h"

enum { SECRET_TEXT = 32, BACK_DAYS = 31, AHEAD_DAYS = 366 };

static const struct field fields[FEED__COUNT] = {
    [FEED_HOLDER] = {"holder", "账号", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FIXED, .ref = "account"},
    [FEED_ABOUT] = {"about", "哪个单位的日历", "空的是本人的日历", FIELD_REF, FIELD_FIXED, .ref = "unit"},
    [FEED_TITLES] = {"titles", "带标题", NULL, FIELD_BOOL, FIELD_FIXED},
    [FEED_HASH] = {"hash", "地址摘要", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_SECRET | FIELD_UNIQUE, 64, 64},
};

const struct entity calendar_feed_entity = {
    .name = "calendar_feed", .label = "日历订阅", .note = "手机、电脑上的日历凭它读取；只存摘要，只有本人能建、能停",
    .fields = fields, .field_count = FEED__COUNT, .title = "holder", .indexes = (const char *const[]){"holder,about", NULL},
    .flags = ENTITY_GLOBAL | ENTITY_HIDDEN | ENTITY_REMOVABLE,
};

/* The reader's address for this calendar; 0: he has none. */
static int feed_find(struct db *db, int64_t holder, int64_t unit, int64_t *ret)
{
    int e = db_get_int(db, ret, "SELECT id FROM calendar_feed WHERE holder = ?1 AND coalesce(about, 0) = ?2", value_int(holder), value_int(unit));
    if (e == NOT_FOUND)
        *ret = 0;
    return e == NOT_FOUND ? DONE : e;
}

int calendar_feed_json(struct request *r, int64_t unit, json_t **ret)
{
    struct record *feed;
    int64_t id;
    char text[ID_TEXT], day[DATE_TEXT];
    *ret = NULL;
    TRY(feed_find(r->db, r->session->user, unit, &id));
    if (!id)
        return DONE;
    TRY(record_read(r->arena, r->db, &calendar_feed_entity, id, &feed));
    *ret = json_pack("{s:s,s:s,s:b}", "id", id_print(id, text), "made_on", date_print(moment_date(feed->created_at), day), "titles",
                     record_int(feed, FEED_TITLES) != 0);
    return DONE;
}

/* --- made and revoked: by its holder, of whom no other right is asked --- */

static int feed_remove(struct change *change, int64_t id)
{
    struct change own = change_within(change, &calendar_feed_entity, "remove");
    return record_remove(&own, id, 0);
}

static int feed_make(struct change *change, int64_t holder, int64_t unit, bool titles, const char *secret)
{
    struct change own = change_within(change, &calendar_feed_entity, "create");
    struct record *feed = record_new(change->arena, &calendar_feed_entity);
    char hash[DIGEST_TEXT];
    record_set_int(feed, FEED_HOLDER, holder);
    if (unit)
        record_set_int(feed, FEED_ABOUT, unit);
    record_set_int(feed, FEED_TITLES, titles);
    record_set_text(feed, FEED_HASH, digest_sm3_hex(secret, strlen(secret), hash));
    return record_create(&own, feed);
}

/* The page that it was asked on. */
static const char *calendar_path(struct arena *arena, int64_t unit)
{
    char id[ID_TEXT];
    return unit ? arena_printf(arena, "/unit/%s/calendar", id_print(unit, id)) : "/calendar";
}

/* A new one takes the place of the old.  Shown once, never kept: a repeated submit says that it was shown. */
int calendar_feed_apply(struct request *r, struct db *db)
{
    struct change *change = request_change(r, db, &calendar_feed_entity, "create");
    char secret[SECRET_TEXT + 1];
    int64_t old, unit = request_id(r, "about");
    if (r->json)
        return fail(DENIED, "订阅地址只在页面上显示一次，请在页面上生成");
    if (unit)
        TRY(access_record(r->session->access, db, registry_entity("unit"), "read", unit));
    TRY(feed_find(db, r->session->user, unit, &old));
    if (old)
        TRY(feed_remove(change, old));
    random_text(secret, SECRET_TEXT);
    TRY(feed_make(change, r->session->user, unit, *request_text(r, "titles") != 0, secret));
    request_page(r, "address", json_string(arena_printf(r->arena, "%s/calendar/feed/%s.ics", setting_text(r->system, r->arena, "site_address"), secret)));
    request_page(r, "whole", json_boolean(*setting_text(r->system, r->arena, "site_address") != 0));
    request_page(r, "back", json_string(calendar_path(r->arena, unit)));
    return DONE;
}

int calendar_feed_remove(struct request *r, struct db *db)
{
    struct change *change = request_change(r, db, &calendar_feed_entity, "remove");
    struct record *feed;
    TRY(record_read(r->arena, db, &calendar_feed_entity, r->id, &feed));
    if (record_int(feed, FEED_HOLDER) != r->session->user)
        return fail(NOT_FOUND, "没有这个订阅");
    int64_t unit = record_int(feed, FEED_ABOUT);
    TRY(feed_remove(change, r->id));
    return request_redirect(r, "%s", calendar_path(r->arena, unit));
}

/* --- reading --- */

/* Programs that ask every few seconds are told to wait: so many readings of one address in a minute.  Addresses share places, so
 * that nothing grows. */
enum { PLACES = 1024, READINGS_MAX = 30 };
static struct { int64_t minute; int n; } places[PLACES];
static pthread_mutex_t places_lock = PTHREAD_MUTEX_INITIALIZER;

static bool asked_too_often(int64_t feed)
{
    int64_t minute = clock_now_ms() / 60000;
    size_t at = (uint64_t)feed % PLACES;
    pthread_mutex_lock(&places_lock);
    if (places[at].minute != minute) {
        places[at].minute = minute;
        places[at].n = 0;
    }
    bool often = ++places[at].n > READINGS_MAX;
    pthread_mutex_unlock(&places_lock);
    return often;
}

struct feed { int64_t id, unit; bool titles; struct session session; };

static int none(void)
{
    return fail(NOT_FOUND, "没有这个日历：地址不对，或者已经停用");
}

/* Everything that ends a feed gives the same answer. */
static int feed_of(struct request *r, const char *secret, struct feed *ret)
{
    char hash[DIGEST_TEXT];
    int64_t id;
    struct record *record;
    int e = db_get_int(r->db, &id, "SELECT id FROM calendar_feed WHERE hash = ?1", value_text(digest_sm3_hex(secret, strlen(secret), hash)));
    if (e == DONE)
        e = record_read(r->arena, r->db, &calendar_feed_entity, id, &record);
    if (e == DONE)
        e = session_of_account(r->arena, r->db, record_int(record, FEED_HOLDER), &ret->session);
    if (e == DONE && !access_may(ret->session.access, &calendar_feed_entity, "subscribe"))
        e = NOT_FOUND;
    if (e != DONE)
        return e == NOT_FOUND ? none() : e;
    *ret = (struct feed){id, record_int(record, FEED_ABOUT), record_int(record, FEED_TITLES) != 0, ret->session};
    if (!ret->unit)
        return DONE;
    e = access_record(ret->session.access, r->db, registry_entity("unit"), "read", ret->unit);
    return e == NOT_FOUND || e == DENIED ? none() : e;
}

static const char *summary(struct arena *arena, const struct feed *feed, const struct agenda_entry *entry)
{
    const char *unit = names_title(arena, registry_entity("unit"), entry->it.unit);
    const char *title = feed->titles ? entry->it.title : entry->it.plain;
    const char *what = title ? arena_printf(arena, "%s：%s", entry->line->label, title) : entry->line->label;
    return *unit ? arena_printf(arena, "%s（%s）", what, unit) : what;
}

static void entries_add(struct request *r, const struct feed *feed, const struct agenda *agenda, struct buffer *out)
{
    const char *site = setting_text(r->system, r->arena, "site_address");
    for (size_t i = 0; i < agenda->n && i < AGENDA_FEED_MAX; i++) {
        const struct agenda_entry *entry = &agenda->items[i];
        ical_event_add(out, &(struct ical_event){
            .uid = arena_printf(r->arena, "%s-%s@mingze", entry->line->name, entry->it.key), .day = entry->it.day, .changed_ms = entry->it.changed_ms,
            .sequence = entry->it.sequence, .summary = summary(r->arena, feed, entry), .category = entry->line->label,
            .url = *site && entry->it.href ? arena_printf(r->arena, "%s%s", site, entry->it.href) : NULL,
        });
    }
}

static void days_off_add(struct arena *arena, struct date from, struct date until, struct buffer *out)
{
    char text[DATE_TEXT];
    for (struct date day = from; date_compare(day, until) <= 0; day = date_add_days(day, 1)) {
        const char *name = agenda_day_off(day);
        if (name)
            ical_event_add(out, &(struct ical_event){.uid = arena_printf(arena, "day-%s@mingze", date_print(day, text)), .day = day, .summary = name});
    }
}

/* Said on the day from which on it is not whole. */
static void cut_add(const struct agenda *agenda, struct buffer *out)
{
    struct date from = agenda->n > AGENDA_FEED_MAX ? agenda->items[AGENDA_FEED_MAX].it.day : agenda->cut;
    if (agenda->cut.year && date_compare(agenda->cut, from) < 0)
        from = agenda->cut;
    if (from.year)
        ical_event_add(out, &(struct ical_event){.uid = "cut@mingze", .day = from, .summary = "事项太多，从这天起没有全部列入，请到系统里查看"});
}

int calendar_feed_answer(struct request *r)
{
    const char *name;
    struct feed feed = {0};
    struct agenda agenda;
    struct buffer out = buffer_in(r->arena);
    TRY(request_path_text(r, "secret", &name));
    if (strlen(name) != SECRET_TEXT + strlen(".ics") || !text_ends(name, ".ics"))
        return none();
    TRY(feed_of(r, arena_strndup(r->arena, name, SECRET_TEXT), &feed));
    if (asked_too_often(feed.id))
        return fail(UNAVAILABLE, "这个日历读得太频繁，请过一分钟再读");
    struct date today = clock_today();
    const struct calendar_asked asked = {.arena = r->arena, .db = r->db, .session = &feed.session, .unit = feed.unit,
                                         .from = date_add_days(today, -BACK_DAYS), .until = date_add_days(today, AHEAD_DAYS), .limit = AGENDA_LINE_MAX};
    TRY(agenda_collect(&asked, &agenda));
    ical_start(&out, feed.unit ? names_title(r->arena, registry_entity("unit"), feed.unit) : setting_text(r->system, r->arena, "site_name"));
    entries_add(r, &feed, &agenda, &out);
    days_off_add(r->arena, asked.from, asked.until, &out);
    cut_add(&agenda, &out);
    ical_end(&out);
    r->answer.kind = ANSWER_BYTES;
    r->answer.content_type = "text/calendar; charset=utf-8";
    r->answer.bytes = out.p;
    r->answer.n = out.n;
    return DONE;
}

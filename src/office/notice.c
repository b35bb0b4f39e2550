#include "office/notice.h"

#include <string.h>

#include "office/delivery.h"
#include "office/inside.h"
#include "office/ladder.h"

enum { DAYS_SHOWN = 7 };

static const struct field fields[NOTICE__COUNT] = {
    [NOTICE_PERSON] = {"person", "提醒谁", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM, .ref = "person"},
    [NOTICE_DAY] = {"day", "日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM},
    [NOTICE_ITEMS] = {"items", "事项数", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_SYSTEM},
    [NOTICE_LATE] = {"late", "其中超期", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_SYSTEM},
};
static const char *const indexes[] = {"person,day", "day,id", "unit", NULL};

const struct entity notice_entity = {
    .name = "notice", .label = "提醒", .note = "每个工作日早上一次，只有本人看得到",
    .fields = fields, .field_count = NOTICE__COUNT, .indexes = indexes, .title = "day", .unit_from = "person",
    .flags = ENTITY_HIDDEN, .scope_sql = {[SCOPE_SELF] = "t.person = ?person"},
};

static int notice_make(struct change *outer, int64_t person, const char *day, int64_t items, int64_t late)
{
    struct change change = change_within(outer, &notice_entity, "create");
    struct record *notice = record_new(outer->arena, &notice_entity);
    record_set_int(notice, NOTICE_PERSON, person);
    record_set_text(notice, NOTICE_DAY, day);
    record_set_int(notice, NOTICE_ITEMS, items);
    record_set_int(notice, NOTICE_LATE, late);
    return record_create(&change, notice);
}

struct counted { int64_t person, items, late; };

int notices_make(struct change *change, const char *day)
{
    struct counted *all = NULL;
    size_t n = 0, cap = 0;
    int e;
    {
        _cleanup_(statement_finish_p) struct statement *s = NULL;
        TRY(db_query(change->db, &s, "SELECT person, count(*), sum(CASE WHEN deadline < ?1 THEN 1 ELSE 0 END)"
                                     " FROM reminder_to WHERE day = ?1 GROUP BY person ORDER BY person", value_text(day)));
        while ((e = statement_step(s)) == STATEMENT_ROW)
            *arena_push(change->arena, &all, &n, &cap) =
                (struct counted){statement_int(s, 0), statement_int(s, 1), statement_int(s, 2)};
        TRY(e);
    }
    for (size_t i = 0; i < n; i++)
        TRY(notice_make(change, all[i].person, day, all[i].items, all[i].late));
    return n ? deliveries_make(change, day) : DONE;
}

/* --- the page --- */

static const char *left_words(struct arena *arena, const char *deadline, const char *day, bool *ret_late)
{
    struct date due, then;
    *ret_late = false;
    if (date_parse(deadline, &due) || date_parse(day, &then))
        return "";
    int left = date_days(due) - date_days(then);
    *ret_late = left < 0;
    return left == 0 ? "当日到期" : arena_printf(arena, left < 0 ? "超期 %d 天" : "还有 %d 天", left < 0 ? -left : left);
}

/* One reminder, as the record stands now; nothing of what he may no longer read. */
static int row_json(struct request *request, struct statement *s, const char *day, json_t *rows)
{
    const struct due_line *line = due_line_named(statement_text(s, 0));
    const struct entity *entity = line ? registry_entity(line->entity) : NULL;
    struct record *record;
    char id[ID_TEXT];
    bool late;
    if (!entity)
        return DONE;
    int e = access_read(request->session->access, request->arena, request->db, entity, statement_int(s, 1), &record);
    if (e == NOT_FOUND || e == DENIED)
        return DONE;
    TRY(e);
    const char *deadline = arena_strdup(request->arena, statement_text(s, 2));
    const char *left = left_words(request->arena, deadline, day, &late);
    const char *href = arena_printf(request->arena, "/%s/%s%s", entity->name, id_print(record->id, id), line->part ? line->part : "");
    json_array_append_new(rows, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:b}", "line", line->name, "label", line->label, "title",
                                          record_title(request->arena, record), "href", href, "due", deadline, "left", left,
                                          "late", late));
    return DONE;
}

static int rows_json(struct request *request, const char *day, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    *ret = json_array();
    TRY(db_query(request->db, &s, "SELECT line, item, deadline FROM reminder_to WHERE person = ?1 AND day = ?2"
                                  " ORDER BY deadline, line, item LIMIT 100",
                 value_int(request->session->person), value_text(day)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(row_json(request, s, day, *ret));
    return e;
}

int notice_page(struct request *request)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    const char *before = request_text(request, "before"), *mark = calendar_mark(request->arena);
    json_t *days = json_array(), *rows;
    int e;
    TRY(db_query(request->db, &s, "SELECT day, items, late FROM notice WHERE person = ?1 AND day < ?2 ORDER BY day DESC LIMIT 8",
                 value_int(request->session->person), value_text(*before ? before : "9999-12-31")));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        if (json_array_size(days) == DAYS_SHOWN) {
            request_set(request, "next", json_incref(json_object_get(json_array_get(days, DAYS_SHOWN - 1), "day")));
            e = DONE;
            break;
        }
        const char *day = arena_strdup(request->arena, statement_text(s, 0));
        TRY(rows_json(request, day, &rows));
        json_array_append_new(days, json_pack("{s:s,s:I,s:I,s:o}", "day", day, "items", (json_int_t)statement_int(s, 1), "late",
                                              (json_int_t)statement_int(s, 2), "rows", rows));
    }
    TRY(e);
    request_set(request, "days", days);
    if (mark)
        request_page(request, "mark", json_string(mark));
    if (access_may(request->session->access, &reminder_step_entity, "read"))
        request_page(request, "ladder", json_true());
    return DONE;
}

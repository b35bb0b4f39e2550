/* Pasted minutes on one page: the text, what was read of it beside it, and the chosen rows saved together or not at all. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/activity/activity.h"

static bool saves(const struct request *r)
{
    return !strcmp(request_text(r, "act"), "save");
}

/* Where he may write activities down, and those rows that come from the text or from the form that came back. */
int paste_prepare(struct request *r)
{
    struct paste *paste = arena_new(r->arena, struct paste);
    bool may = false;
    long year = strtol(request_text(r, "year"), NULL, 10);
    *paste = (struct paste){.text = request_text(r, "text"), .unit = request_id(r, "held_by"), .year = year >= 2000 && year <= 2199 ? (int)year : 0};
    r->state = paste;
    if (paste->unit)
        TRY(access_holds_at(r->session->access, r->db, &activity_entity, "create", paste->unit, &may));
    if (!may)
        return request_problem(r, "held_by", "请选自己可以记录的党组织");
    if (saves(r))
        return paste_from_form(r, r->db, paste);
    if (!*text_trim(r->arena, paste->text))
        return request_problem(r, NULL, "请把会议记录的文字粘贴进来");
    int outcome = paste_from_text(r->arena, r->db, paste);
    if (outcome == INVALID)
        return request_problem(r, NULL, "%s", error_message());
    return outcome;
}

/* --- as a page --- */

static json_t *choices_json(const char *chosen)
{
    json_t *kinds = json_array();
    for (int i = 0; i < ACTIVITY_KIND__COUNT; i++)
        json_array_append_new(kinds, json_pack("{s:s,s:s,s:b}", "id", activity_kind_words[i].id, "label", activity_kind_words[i].label, "chosen",
                                               text_equal(chosen, activity_kind_words[i].id)));
    return kinds;
}

static json_t *row_json(const struct paste_row *row, size_t i)
{
    char id[ID_TEXT];
    json_t *notes = json_array();
    for (int k = 0; k < row->note_count; k++)
        json_array_append_new(notes, json_string(row->notes[k]));
    json_t *o = json_pack("{s:i,s:i,s:b,s:o,s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o}", "index", (int)i, "number", (int)i + 1, "picked", row->picked,
        "kinds", choices_json(row->kind), "also", choices_json(row->also), "kind", row->kind, "held_on", row->held_on, "for_year", row->for_year, "topic", row->topic, "place",
        row->place, "chair", row->chair, "recorder", row->recorder, "expected", row->expected, "absent", row->absent, "words", row->words, "notes", notes);
    if (row->recorded)
        json_object_set_new(o, "recorded", json_string(id_print(row->recorded, id)));
    return o;
}

/* The text in pieces: what a row was read from, with its number, and what lies between. */
static void piece_add(struct arena *arena, json_t *pieces, const char *text, size_t from, size_t to, size_t number)
{
    const char *words = arena_strndup(arena, text + from, to - from);
    if (from < to && *text_trim(arena, words))
        json_array_append_new(pieces, number ? json_pack("{s:s,s:i}", "words", words, "number", (int)number) : json_pack("{s:s}", "words", words));
}

static json_t *pieces_json(struct arena *arena, const struct paste *paste)
{
    json_t *pieces = json_array();
    size_t at = 0;
    for (size_t i = 0; i < paste->n && paste->rows[i].to; i++) {
        piece_add(arena, pieces, paste->text, at, paste->rows[i].from, 0);
        piece_add(arena, pieces, paste->text, paste->rows[i].from, paste->rows[i].to, i + 1);
        at = paste->rows[i].to;
    }
    piece_add(arena, pieces, paste->text, at, strlen(paste->text), 0);
    return pieces;
}

int paste_model(struct request *r)
{
    const struct paste *paste = r->state;
    json_t *rows = json_array();
    int recorded = 0;
    TRY(record_units(r));
    for (size_t i = 0; paste && i < paste->n; i++) {
        json_array_append_new(rows, row_json(&paste->rows[i], i));
        recorded += paste->rows[i].recorded != 0;
    }
    request_set(r, "rows", rows);
    request_set(r, "count", json_integer((json_int_t)json_array_size(rows)));
    request_set(r, "recorded", json_integer(recorded));
    request_page(r, "text", json_string(request_text(r, "text")));
    request_page(r, "year", json_string(*request_text(r, "year") ? request_text(r, "year") : arena_printf(r->arena, "%d", clock_today().year)));
    if (!paste)
        return DONE;
    request_page(r, "read", json_true());
    request_page(r, "pieces", pieces_json(r->arena, paste));
    if (paste->left)
        request_page(r, "left", json_integer(paste->left));
    return DONE;
}

/* --- saved --- */

static void one(struct request *r, const char *value, struct input *ret, const char *name)
{
    const char **values = arena_array(r->arena, const char *, 1);
    *values = value;
    *ret = (struct input){name, values, 1};
}

/* Absent members by id, with the reasons in the form that is kept. */
static int absent_take(struct request *r, const struct paste *paste, const struct paste_row *row, struct record *activity, const char **ret_problem)
{
    struct absentee *absentees;
    size_t n = absentees_read(r->arena, row->absent, &paste->members.known, &absentees);
    int64_t *ids = arena_array(r->arena, int64_t, n + 1);
    *ret_problem = NULL;
    for (size_t i = 0; i < n; i++) {
        int outcome = member_find(&paste->members, absentees[i].name, row->held_on, &ids[i]);
        if (outcome == CONFLICT)
            *ret_problem = arena_printf(r->arena, "本支部有几位“%s”，请先存这一条再在记录里选人", absentees[i].name);
        else if (outcome != DONE)
            *ret_problem = arena_printf(r->arena, "缺席的“%s”不在当天的党员里，请改正或删去", absentees[i].name);
        if (*ret_problem)
            return DONE;
    }
    if (n)
        record_set_ids(activity, ACTIVITY_ABSENT, ids, (int)n);
    const char *reasons = absence_print(r->arena, absentees, n);
    if (*reasons)
        record_set_text(activity, ACTIVITY_ABSENCE, reasons);
    return DONE;
}

static void leader_take(const struct paste *paste, struct record *activity, int field, const char *name)
{
    int64_t id;
    if (*name && member_find(&paste->members, name, "", &id) == DONE)
        record_set_int(activity, field, id);
}

/* The words it was read from are its record: nothing of them is lost. */
static int row_save(struct request *r, struct change *change, const struct paste *paste, const struct paste_row *row)
{
    enum { FIELDS = 9 };
    struct input inputs[FIELDS];
    struct record *activity = record_new(r->arena, &activity_entity);
    char unit[ID_TEXT];
    const char *problem;
    one(r, arena_strdup(r->arena, id_print(paste->unit, unit)), &inputs[0], "held_by");
    one(r, row->kind, &inputs[1], "kind");
    one(r, row->also, &inputs[2], "also");
    one(r, row->held_on, &inputs[3], "held_on");
    one(r, row->topic, &inputs[4], "topic");
    one(r, row->place, &inputs[5], "place");
    one(r, row->expected, &inputs[6], "expected");
    one(r, row->words, &inputs[7], "minutes");
    one(r, row->for_year, &inputs[8], "for_year");
    TRY(record_fill(change, activity, inputs, FIELDS));
    TRY(absent_take(r, paste, row, activity, &problem));
    if (problem)
        return change_problem(change, "absent", "%s", problem);
    leader_take(paste, activity, ACTIVITY_CHAIR, row->chair);
    leader_take(paste, activity, ACTIVITY_RECORDER, row->recorder);
    return record_create(change, activity);
}

/* What is wrong with one of them, said with its number; the others are looked at too. */
static int rows_save(struct request *r, struct change *change, const struct paste *paste, int *ret_n)
{
    for (size_t i = 0; i < paste->n; i++) {
        struct change own = *change;
        own.problems = NULL;
        own.problem_count = own.problem_cap = 0;
        if (!paste->rows[i].picked)
            continue;
        int outcome = row_save(r, &own, paste, &paste->rows[i]);
        if (outcome < 0)
            return outcome;
        if (outcome != DONE)
            change_problem(change, NULL, "第 %d 条：%s", (int)i + 1, own.problem_count ? own.problems[0].message : error_message());
        ++*ret_n;
    }
    return change->problem_count ? fail(INVALID, "有的条目存不了，一条也没有保存；请按提示改正后再存") : DONE;
}

int paste_apply(struct request *r, struct db *db)
{
    const struct paste *paste = r->state;
    char id[ID_TEXT];
    int n = 0;
    if (!saves(r))
        return paste_model(r);
    struct change *change = request_change(r, db, &activity_entity, "create");
    TRY(rows_save(r, change, paste, &n));
    if (!n)
        return change_problem(change, NULL, "一条也没有选，请勾选要保存的");
    return request_redirect(r, "/activity?held_by=%s", id_print(paste->unit, id));
}

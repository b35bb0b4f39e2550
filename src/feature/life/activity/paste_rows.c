/* Pasted minutes as rows to look over: what was read, what is there already, what does not fit. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/activity/activity.h"

/* --- who the names are --- */

int members_read(struct arena *arena, struct db *db, int64_t unit, struct members *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    const char **names = NULL;
    size_t cap = 0, names_n = 0, names_cap = 0;
    int e;
    *ret = (struct members){0};
    TRY(db_query(db, &s, "SELECT p.id, p.name, m.from_date, m.until_date, m.kind = 'full' FROM membership m JOIN person p ON p.id = m.person"
                         " WHERE m.branch = ?1 ORDER BY p.code, m.from_date", value_int(unit)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        const char *name = arena_strdup(arena, statement_text(s, 1));
        *arena_push(arena, &ret->items, &ret->n, &cap) = (struct member){
            statement_int(s, 0), name, arena_strdup(arena, statement_text(s, 2)),
            statement_is_null(s, 3) ? "" : arena_strdup(arena, statement_text(s, 3)), statement_int(s, 4) != 0};
        *arena_push(arena, &names, &names_n, &names_cap) = name;
    }
    ret->known = (struct known_names){names, names_n};
    return e;
}

int member_find(const struct members *members, const char *name, const char *day, int64_t *ret)
{
    int found = 0;
    for (size_t i = 0; i < members->n; i++) {
        const struct member *m = &members->items[i];
        bool then = strcmp(m->from, day) <= 0 && (!*m->until || strcmp(day, m->until) < 0);
        if (strcmp(m->name, name) || (*day && !then) || (found && *ret == m->id))
            continue;
        *ret = m->id;
        found++;
    }
    return !found ? NOT_FOUND : found > 1 ? CONFLICT : DONE;
}

/* --- what to look at --- */

static void note(struct paste_row *row, const char *words)
{
    if (row->note_count < (int)ARRAY_SIZE(row->notes))
        row->notes[row->note_count++] = words;
}

static const char *unknown_names(struct arena *arena, const struct members *members, const struct absentee *absentees, size_t n, const char *day)
{
    struct buffer out = buffer_in(arena);
    int64_t id;
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++)
        if (member_find(members, absentees[i].name, day, &id) != DONE)
            buffer_addf(&out, "%s%s", out.n ? "、" : "", absentees[i].name);
    return out.p;
}

static void leader_note(struct arena *arena, const struct members *members, struct paste_row *row, const char *what, const char *name)
{
    int64_t id;
    if (*name && member_find(members, name, "", &id) != DONE)
        note(row, arena_printf(arena, "%s“%s”不在本支部的党员里，只留在记录的原文里", what, name));
}

static void notes_make(struct arena *arena, const struct members *members, struct paste_row *row)
{
    struct absentee *absentees;
    size_t n = absentees_read(arena, row->absent, &members->known, &absentees);
    const char *unknown = unknown_names(arena, members, absentees, n, row->held_on);
    long expected = strtol(row->expected, NULL, 10);
    if (!*row->kind)
        note(row, "没有认出是什么活动，请选一项");
    if (!*row->held_on)
        note(row, "没有认出日期，或者没有写年份，请补上");
    if (*unknown)
        note(row, arena_printf(arena, "缺席的“%s”不在当天的党员里，请改正或删去", unknown));
    if (row->present >= 0 && *row->expected && expected - (long)n != row->present)
        note(row, arena_printf(arena, "原文写实到 %d 人，应到减缺席是 %ld 人，请核对", row->present, expected - (long)n));
    leader_note(arena, members, row, "主持人", row->chair);
    leader_note(arena, members, row, "记录人", row->recorder);
}

static int recorded_find(struct db *db, int64_t unit, struct paste_row *row)
{
    if (!*row->held_on || !*row->kind)
        return DONE;
    int outcome = db_get_int(db, &row->recorded, "SELECT id FROM activity WHERE held_by = ?1 AND held_on = ?2 AND (kind = ?3 OR also = ?3 OR also_too = ?3)"
                                                 " LIMIT 1", value_int(unit), value_text(row->held_on), value_text(row->kind));
    return outcome == NOT_FOUND ? DONE : outcome;
}

static int rows_judge(struct arena *arena, struct db *db, struct paste *paste)
{
    for (size_t i = 0; i < paste->n; i++) {
        notes_make(arena, &paste->members, &paste->rows[i]);
        TRY(recorded_find(db, paste->unit, &paste->rows[i]));
    }
    return DONE;
}

/* --- from the text --- */

static const char *kind_id(enum activity_kind kind)
{
    return kind == ACTIVITY_KIND__COUNT ? "" : activity_kind_words[kind].id;
}

/* As the field shows it and takes it again: 张三（出差）、李四. */
static const char *absent_words(struct arena *arena, const struct absentee *absentees, size_t n)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++) {
        buffer_addf(&out, "%s%s", i ? "、" : "", absentees[i].name);
        if (*absentees[i].reason)
            buffer_addf(&out, "（%s）", absentees[i].reason);
    }
    return out.p;
}

static struct paste_row row_of(struct arena *arena, const struct minutes_found *m)
{
    char day[DATE_TEXT];
    return (struct paste_row){
        .kind = kind_id(m->kind), .also = kind_id(m->also), .held_on = date_valid(m->on) ? arena_strdup(arena, date_print(m->on, day)) : "",
        .for_year = m->for_year ? arena_printf(arena, "%d", m->for_year) : "", .topic = m->topic, .place = m->place, .chair = m->chair, .recorder = m->recorder,
        .expected = m->expected < 0 ? "" : arena_printf(arena, "%d", m->expected), .absent = absent_words(arena, m->absentees, m->absentee_count),
        .words = m->words, .present = m->present, .from = m->from, .to = m->to};
}

int paste_from_text(struct arena *arena, struct db *db, struct paste *paste)
{
    struct minutes_found *found;
    size_t n;
    TRY(members_read(arena, db, paste->unit, &paste->members));
    TRY(minutes_read(arena, paste->text, paste->year, &paste->members.known, &found, &n));
    paste->left = n > PASTE_ROWS_MAX ? (int)(n - PASTE_ROWS_MAX) : 0;
    paste->n = n - (size_t)paste->left;
    paste->rows = arena_array(arena, struct paste_row, paste->n + 1);
    for (size_t i = 0; i < paste->n; i++)
        paste->rows[i] = row_of(arena, &found[i]);
    TRY(rows_judge(arena, db, paste));
    for (size_t i = 0; i < paste->n; i++)
        paste->rows[i].picked = !paste->rows[i].recorded && *paste->rows[i].kind && *paste->rows[i].held_on;
    return DONE;
}

/* --- from the form --- */

static const struct input *input_of(const struct request *r, const char *name)
{
    for (int i = 0; i < r->input_count; i++)
        if (!strcmp(r->inputs[i].name, name))
            return &r->inputs[i];
    return NULL;
}

static const char *cell(struct request *r, const char *name, size_t row)
{
    const struct input *input = input_of(r, name);
    return input && (int)row < input->n ? text_trim(r->arena, input->values[row]) : "";
}

static bool picked(const struct request *r, size_t row)
{
    const struct input *input = input_of(r, "pick");
    for (int i = 0; input && i < input->n; i++)
        if (strtoul(input->values[i], NULL, 10) == row)
            return true;
    return false;
}

int paste_from_form(struct request *r, struct db *db, struct paste *paste)
{
    const struct input *kinds = input_of(r, "kind");
    TRY(members_read(r->arena, db, paste->unit, &paste->members));
    paste->n = kinds ? (size_t)kinds->n : 0;
    paste->n = paste->n > PASTE_ROWS_MAX ? PASTE_ROWS_MAX : paste->n;
    paste->rows = arena_array(r->arena, struct paste_row, paste->n + 1);
    for (size_t i = 0; i < paste->n; i++)
        paste->rows[i] = (struct paste_row){
            .picked = picked(r, i), .kind = cell(r, "kind", i), .also = cell(r, "also", i), .held_on = cell(r, "held_on", i),
            .for_year = cell(r, "for_year", i), .topic = cell(r, "topic", i), .place = cell(r, "place", i), .chair = cell(r, "chair", i), .recorder = cell(r, "recorder", i),
            .expected = cell(r, "expected", i), .absent = cell(r, "absent", i), .words = cell(r, "words", i), .present = -1};
    return rows_judge(r->arena, db, paste);
}

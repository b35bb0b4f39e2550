/* A catalogue of two items that the working committee issues to two units, in a world with problems. */
#ifndef MINGZE_TESTS_ISSUED_H
#define MINGZE_TESTS_ISSUED_H

#include "../ledger.h"

struct issued {
    struct ledger l;
    int64_t categories[2];
    struct record *catalogue;
    int64_t items[2];
};

static const char *issued_said;      /* what the last refusal said first */

__attribute__((unused)) static const char *issued_day(struct issued *i, int from_today)
{
    char text[DATE_TEXT];
    return arena_strdup(i->l.w.arena, date_print(date_add_days(clock_today(), from_today), text));
}

__attribute__((unused)) static int64_t issued_category(struct issued *i, const char *name)
{
    struct record *category = record_new(i->l.w.arena, &category_entity);
    record_set_text(category, CATEGORY_NAME, name);
    return ledger_save(&i->l, category)->id;
}

/* One act or save in a savepoint, as the lane runs it. */
__attribute__((unused)) static int issued_done(struct issued *i, struct change *change, int outcome)
{
    issued_said = change->problem_count ? change->problems[0].message : outcome ? arena_strdup(i->l.w.arena, error_message()) : "";
    if (outcome != DONE)
        CHECK_DONE(db_run(i->l.w.db, "ROLLBACK TO one"));
    CHECK_DONE(db_run(i->l.w.db, "RELEASE one"));
    return outcome;
}

__attribute__((unused)) static int issued_act(struct issued *i, const struct entity *entity, int64_t id, const char *verb,
                                              const char *field, const char *value, const char *note)
{
    struct change change = world_change(&i->l.w, entity, verb);
    struct input input = {field, &value, 1};
    change.note = note;
    CHECK_DONE(db_run(i->l.w.db, "SAVEPOINT one"));
    return issued_done(i, &change, record_act(&change, id, verb, &input, field ? 1 : 0, 0));
}

__attribute__((unused)) static int issued_create(struct issued *i, struct record *record)
{
    struct change change = world_change(&i->l.w, record->entity, "create");
    CHECK_DONE(db_run(i->l.w.db, "SAVEPOINT one"));
    return issued_done(i, &change, record_create(&change, record));
}

__attribute__((unused)) static int issued_change(struct issued *i, struct record *record)
{
    struct change change = world_change(&i->l.w, record->entity, "change");
    CHECK_DONE(db_run(i->l.w.db, "SAVEPOINT one"));
    return issued_done(i, &change, record_change(&change, record, 0));
}

__attribute__((unused)) static int64_t issued_number(struct issued *i, const char *sql)
{
    int64_t n = -1;
    CHECK_DONE(db_get_int_built(i->l.w.db, &n, sql, NULL, 0));
    return n;
}

__attribute__((unused)) static void issued_draft(struct issued *i)
{
    static const char *const symptoms[] = {"不按期换届", "“三会一课”落实不到位"};
    ledger_open(&i->l);
    i->categories[0] = issued_category(i, "按期换届");
    i->categories[1] = issued_category(i, "三会一课");
    names_commit();
    const int64_t units[] = {world_unit(&i->l.w, "SL-DZ"), world_unit(&i->l.w, "JY-DZ")};
    i->catalogue = record_new(i->l.w.arena, &catalogue_entity);
    record_set_text(i->catalogue, CATALOGUE_TITLE, "突出问题目录");
    record_set_int(i->catalogue, CATALOGUE_ISSUER, world_unit(&i->l.w, "GW"));
    record_set_text(i->catalogue, CATALOGUE_ANSWER_BY, issued_day(i, 10));
    record_set_ids(i->catalogue, CATALOGUE_UNITS, units, 2);
    ledger_save(&i->l, i->catalogue);
    for (int k = 0; k < 2; k++) {
        struct record *item = record_new(i->l.w.arena, &catalogue_item_entity);
        record_set_int(item, ITEM_CATALOGUE, i->catalogue->id);
        record_set_int(item, ITEM_POSITION, k + 1);
        record_set_text(item, ITEM_SYMPTOM, symptoms[k]);
        record_set_int(item, ITEM_CATEGORY, i->categories[k]);
        i->items[k] = ledger_save(&i->l, item)->id;
    }
}

__attribute__((unused)) static void issued_open(struct issued *i)
{
    issued_draft(i);
    CHECK_DONE(issued_act(i, &catalogue_entity, i->catalogue->id, "issue", NULL, NULL, NULL));
    i->catalogue = ledger_read(&i->l, &catalogue_entity, i->catalogue->id);
}

__attribute__((unused)) static int64_t issued_comparison(struct issued *i, const char *unit)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(i->l.w.db, &id, "SELECT id FROM comparison WHERE answering = ?1", value_int(world_unit(&i->l.w, unit))));
    return id;
}

__attribute__((unused)) static int issued_answer(struct issued *i, int64_t comparison, int item, const char *answer, const char *facts)
{
    struct record **answers;
    size_t n;
    CHECK_DONE(answers_read(i->l.w.arena, i->l.w.db, comparison, &answers, &n));
    CHECK_INT(n, 2);
    record_set_text(answers[item], ANSWER_ANSWER, answer);
    if (facts)
        record_set_text(answers[item], ANSWER_FACTS, facts);
    return issued_change(i, answers[item]);
}

__attribute__((unused)) static struct record *issued_meeting(struct issued *i, const char *unit, const char *chair)
{
    struct record *meeting = record_new(i->l.w.arena, &analysis_meeting_entity);
    record_set_int(meeting, MEETING_HELD_BY, world_unit(&i->l.w, unit));
    record_set_text(meeting, MEETING_HELD_ON, issued_day(i, 0));
    record_set_int(meeting, MEETING_CHAIR, world_person(&i->l.w, chair));
    return meeting;
}

/* A problem of a unit in a category. */
__attribute__((unused)) static int64_t issued_problem(struct issued *i, const char *unit, int64_t category, int number)
{
    struct record *problem = ledger_problem(&i->l, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, world_unit(&i->l.w, unit));
    if (category)
        record_set_int(problem, PROBLEM_CATEGORY, category);
    return ledger_save(&i->l, problem)->id;
}

/* Somebody with a role at a unit. */
__attribute__((unused)) static struct access *issued_access(struct issued *i, const char *role, const char *unit)
{
    struct grant grant = {role, world_unit(&i->l.w, unit)};
    struct access *access;
    access_clear();
    access_rights_add(rectification_feature.rights, rectification_feature.right_count);
    CHECK_DONE(access_create(i->l.w.arena, i->l.w.db, 9, 9, &grant, 1, &access));
    return access;
}

#endif

/* A world with the rectification entities and one source. */
#ifndef MINGZE_TESTS_LEDGER_H
#define MINGZE_TESTS_LEDGER_H

#include "../organisation/office_world.h"
#include "feature/rectification/common/rows.h"
#include "feature/rectification/recheck/recheck.h"
#include "office/inside.h"

static const struct entity *const ledger_entities[] = {
    &category_entity, COMMON_ENTITIES_FIRST, &source_entity, &proposal_entity, &problem_entity, &measure_entity,
    &evidence_entity, &extension_entity, &step_entity, COMMON_ENTITIES,
    &recheck_entity, &draw_entity, &draw_item_entity, &report_entity, &setting_entity,
};

struct ledger {
    struct world w;
    struct record *source;
};

__attribute__((unused)) static struct record *ledger_save(struct ledger *l, struct record *record)
{
    struct change change = world_change(&l->w, record->entity, "create");
    CHECK_DONE(record_create(&change, record));
    return record;
}

__attribute__((unused)) static void ledger_open(struct ledger *l)
{
    world_open(&l->w, ledger_entities, ARRAY_SIZE(ledger_entities));
    l->source = record_new(l->w.arena, &source_entity);
    record_set_text(l->source, SOURCE_TITLE, "巡视反馈");
    record_set_text(l->source, SOURCE_KIND, "central_inspection");
    record_set_int(l->source, SOURCE_ACCOUNTABLE, world_unit(&l->w, "SL-DZ"));
    record_set_int(l->source, SOURCE_REVIEWER, world_unit(&l->w, "XCB"));
    record_set_text(l->source, SOURCE_DATE, "2026-07-06");
    ledger_save(l, l->source);
}

__attribute__((unused)) static struct record *ledger_problem(struct ledger *l, int number)
{
    struct record *problem = record_new(l->w.arena, &problem_entity);
    record_set_int(problem, PROBLEM_SOURCE, l->source->id);
    record_set_int(problem, PROBLEM_NUMBER, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, world_unit(&l->w, "SL-DZ"));
    record_set_text(problem, PROBLEM_SYMPTOM, "未按期换届");
    record_set_text(problem, PROBLEM_WORDS, "未按期换届");
    return problem;
}

__attribute__((unused)) static struct record *ledger_read(struct ledger *l, const struct entity *entity, int64_t id)
{
    struct record *record;
    CHECK_DONE(record_read(l->w.arena, l->w.db, entity, id, &record));
    return record;
}

#endif

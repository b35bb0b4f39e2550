#include "activity_office.h"

static struct world w;
static const char *cookie;
static int64_t activity;

static void open(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    activity = office_activity(&w, cookie, "SL-Z1", "assembly", "2026-11-20", "研究换届");
}

static int64_t newest(const char *table)
{
    return world_number(&w, arena_printf(w.arena, "SELECT id FROM %s ORDER BY created_at DESC, id LIMIT 1", table));
}

static void a_task_is_done_here(void)
{
    open();
    struct request *r = office_post(&w, cookie, "/decision", 0, (struct ask){
        .inputs = {"activity", id_of(&w, activity), "text", "排出换届方案", "person", id_of(&w, person_of(&w, "SL006")), "due_on", "2026-12-10"}});
    CHECK_INT(r->answer.status, 303);
    int64_t id = newest("decision");
    struct record *decision = office_read(&w, &decision_entity, id);
    CHECK_INT(record_int(decision, DECISION_POSITION), 1);
    CHECK_TEXT(record_text(decision, DECISION_STATE), "open");
    CHECK_INT(office_post(&w, cookie, "/decision/:id/finish", id, (struct ask){0})->answer.status, 422);       /* with nothing to say */
    CHECK_INT(office_post(&w, cookie, "/decision/:id/finish", id, (struct ask){.inputs = {"result", "方案已报机关党委"}})->answer.status, 303);
    decision = office_read(&w, &decision_entity, id);
    CHECK_TEXT(record_text(decision, DECISION_STATE), "done");
    CHECK_TEXT(record_text(decision, DECISION_DONE_ON), "2026-11-26");
    CHECK_INT(office_post(&w, cookie, "/decision/:id/reopen", id, (struct ask){0})->answer.status, 422);
    CHECK_INT(office_post(&w, cookie, "/decision/:id/reopen", id, (struct ask){.inputs = {"note", "还缺预备人选"}})->answer.status, 303);
    decision = office_read(&w, &decision_entity, id);
    CHECK_TEXT(record_text(decision, DECISION_STATE), "open");
    CHECK_TEXT(record_text(decision, DECISION_DONE_ON), "");
    office_post(&w, cookie, "/decision", 0, (struct ask){.inputs = {"activity", id_of(&w, activity), "text", "第二件"}});
    CHECK_INT(world_number(&w, "SELECT position FROM decision WHERE text = '第二件'"), 2);
    world_close(&w);
}

static int measure_done(struct change *change, void *context)
{
    struct record *measure;
    struct change inner = change_within(change, &measure_entity, "change");
    TRY(record_read(change->arena, change->db, &measure_entity, *(int64_t *)context, &measure));
    record_set_text(measure, MEASURE_STATE, "done");
    record_set_text(measure, MEASURE_RESULT, "已选举产生新一届支委会");
    return record_change(&inner, measure, 0);
}

static void of_a_problem_it_is_a_measure(void)
{
    open();
    int64_t problem = office_problem(&w);
    struct request *r = office_post(&w, cookie, "/decision", 0, (struct ask){
        .inputs = {"activity", id_of(&w, activity), "text", "年底前完成换届", "problem", id_of(&w, problem), "due_on", "2026-12-31"}});
    CHECK_INT(r->answer.status, 303);
    int64_t id = newest("decision"), measure = record_int(office_read(&w, &decision_entity, id), DECISION_MEASURE);
    CHECK_TEXT(record_text(office_read(&w, &measure_entity, measure), MEASURE_TEXT), "年底前完成换届");
    CHECK_TEXT(record_text(office_read(&w, &measure_entity, measure), MEASURE_DEADLINE), "2026-12-31");
    /* it is changed, done and removed there alone */
    CHECK_INT(office_post(&w, cookie, "/decision/:id/finish", id, (struct ask){.inputs = {"result", "好了"}})->answer.status, 422);
    CHECK_INT(office_post(&w, cookie, "/decision/:id", id, (struct ask){.inputs = {"text", "另说"}})->answer.status, 422);
    CHECK(office_post(&w, cookie, "/decision/:id/remove", id, (struct ask){0})->answer.status >= 400);
    CHECK_DONE(system_write(w.system, measure_done, &measure, "command"));
    struct record *decision = office_read(&w, &decision_entity, id);
    CHECK_TEXT(record_text(decision, DECISION_STATE), "done");
    CHECK_TEXT(record_text(decision, DECISION_RESULT), "已选举产生新一届支委会");
    CHECK_TEXT(record_text(decision, DECISION_DONE_ON), "2026-11-26");
    world_close(&w);
}

static void of_another_branch(void)
{
    open();
    struct request *r = office_post(&w, world_session(&w, "liuqinghe"), "/decision", 0, (struct ask){
        .inputs = {"activity", id_of(&w, activity), "text", "替别人定的"}});
    CHECK(r->answer.status >= 400);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM decision"), 0);
    world_close(&w);
}

TESTS({"a task is done here", a_task_is_done_here}, {"of a problem it is a measure", of_a_problem_it_is_a_measure},
      {"nobody decides for another branch", of_another_branch})

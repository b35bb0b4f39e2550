#include "after.h"

static const int64_t day_ms = 86400000;

static struct record *report_new(struct ledger *l, int64_t problem, const char *reporter)
{
    struct record *report = record_new(l->w.arena, &report_entity);
    record_set_int(report, REPORT_PROBLEM, problem);
    record_set_int(report, REPORT_REVIEWER, world_unit(&l->w, "XCB"));
    record_set_text(report, REPORT_MATTER, "测站支部六年没换届");
    if (reporter)
        record_set_int(report, REPORT_REPORTER, world_person(&l->w, reporter));
    return ledger_save(l, report);
}

#define ANSWER(who, verb, ...) life_act(&l, &report_entity, report->id, &who, verb, NULL, __VA_ARGS__, NULL)
#define ASK_ON() record_text(ledger_read(&l, &report_entity, report->id), REPORT_ASK_ON)

static const char *in_days(struct ledger *l, int days)
{
    char text[DATE_TEXT];
    return arena_strdup(l->w.arena, date_print(date_add_days(clock_today(), days), text));
}

static void asked_four_weeks_after(void)
{
    struct ledger l;
    after_open(&l);
    int64_t now = clock_now_ms();
    struct record *problem = life_requested(&l, 1, NULL), *report = report_new(&l, problem->id, "SL014");
    CHECK_TEXT(ASK_ON(), "");
    CHECK_OUTCOME(ANSWER(bystander, "answer", "answer", "no"), INVALID);
    CHECK_DONE(ACT(secretary, "endorse", NULL, NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, NULL));
    CHECK_TEXT(ASK_ON(), in_days(&l, 28));
    CHECK_OUTCOME(ANSWER(bystander, "answer", "answer", "no"), INVALID);
    CHECK(strstr(life_said, "四周"));
    clock_set(now + 29 * day_ms);
    CHECK_OUTCOME(ANSWER(bystander, "answer", "words", "不知道"), INVALID);
    CHECK_DONE(ANSWER(bystander, "answer", "answer", "partly", "words", "开了会，委员没配齐"));
    report = ledger_read(&l, &report_entity, report->id);
    CHECK_TEXT(record_text(report, REPORT_STATE), "answered");
    CHECK_TEXT(record_text(report, REPORT_HOW), "system");
    CHECK_TEXT(record_text(report, REPORT_ANSWERED_ON), in_days(&l, 0));
    CHECK_OUTCOME(ANSWER(bystander, "answer", "answer", "yes"), CONFLICT);       /* once */
    after_close(&l);
}

/* One who is not in the system is rung up, and who rang says how. */
static void noted_by_the_reviewer(void)
{
    struct ledger l;
    after_open(&l);
    int64_t now = clock_now_ms();
    struct record *problem = life_closed(&l, 1), *report = report_new(&l, problem->id, NULL);
    CHECK_TEXT(ASK_ON(), in_days(&l, 28));               /* closed already when it was entered */
    clock_set(now + 28 * day_ms);
    CHECK_OUTCOME(ANSWER(reviewer, "note_answer", "answer", "no"), INVALID);
    CHECK_OUTCOME(ANSWER(reviewer, "note_answer", "answer", "no", "how", "system"), INVALID);
    CHECK_DONE(ANSWER(reviewer, "note_answer", "answer", "no", "how", "phone", "words", "根本没开过"));
    after_close(&l);
}

/* Opened again before he answered, the question waits for the next closing; an answer given is not asked again. */
static void asked_after_the_last_closing(void)
{
    struct ledger l;
    after_open(&l);
    int64_t now = clock_now_ms();
    struct record *problem = life_closed(&l, 1), *report = report_new(&l, problem->id, NULL), *answered = report_new(&l, problem->id, NULL);
    clock_set(now + 30 * day_ms);
    CHECK_DONE(life_act(&l, &report_entity, answered->id, &reviewer, "note_answer", NULL, "answer", "no", "how", "phone", NULL));
    CHECK_DONE(ACT(reviewer, "reopen", "反映人说没有改好", "recheck_how", "phone", "recheck_finding", "没有召开"));
    CHECK_TEXT(ASK_ON(), "");
    life_evidence(&l, problem->id);
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "这次真的换届了"));
    CHECK_DONE(ACT(secretary, "endorse", NULL, NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, NULL));
    CHECK_TEXT(ASK_ON(), in_days(&l, 28));
    answered = ledger_read(&l, &report_entity, answered->id);
    CHECK_TEXT(record_text(answered, REPORT_STATE), "answered");
    CHECK_TEXT(record_text(answered, REPORT_ANSWER), "no");
    after_close(&l);
}

/* Of the roles of a rectified unit none has a right to a report but for the reporter's own. */
static void whose_it_is(void)
{
    static const char *const roles[] = {"leading_group_secretary", "organ_officer", "branch_secretary", "handler", "member"};
    for (int i = 0; i < rectification_feature.right_count; i++) {
        const struct right *right = &rectification_feature.rights[i];
        for (size_t k = 0; k < ARRAY_SIZE(roles); k++) {
            if (strcmp(right->role, roles[k]))
                continue;
            CHECK(strcmp(right->entity, "draw") && strcmp(right->entity, "draw_item"));
            if (!strcmp(right->entity, "report")) {
                CHECK_INT(right->scope, SCOPE_SELF);
                CHECK_TEXT(right->verbs, "read answer");
            }
        }
    }
    CHECK_TEXT(report_entity.unit_from, "reviewer");
    for (int i = 0; i < REPORT__COUNT; i++)
        CHECK(!(report_entity.fields[i].flags & FIELD_SEARCH));
}

TESTS({"asked four weeks after the closing, once", asked_four_weeks_after}, {"noted by the reviewer", noted_by_the_reviewer},
      {"asked after the last closing", asked_after_the_last_closing}, {"whose it is", whose_it_is})

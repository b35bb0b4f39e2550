#include "life.h"

static struct ledger l;
static struct record *problem;
static int64_t extension;

static void asked(void)
{
    ledger_open(&l);
    life_people(&l);
    problem = life_rectifying(&l, 1, NULL);
    CHECK_DONE(ACT(officer, "extend", "汛期党员分散", "extend_until", "2031-03-31"));
    CHECK_DONE(db_get_int(l.w.db, &extension, "SELECT id FROM extension"));
}

static int decide(const struct actor *who, const char *verb, const char *name, const char *value)
{
    return life_act(&l, &extension_entity, extension, who, verb, NULL, name, value, NULL);
}

static const char *written(int field)
{
    return record_text(ledger_read(&l, &extension_entity, extension), field);
}

static void what_is_asked_is_kept(void)
{
    asked();
    struct record *row = ledger_read(&l, &extension_entity, extension);
    CHECK_INT(record_int(row, EXTENSION_PROBLEM), problem->id);
    CHECK_TEXT(record_text(row, EXTENSION_FROM), "2030-12-31");
    CHECK_TEXT(record_text(row, EXTENSION_UNTIL), "2031-03-31");
    CHECK_TEXT(record_text(row, EXTENSION_REASON), "汛期党员分散");
    CHECK_TEXT(record_text(row, EXTENSION_STATE), "requested");
    CHECK_INT(record_int(row, EXTENSION_ASKED_BY), officer.person);
    CHECK_TEXT(record_text(ledger_read(&l, &problem_entity, problem->id), PROBLEM_DEADLINE), "2030-12-31");
    world_close(&l.w);
}

/* By account, and by person where he comes with another account. */
static void another_decides(void)
{
    asked();
    struct actor machine = {.name = "系统", .door = "job"}, second = officer, stranger = {.user = 77, .name = "临时", .door = "page"};
    second.user = 99;
    CHECK_OUTCOME(decide(&officer, "approve", NULL, NULL), INVALID);
    CHECK_TEXT(life_said, "延期是您申请的，须由另一人批准");
    CHECK_OUTCOME(decide(&second, "approve", NULL, NULL), INVALID);
    CHECK_OUTCOME(decide(&officer, "refuse", "opinion", "不同意"), INVALID);
    CHECK_OUTCOME(decide(&machine, "approve", NULL, NULL), INVALID);
    CHECK_TEXT(life_said, "延期要由具体的人批准");
    CHECK_TEXT(written(EXTENSION_STATE), "requested");
    CHECK_DONE(decide(&stranger, "approve", NULL, NULL));
    CHECK_TEXT(written(EXTENSION_STATE), "approved");
    CHECK_INT(record_int(ledger_read(&l, &extension_entity, extension), EXTENSION_DECIDED_BY), 0);   /* his account stands for nobody */
    world_close(&l.w);
}

static void approved_moves_the_deadline_and_says_why(void)
{
    asked();
    CHECK_DONE(decide(&secretary, "approve", "number", "水利党组纪要12号"));
    CHECK_TEXT(written(EXTENSION_NUMBER), "水利党组纪要12号");
    CHECK_INT(record_int(ledger_read(&l, &extension_entity, extension), EXTENSION_DECIDED_BY), secretary.person);
    struct record *now = ledger_read(&l, &problem_entity, problem->id), *step;
    CHECK_TEXT(record_text(now, PROBLEM_DEADLINE), "2031-03-31");
    CHECK_TEXT(record_text(now, PROBLEM_ORIGINAL_DEADLINE), "2030-12-31");
    CHECK_TEXT(record_text(now, PROBLEM_STATE), "rectifying");
    CHECK_DONE(step_last(l.w.arena, l.w.db, problem->id, "extended", &step));
    CHECK_TEXT(record_text(step, STEP_REASON), "汛期党员分散");
    CHECK_TEXT(record_text(step, STEP_NOTE), "2031-03-31");
    CHECK_OUTCOME(decide(&secretary, "refuse", "opinion", "想了想"), CONFLICT);      /* decided is decided */
    world_close(&l.w);
}

static void refused_says_why_and_leaves_the_deadline(void)
{
    asked();
    CHECK_OUTCOME(decide(&secretary, "refuse", "opinion", " "), INVALID);
    CHECK_TEXT(life_said, "不批准的，请写明意见");
    CHECK_DONE(decide(&secretary, "refuse", "opinion", "分批开会即可"));
    CHECK_TEXT(written(EXTENSION_STATE), "refused");
    CHECK_TEXT(record_text(ledger_read(&l, &problem_entity, problem->id), PROBLEM_DEADLINE), "2030-12-31");
    CHECK_DONE(ACT(officer, "extend", "仍有困难", "extend_until", "2031-01-31"));     /* and one may ask again */
    world_close(&l.w);
}

/* It ended while the extension waited: the approver is told, and nothing half is written. */
static void of_what_has_ended_no_deadline_moves(void)
{
    asked();
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET state = 'closed' WHERE id = ?1", value_int(problem->id)));
    CHECK_OUTCOME(decide(&secretary, "approve", NULL, NULL), INVALID);
    CHECK(strstr(life_said, "已经了结"));
    CHECK_TEXT(written(EXTENSION_STATE), "requested");
    CHECK_TEXT(record_text(ledger_read(&l, &problem_entity, problem->id), PROBLEM_DEADLINE), "2030-12-31");
    world_close(&l.w);
}

TESTS({"what is asked is kept", what_is_asked_is_kept}, {"another decides", another_decides},
      {"approved moves the deadline and says why", approved_moves_the_deadline_and_says_why},
      {"refused says why and leaves the deadline", refused_says_why_and_leaves_the_deadline},
      {"of what has ended no deadline moves", of_what_has_ended_no_deadline_moves})

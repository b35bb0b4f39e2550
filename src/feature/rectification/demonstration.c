/* The demonstration: an earlier notice whose problems stand at every step of their life (demonstration_life.c), and a feedback
 * document that waits for its review. */
#include <string.h>

#include "feature/rectification/common/common.h"
#include "feature/rectification/demonstration.h"
#include "feature/rectification/reading/extraction.h"
#include "feature/rectification/recheck/recheck.h"
#include "feature/rectification/review.h"

static const char *const categories[] = {
    "理论学习", "落实决策部署", "主体责任", "监督执纪", "廉洁风险", "按期换届", "三会一课", "支部作用", "党务干部队伍",
    "整改落实",
};

struct demo_problem {
    const char *symptom, *category, *kind, *department, *leader, *person;
    int due_days;                /* from today */
    struct { const char *text, *state, *result; } measures[3];
};

/* Invented; the three sore points that the founding article names are among them. */
static const struct demo_problem problems[] = {
    {"水文中心测站党支部任期届满后未按期换届", "按期换届", "limited", "SL-C6", "SL003", "SL009", 25,
     {{"指导测站党支部制定换届方案，报机关党委审批", "done", "方案已于本月初批复。"},
      {"召开党员大会选举新一届支部委员会", "ongoing", NULL},
      {"对全厅支部任期逐一核对，建立到期前六个月提醒", "planned", NULL}}},
    {"建设管理处党支部两个季度未召开党员大会，“三会一课”落实不到位", "三会一课", "immediate", "SL-C3", "SL002", "SL011", -12,
     {{"制定全年组织生活安排，按季召开党员大会", "done", "已召开第三季度党员大会。"},
      {"机关党委每季度到支部参加一次组织生活", "ongoing", NULL}}},
    {"部分党支部主体作用发挥不明显，党建与业务“两张皮”", "支部作用", "lasting", "SL-C4", "SL003", "SL004", 120,
     {{"推行支部品牌创建，与重点工程挂钩", "ongoing", NULL}}},
    {"中心组学习以读文件代替研讨", "理论学习", "immediate", "SL-C1", "SL001", "SL006", 12, {{0}}},
    {"整改台账更新不及时，个别问题以制定文件代替解决问题", "整改落实", "limited", "SL-C1", NULL, NULL, 40, {{0}}},
    {"建设管理处党支部党费收缴情况未按季度公示", "主体责任", "immediate", "SL-C3", "SL002", "SL011", 18,
     {{"补齐前三季度党费收缴公示，以后每季度首月公示", "planned", "前三季度已补公示，本季度已按时公示。"}}},
    {"规划计划处党支部支委会以会议纪要代替会议记录", "三会一课", "immediate", "SL-C2", "SL002", "SL007", 10,
     {{"按会议实际补录讨论和表决情况，以后当场记录", "planned", "已补录并经支委核对签字。"}}},
    {"机关党委上半年没有专题研究支部建设", "主体责任", "limited", "SL-C4", "SL003", "SL005", -20,
     {{"召开机关党委会专题研究支部建设，列入年度计划每半年一次", "planned", "已召开专题会议，形成三项决定。"}}},
    {"新任党支部书记任职培训没有全覆盖", "党务干部队伍", "limited", "SL-C4", "SL003", "SL005", -15,
     {{"对三名未参训的支部书记补训，建立任职培训台账", "planned", "三名同志已全部补训。"}}},
    {"办公室党支部谈心谈话流于形式", "支部作用", "limited", "SL-C1", "SL001", "SL013", 45,
     {{"支委带头开展谈心谈话，记录问题和回应", "planned", "支委与党员已全部谈过一轮。"}}},
    {"反映办公室党支部去年未召开组织生活会", "三会一课", "immediate", "SL-C1", "SL001", "SL006", 5, {{0}}},
};

static int64_t by_code(struct change *change, const char *table, const char *code)
{
    int64_t id = 0;
    int outcome = !strcmp(table, "unit")
        ? db_get_int(change->db, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code))
        : db_get_int(change->db, &id, "SELECT id FROM person WHERE code = ?1", value_text(code));
    return outcome == DONE ? id : 0;
}

static int64_t category_id(struct change *change, const char *name)
{
    int64_t id = 0;
    return db_get_int(change->db, &id, "SELECT id FROM category WHERE name = ?1", value_text(name)) == DONE ? id : 0;
}

static int categories_make(struct change *outer)
{
    for (size_t i = 0; i < ARRAY_SIZE(categories); i++) {
        struct change change = change_within(outer, &category_entity, "create");
        struct record *category = record_new(outer->arena, &category_entity);
        record_set_text(category, CATEGORY_NAME, categories[i]);
        TRY(record_create(&change, category));
    }
    return DONE;
}

static struct record *source_new(struct change *outer, const char *title, const char *kind, const char *issuer,
                       const char *number, int days_ago, const char *reviewer)
{
    struct record *source = record_new(outer->arena, &source_entity);
    char day[DATE_TEXT];
    record_set_text(source, SOURCE_TITLE, title);
    record_set_text(source, SOURCE_KIND, kind);
    record_set_text(source, SOURCE_ISSUER, issuer);
    record_set_text(source, SOURCE_NUMBER, number);
    record_set_int(source, SOURCE_ACCOUNTABLE, by_code(outer, "unit", "SL-DZ"));
    record_set_int(source, SOURCE_REVIEWER, by_code(outer, "unit", reviewer));
    record_set_text(source, SOURCE_DATE,
                    arena_strdup(outer->arena, date_print(date_add_days(clock_today(), -days_ago), day)));
    return source;
}

/* The shipped document as an upload would leave it: stored, read, waiting for its review. */
static int feedback_make(struct change *outer, struct folder *folder)
{
    const struct resource *sample = resource_find("samples/feedback.txt");
    struct record *source = source_new(outer, "省委第三巡视组反馈意见", "central_inspection", "省委第三巡视组",
                                       "云巡反馈〔2026〕7号", 60, "XCB");
    struct document *document;
    struct extraction *extraction;
    char digest[DIGEST_TEXT];
    TRY(document_read(outer->arena, "feedback.txt", sample->bytes, sample->n, &document));
    TRY(extraction_read(outer->arena, document, &extraction));
    TRY(file_store_put(folder, sample->bytes, sample->n, digest));
    record_set_text(source, SOURCE_FILE, digest);
    record_set_text(source, SOURCE_FILE_NAME, "省委第三巡视组反馈意见.txt");
    if (extraction->warning)
        record_set_text(source, SOURCE_WARNING, extraction->warning);
    struct change change = change_within(outer, &source_entity, "create");
    TRY(record_create(&change, source));
    return proposals_create(outer, source, document, extraction);
}

static void one_id(struct change *outer, struct record *record, int field, int64_t id)
{
    int64_t *ids = arena_new(outer->arena, int64_t);
    *ids = id;
    record_set_ids(record, field, ids, id != 0);
}

static int measures_make(struct change *outer, const struct demo_problem *p, int64_t problem)
{
    for (size_t i = 0; i < ARRAY_SIZE(p->measures) && p->measures[i].text; i++) {
        struct change change = change_within(outer, &measure_entity, "create");
        struct record *measure = record_new(outer->arena, &measure_entity);
        record_set_int(measure, MEASURE_PROBLEM, problem);
        record_set_int(measure, MEASURE_POSITION, (int64_t)i + 1);
        record_set_text(measure, MEASURE_TEXT, p->measures[i].text);
        record_set_text(measure, MEASURE_STATE, p->measures[i].state);
        if (p->person)
            record_set_int(measure, MEASURE_PERSON, by_code(outer, "person", p->person));
        if (p->measures[i].result && strcmp(p->measures[i].state, "planned"))
            record_set_text(measure, MEASURE_RESULT, p->measures[i].result);
        TRY(record_create(&change, measure));
    }
    return DONE;
}

static int problem_make(struct change *outer, const struct record *source, const struct demo_problem *p, int number,
                        int64_t *ret)
{
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *problem = record_new(outer->arena, &problem_entity);
    char day[DATE_TEXT];
    record_set_int(problem, PROBLEM_SOURCE, source->id);
    record_set_int(problem, PROBLEM_NUMBER, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, record_int(source, SOURCE_ACCOUNTABLE));
    record_set_text(problem, PROBLEM_SYMPTOM, p->symptom);
    record_set_text(problem, PROBLEM_WORDS, p->symptom);
    record_set_int(problem, PROBLEM_CATEGORY, category_id(outer, p->category));
    record_set_text(problem, PROBLEM_KIND, p->kind);
    one_id(outer, problem, PROBLEM_DEPARTMENTS, by_code(outer, "unit", p->department));
    if (p->leader)
        one_id(outer, problem, PROBLEM_LEADERS, by_code(outer, "person", p->leader));
    if (p->person)
        one_id(outer, problem, PROBLEM_PERSONS, by_code(outer, "person", p->person));
    record_set_text(problem, PROBLEM_DEADLINE,
                    arena_strdup(outer->arena, date_print(date_add_days(clock_today(), p->due_days), day)));
    TRY(record_create(&change, problem));
    *ret = problem->id;
    return measures_make(outer, p, problem->id);
}

const char *demonstration_result(int number)
{
    return problems[number - 1].measures[0].result;
}

void demonstration_at(struct change *outer, int days_ago)
{
    int64_t then = clock_now_ms() - days_ago * (int64_t)86400000;
    if (then > outer->now)
        outer->now = then;
}

/* What follows is in the order of its days, so that the journal tells it as it would have been. */
int rectification_demonstrate(struct change *outer, struct folder *folder)
{
    int64_t ids[ARRAY_SIZE(problems)];
    demonstration_at(outer, 75);
    TRY(categories_make(outer));
    struct record *source = source_new(outer, "省直机关工委机关党建督查反馈", "supervision", "省直机关工委",
                                       "云直工〔2026〕15号", 75, "GW");
    record_set_text(source, SOURCE_STATE, "confirmed");
    struct change change = change_within(outer, &source_entity, "create");
    TRY(record_create(&change, source));
    for (size_t i = 0; i < ARRAY_SIZE(problems); i++)
        TRY(problem_make(outer, source, &problems[i], (int)i + 1, &ids[i]));
    TRY(demonstration_live(outer, source->id, ids, ARRAY_SIZE(problems)));
    TRY(recheck_demonstrate(outer, source->id));
    demonstration_at(outer, 0);
    TRY(common_demonstrate(outer));
    return feedback_make(outer, folder);
}

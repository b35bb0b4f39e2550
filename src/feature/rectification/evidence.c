/* 佐证: what shows that a problem is rectified.  A document's number is as good as an upload (减负, DESIGN §5), and the day
 * of the fact is not the day on which somebody entered it. */
#include <string.h>

#include "feature/rectification/private.h"

static const struct field fields[EVIDENCE__COUNT] = {
    [EVIDENCE_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "problem"},
    [EVIDENCE_MEASURE] = {"measure", "对应措施", "可以不选", FIELD_REF, 0, .ref = "measure"},
    [EVIDENCE_TITLE] = {"title", "佐证名称", "如“换届选举结果的批复”", FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 200},
    [EVIDENCE_FACT_ON] = {"fact_on", "事实发生日期", "事情是哪天做成的，不是哪天上传的", FIELD_DATE, FIELD_REQUIRED},
    [EVIDENCE_NUMBER] = {"number", "文号或编号", "写了文号就不必上传", FIELD_TEXT, FIELD_SEARCH, .max = 100},
    [EVIDENCE_FILE] = {"file", "附件", "没有文号时上传", FIELD_FILE, 0},
    [EVIDENCE_FILE_NAME] = {"file_name", "附件名", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 255},
    [EVIDENCE_NOTE] = {"note", "说明", NULL, FIELD_LONG_TEXT, 0, .max = 1000},
};
static const char *const columns[] = {"title", "fact_on", "number", "measure", NULL};
static const struct list_view lists[] = {{"all", "佐证", columns, "problem,fact_on,id", NULL}, {0}};
static const char *const indexes[] = {"problem,fact_on", "organ,fact_on", NULL};

static int measure_fits(struct change *change, const struct record *evidence)
{
    int64_t owner = 0, measure = record_int(evidence, EVIDENCE_MEASURE);
    if (!measure)
        return DONE;
    TRY(db_get_int(change->db, &owner, "SELECT problem FROM measure WHERE id = ?1", value_int(measure)));
    return owner == record_int(evidence, EVIDENCE_PROBLEM) ? DONE
        : change_problem(change, "measure", "这条措施属于另一个问题，请选本问题的措施");
}

static int evidence_check(struct change *change)
{
    const struct record *evidence = change->after ? change->after : change->before;
    char today[DATE_TEXT];
    TRY(problem_open_check(change, record_int(evidence, EVIDENCE_PROBLEM)));
    if (!change->after)
        return DONE;
    if (!*record_text(evidence, EVIDENCE_NUMBER) && !*record_text(evidence, EVIDENCE_FILE))
        return change_problem(change, "number", "请填文号或编号；没有文号的，上传附件");
    if (strcmp(record_text(evidence, EVIDENCE_FACT_ON), date_print(clock_today(), today)) > 0)
        return change_problem(change, "fact_on", "事实发生日期晚于今天，请核对");
    return measure_fits(change, evidence);
}

const struct entity evidence_entity = {
    .name = "evidence", .label = "佐证", .note = "证明问题已经改好的文件、文号或事实",
    .fields = fields, .field_count = EVIDENCE__COUNT, .lists = lists, .indexes = indexes, .title = "title",
    .unit_from = "problem", .parent = "problem", .flags = ENTITY_REMOVABLE, .check = evidence_check,
    .scope_sql = {
        [SCOPE_NAMED] = "t.problem IN (SELECT p.id FROM problem p JOIN source s ON s.id = p.source WHERE s.reviewer = ?unit)",
        [SCOPE_SELF] = "t.problem IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.problem IN (SELECT owner FROM problem_leaders WHERE target = ?person)"
                       " OR t.problem IN (SELECT problem FROM measure WHERE person = ?person)",
    },
};

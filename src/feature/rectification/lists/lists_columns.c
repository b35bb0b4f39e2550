/* What stands in the three lists: DOMAIN §3.2, a row a column. */
#include "feature/rectification/lists/lists.h"

#include "feature/rectification/private.h"

#define P(field) offsetof(struct lists_problem, field)
#define M(field) offsetof(struct lists_measure, field), LISTS_OF_MEASURE

/* Paper has 225 mm on A4 and 348 mm on A3 for each list. */
const struct lists_column lists_columns[] = {
    {LIST_PROBLEMS, "序号", P(seq), 0, COLUMN_INT, 6, 10, 12},
    {LIST_PROBLEMS, "来源", P(source), 0, COLUMN_TEXT, 14, 14, 18, source_kinds},
    {LIST_PROBLEMS, "反馈时间", P(feedback_date), 0, COLUMN_DATE, 12, 22, 26},
    {LIST_PROBLEMS, "反馈原文", P(words), 0, COLUMN_TEXT, 46, 49, 80},
    {LIST_PROBLEMS, "问题类别", P(category), 0, COLUMN_TEXT, 13, 18, 24},
    {LIST_PROBLEMS, "问题表现", P(symptom), 0, COLUMN_TEXT, 46, 50, 80},
    {LIST_PROBLEMS, "涉及单位", P(units), 0, COLUMN_TEXT, 18, 20, 30},
    {LIST_PROBLEMS, "共性/个性", P(common), 0, COLUMN_TEXT, 10, 12, 14, commonness},
    {LIST_PROBLEMS, "立行立改标记", P(kind), 0, COLUMN_TEXT, 12, 14, 18, problem_kinds},
    {LIST_PROBLEMS, "反馈所在部分", P(section), 0, COLUMN_TEXT, 26, 0, 30},
    {LIST_PROBLEMS, "原文位置", P(place), 0, COLUMN_TEXT, 12, 16, 16},
    {LIST_PROBLEMS, "编号", P(id), LISTS_HIDDEN, COLUMN_TEXT, 15},

    {LIST_RESPONSIBILITY, "问题序号", P(seq), 0, COLUMN_INT, 6, 12, 14},
    {LIST_RESPONSIBILITY, "问题表现", P(symptom), 0, COLUMN_TEXT, 56, 73, 124},
    {LIST_RESPONSIBILITY, "第一责任人", P(first_responsible), 0, COLUMN_TEXT, 13, 22, 30},
    {LIST_RESPONSIBILITY, "责任领导", P(leaders), 0, COLUMN_TEXT, 18, 26, 40},
    {LIST_RESPONSIBILITY, "责任部门/单位", P(departments), 0, COLUMN_TEXT, 24, 32, 50},
    {LIST_RESPONSIBILITY, "具体责任人", P(persons), 0, COLUMN_TEXT, 18, 28, 40},
    {LIST_RESPONSIBILITY, "配合单位", P(cooperating), 0, COLUMN_TEXT, 24, 32, 50},
    {LIST_RESPONSIBILITY, "编号", P(id), LISTS_HIDDEN, COLUMN_TEXT, 15},

    {LIST_RECTIFICATION, "问题序号", P(seq), 0, COLUMN_INT, 5, 10, 12},
    {LIST_RECTIFICATION, "问题表现", P(symptom), 0, COLUMN_TEXT, 28, 34, 40},
    {LIST_RECTIFICATION, "原因归类", P(cause_route), 0, COLUMN_TEXT, 8, 0, 14, cause_routes},
    {LIST_RECTIFICATION, "原因分析", P(cause), LISTS_ONCE, COLUMN_TEXT, 20, 22, 30},
    {LIST_RECTIFICATION, "整改目标", P(goal), LISTS_ONCE, COLUMN_TEXT, 16, 20, 26},
    {LIST_RECTIFICATION, "整改措施", M(text), COLUMN_TEXT, 40, 50, 54},
    {LIST_RECTIFICATION, "措施责任人", M(person), COLUMN_TEXT, 9, 16, 16},
    {LIST_RECTIFICATION, "措施时限", M(deadline), COLUMN_DATE, 11.5, 0, 17},
    {LIST_RECTIFICATION, "措施状态", M(state), COLUMN_TEXT, 8, 0, 0, measure_states},
    {LIST_RECTIFICATION, "措施完成情况", M(result), COLUMN_TEXT, 18, 0, 0},
    {LIST_RECTIFICATION, "整改时限", P(deadline), 0, COLUMN_DATE, 12, 17, 17},
    {LIST_RECTIFICATION, "进展/完成情况", P(progress), LISTS_ONCE, COLUMN_TEXT, 14, 20, 26},
    {LIST_RECTIFICATION, "佐证材料", P(evidence), LISTS_ONCE, COLUMN_TEXT, 14, 18, 22},
    {LIST_RECTIFICATION, "建章立制成果", P(rules_made), LISTS_ONCE, COLUMN_TEXT, 14, 0, 20},
    {LIST_RECTIFICATION, "状态", P(state), 0, COLUMN_TEXT, 8, 0, 12},
    {LIST_RECTIFICATION, "申请销号日", P(requested), 0, COLUMN_DATE, 11.5},
    {LIST_RECTIFICATION, "审核人", P(reviewer), 0, COLUMN_TEXT, 8, 0, 12},
    {LIST_RECTIFICATION, "销号日", P(closed), 0, COLUMN_DATE, 11.5, 18, 15},
    {LIST_RECTIFICATION, "回头看日期", P(rechecked), 0, COLUMN_DATE, 11.5},
    {LIST_RECTIFICATION, "回头看结论", P(recheck_result), LISTS_ONCE, COLUMN_TEXT, 10, 0, 15},
    {LIST_RECTIFICATION, "编号", P(id), LISTS_HIDDEN, COLUMN_TEXT, 15},
    {LIST_RECTIFICATION, "措施编号", M(id) | LISTS_HIDDEN, COLUMN_TEXT, 15},
};
const int lists_column_count = ARRAY_SIZE(lists_columns);

#include "feature/rectification/reading/table_problems.h"

#include <string.h>

#include "base/base.h"
#include "feature/rectification/reading/attributes.h"
#include "feature/rectification/reading/form_problems.h"
#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/measures.h"
#include "feature/rectification/reading/words.h"

#define HEAD_ROWS_MAX 12
#define COLUMNS_MAX 64
#define HEAD_GLYPHS_MAX 24
/* How many lines above a table its head may stand. */
#define HEAD_ABOVE_MAX 3

enum column {
    COLUMN_OTHER,
    COLUMN_INDEX,
    COLUMN_SECTION,
    COLUMN_UNIT,
    COLUMN_PROBLEM,
    COLUMN_MEASURES,
    COLUMN_RESPONSIBLE,
    COLUMN_DEADLINE,
    COLUMN_STATUS,
    COLUMN_CAUSES,
};

struct ledger {
    struct harvest *h;
    const struct table *table;
    enum column columns[COLUMNS_MAX];
    struct passage heads[COLUMNS_MAX];
    struct passage carried[COLUMNS_MAX];     /* the last value of a column whose merged cells were left blank */
    int column_count, problem;   /* problem: its column, -1 when there is none */
    struct passage section;
};

static const struct cell *cell_at(const struct ledger *l, int row, int column)
{
    return &l->table->cells[(size_t)row * (size_t)l->table->columns + (size_t)column];
}

/* How well a head fits a column of problems: the more particular one wins. */
static int problem_weight(const struct source_text *t, struct passage p)
{
    if (words_in(t, p, WORDS(U"类别", U"类型", U"来源", U"编号", U"数量", U"序号", U"性质", U"线索", U"责任", U"整改", U"措施", U"时限", U"原因", U"方面", U"时间", U"分类", U"个数", U"照片", U"大类", U"单位", U"定性", U"清单", U"等级", U"级别", U"程度", U"部位", U"地点", U"金额", U"资金", U"状态", U"位置")))
        return words_in(t, p, WORDS(U"整改问题")) ? 3 : 0;
    if (words_in(t, p, WORDS(U"具体问题", U"问题摘要", U"问题描述", U"问题简述", U"问题内容", U"具体表现", U"问题表现", U"隐患", U"问题点", U"存在问题", U"存在的问题", U"发现的问题", U"发现问题", U"问题事实", U"问题表述")))
        return 4;
    if (words_in(t, p, WORDS(U"问题", U"存在不足", U"不足之处", U"短板弱项", U"差距不足")))
        return 3;
    return words_in(t, p, WORDS(U"检查结果", U"检查情况", U"反馈意见", U"意见内容", U"督查情况")) ? 2 : 0;
}

static enum column column_of(const struct source_text *t, struct passage p)
{
    enum label label = label_of(t, p);
    if (passage_empty(p))
        return COLUMN_OTHER;
    if (words_in(t, p, WORDS(U"类别", U"类型", U"分类", U"方面", U"大类", U"检查项目", U"项目名称", U"检查内容")))
        return COLUMN_SECTION;
    if (words_in(t, p, WORDS(U"序号", U"编号")))
        return COLUMN_INDEX;
    if (label == LABEL_DEADLINE || words_in(t, p, WORDS(U"时限", U"期限", U"完成时间")))
        return COLUMN_DEADLINE;
    if (label == LABEL_RESPONSIBLE || words_at(t, p.from, p.to, WORDS(U"责任", U"整改责任", U"牵头", U"配合")))
        return COLUMN_RESPONSIBLE;
    if (words_in(t, p, WORDS(U"状态", U"进度", U"是否完成", U"完成情况", U"销号")) || (words_in(t, p, WORDS(U"进展")) && !words_in(t, p, WORDS(U"措施"))))
        return COLUMN_STATUS;
    if (words_in(t, p, WORDS(U"原因")))
        return COLUMN_CAUSES;
    if (problem_weight(t, p))
        return COLUMN_PROBLEM;
    if (label == LABEL_MEASURES || label == LABEL_DEMANDS || words_in(t, p, WORDS(U"措施", U"整改情况", U"整改落实", U"处理意见", U"整改建议", U"整改要求")))
        return COLUMN_MEASURES;
    if (words_in(t, p, WORDS(U"被检查单位", U"被巡察单位", U"受检单位", U"单位名称", U"支部名称", U"党组织名称", U"被督查单位")) || (passage_length(p) == 2 && words_in(t, p, WORDS(U"单位", U"支部"))))
        return COLUMN_UNIT;
    return COLUMN_OTHER;
}

static struct passage cell_passage(struct ledger *l, int row, int column)
{
    const struct cell *c = cell_at(l, row, column);
    return passage_trim(l->h->text, source_text_add(l->h->text, c->text, c->at));
}

/* Measures that were planned go before what was done, when a ledger has both. */
static void keep_one_measures_column(struct ledger *l)
{
    int best = -1;
    for (int c = 0; c < l->column_count; c++)
        if (l->columns[c] == COLUMN_MEASURES
            && (best < 0 || (words_in(l->h->text, l->heads[c], WORDS(U"措施")) && !words_in(l->h->text, l->heads[best], WORDS(U"措施")))))
            best = c;
    for (int c = 0; c < l->column_count; c++)
        if (l->columns[c] == COLUMN_MEASURES && c != best)
            l->columns[c] = COLUMN_STATUS;
}

/* Takes the heads for what they say; false when they do not name problems and something beside. */
static bool take_heads(struct ledger *l)
{
    int best = 0, known = 0;
    l->problem = -1;
    for (int c = 0; c < l->column_count; c++) {
        l->columns[c] = passage_length(l->heads[c]) <= HEAD_GLYPHS_MAX ? column_of(l->h->text, l->heads[c]) : COLUMN_OTHER;
        int weight = l->columns[c] == COLUMN_PROBLEM ? problem_weight(l->h->text, l->heads[c]) : 0;
        if (weight && weight >= best) {
            if (l->problem >= 0)
                l->columns[l->problem] = COLUMN_SECTION;
            best = weight;
            l->problem = c;
        } else if (weight) {
            l->columns[c] = COLUMN_OTHER;
        }
        known += l->columns[c] != COLUMN_OTHER && l->columns[c] != COLUMN_PROBLEM;
    }
    keep_one_measures_column(l);
    return l->problem >= 0 && known > 0;
}

static bool read_head(struct ledger *l, int row)
{
    for (int c = 0; c < l->column_count; c++)
        l->heads[c] = c && cell_at(l, row, c)->repeated ? (struct passage){ 0 } : cell_passage(l, row, c);
    return take_heads(l);
}

/* A head of two rows: 责任落实 over 责任单位 and 责任人.  Gives back the last of its rows. */
static int read_second_head(struct ledger *l, int row)
{
    int problem = l->problem;
    if (row + 1 >= l->table->rows || !cell_at(l, row + 1, problem)->repeated)
        return row;
    for (int c = 0; c < l->column_count; c++)
        if (!cell_at(l, row + 1, c)->repeated && *cell_at(l, row + 1, c)->text)
            l->heads[c] = cell_passage(l, row + 1, c);
    take_heads(l);
    return row + 1;
}

/* A line above the table with as many cells: a heading between head and rows has parted them. */
static bool read_head_above(struct ledger *l)
{
    const struct document *document = l->h->document;
    for (int p = l->table->first_paragraph - 1; p > 0 && p + HEAD_ABOVE_MAX >= l->table->first_paragraph; p--) {
        const char *text = document->paragraphs[p - 1].text;
        int c = 0;
        for (const char *cell = text; cell && c < l->column_count; c++) {
            const char *end = strchr(cell, '\t');
            char *words = end ? arena_strndup(l->h->arena, cell, (size_t)(end - cell)) : arena_strdup(l->h->arena, cell);
            l->heads[c] = passage_trim(l->h->text, source_text_add(l->h->text, words, (struct place){ p, 0, 0 }));
            cell = end ? end + 1 : NULL;
        }
        if (c == l->column_count && strchr(text, '\t') && take_heads(l))
            return true;
    }
    return false;
}

/* A table without head that is as wide as the ledger before goes on with it. */
static bool go_on(struct ledger *l)
{
    const struct ledger *before = l->h->ledger;
    if (!before || before->table->columns != l->table->columns)
        return false;
    const struct table *table = l->table;
    *l = *before;
    l->table = table;
    return true;
}

static void add_measures(struct ledger *l, struct draft *d, struct passage p)
{
    if (passage_empty(p) || sounds_nothing(l->h->text, p))
        return;
    measures_add_below(l->h, d, outline_build_passage(l->h->text, p));
}

static bool row_says(struct ledger *l, int row, const char *word)
{
    for (int c = 0; c < l->column_count; c++)
        if (strstr(cell_at(l, row, c)->text, word))
            return true;
    return false;
}

/* A blank cell means the value above, as cells merged in a spreadsheet are pasted. */
static struct passage carried_cell(struct ledger *l, int row, int column)
{
    struct passage p = cell_passage(l, row, column);
    if (!passage_empty(p))
        l->carried[column] = p;
    return l->carried[column];
}

static void add_row(struct ledger *l, int row, struct passage words)
{
    struct harvest *h = l->h;
    const struct source_text *t = h->text;
    struct attributes a = { 0 };
    struct passage section = l->section;
    struct draft *d;
    struct marker marker;
    if (marker_at(t, words.from, words.to, true, &marker) && marker.style != MARKER_CHAPTER && marker.style != MARKER_ORDINAL)
        words.from += marker.length;
    struct passage problem = head_read(t, words).about ? head_read(t, words).problem : words;
    size_t index = h->count;
    harvest_add(h, problem);
    for (int c = 0; c < l->column_count; c++) {
        d = &h->drafts[index];
        if (l->columns[c] == COLUMN_SECTION)
            section = carried_cell(l, row, c);
        else if (l->columns[c] == COLUMN_UNIT)
            d->unit = carried_cell(l, row, c);
        else if (l->columns[c] == COLUMN_RESPONSIBLE)
            attributes_add(t, &a, LABEL_RESPONSIBLE, l->heads[c], carried_cell(l, row, c));
        else if (l->columns[c] == COLUMN_DEADLINE)
            attributes_add(t, &a, LABEL_DEADLINE, l->heads[c], carried_cell(l, row, c));
        else if (l->columns[c] == COLUMN_MEASURES)
            add_measures(l, d, cell_passage(l, row, c));
        else if (l->columns[c] == COLUMN_STATUS && !d->status)
            d->status = source_text_words(h->text, cell_passage(l, row, c));
        else if (l->columns[c] == COLUMN_CAUSES)
            d->causes = source_text_words(h->text, cell_passage(l, row, c));
        else if (l->columns[c] == COLUMN_OTHER && c != l->problem)
            attributes_in(t, cell_passage(l, row, c), &a);
    }
    d = &h->drafts[index];
    d->responsible = attributes_responsible(h, &a);
    d->deadline = attributes_deadline(h, &a);
    if (!passage_empty(section))
        d->section = source_text_words(h->text, section);
}

static bool total_row(struct ledger *l, int row)
{
    for (int c = 0; c < l->column_count && c < 2; c++)
        if (text_starts(cell_at(l, row, c)->text, "合计") || text_starts(cell_at(l, row, c)->text, "小计") || text_starts(cell_at(l, row, c)->text, "总计"))
            return true;
    return false;
}

/* One value over the whole width is a heading inside the table. */
static bool heading_row(struct ledger *l, int row)
{
    int filled = 0, first = -1;
    for (int c = 0; c < l->column_count; c++) {
        const struct cell *cell = cell_at(l, row, c);
        if (!*cell->text || (cell->repeated && c && text_equal(cell->text, cell_at(l, row, c - 1)->text)))
            continue;
        filled++;
        if (first < 0)
            first = c;
    }
    if (filled != 1 || first > 0)
        return false;
    l->section = cell_passage(l, row, first);
    return true;
}

/* Rows from `first`; `head` is the row of the heads or -1. */
static void read_rows(struct ledger *l, int head, int first)
{
    struct harvest *h = l->h;
    size_t before = h->count;
    for (int row = first; row < l->table->rows; row++) {
        const struct cell *cell = cell_at(l, row, l->problem);
        if (total_row(l, row) || heading_row(l, row))
            continue;
        bool goes_on = !*cell->text || (cell->repeated && row > first && text_equal(cell->text, cell_at(l, row - 1, l->problem)->text));
        if (!goes_on) {
            struct passage words = cell_passage(l, row, l->problem);
            bool head_again = head >= 0 && text_equal(cell->text, cell_at(l, head, l->problem)->text);
            if (!head_again && !sounds_nothing(h->text, words) && !row_says(l, row, "不属于问题"))
                add_row(l, row, words);
            continue;
        }
        for (int c = 0; c < l->column_count && h->count > before; c++)
            if (l->columns[c] == COLUMN_MEASURES && !cell_at(l, row, c)->repeated)
                add_measures(l, &h->drafts[h->count - 1], cell_passage(l, row, c));
    }
}

/* 存在问题│…│整改措施│…  over  整改期限│…: no head, labels with their values beside them. */
static bool labels_beside(struct ledger *l, int head)
{
    return l->table->columns > 1 && !cell_at(l, head + 1, l->problem)->repeated && label_of(l->h->text, cell_passage(l, head + 1, l->problem)) != LABEL_NONE;
}

void table_problems_take(struct harvest *h, int table)
{
    struct ledger *l = arena_new(h->arena, struct ledger);
    l->h = h;
    l->table = &h->document->tables[table - 1];
    l->column_count = l->table->columns < COLUMNS_MAX ? l->table->columns : COLUMNS_MAX;
    int rows = l->table->rows < HEAD_ROWS_MAX ? l->table->rows : HEAD_ROWS_MAX, head = 0;
    while (head < rows && !(head + 1 < l->table->rows && read_head(l, head)))
        head++;
    if (head < rows && labels_beside(l, head))
        form_problems_take(h, l->table);
    else if (head < rows)
        read_rows(l, head, read_second_head(l, head) + 1);
    else if (read_head_above(l) || go_on(l))
        read_rows(l, -1, 0);
    else {
        form_problems_take(h, l->table);
        return;
    }
    h->ledger = l;
}

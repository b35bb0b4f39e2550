/* The rows of the three lists from a document alone: what it says, in its own words, and nothing else. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/reading/extraction.h"
#include "feature/rectification/lists/lists.h"
#include "feature/rectification/private.h"

/* --- who answers for it ----------------------------------------------------- */

enum party { PARTY_LEADER, PARTY_DEPARTMENT, PARTY_PERSON, PARTY_COOPERATING, PARTY__COUNT };

/* Labels by the word in them that tells; the first that fits.  “责任人” comes after “第一责任人”, which is a leader. */
static const struct {
    const char *word;
    enum party party;
} party_labels[] = {
    {"配合", PARTY_COOPERATING}, {"协办", PARTY_COOPERATING}, {"协同", PARTY_COOPERATING}, {"领导", PARTY_LEADER},
    {"第一责任人", PARTY_LEADER}, {"分管", PARTY_LEADER}, {"责任人", PARTY_PERSON}, {"负责人", PARTY_PERSON},
    {"经办", PARTY_PERSON}, {"联系人", PARTY_PERSON},
};

/* Last characters of the names of organs, departments and the like. */
static const char *const unit_endings[] = {
    "局", "处", "科", "室", "部", "办", "委", "组", "股", "厅", "司", "署", "院", "校", "站", "所", "队", "会", "社", "团",
    "中心", "公司", "集团", "政府", "单位", "部门", "机构", "企业", "街道", "社区", "省", "市", "州", "县", "区", "旗", "乡", "镇", "村",
};

static bool names_unit(const char *party)
{
    size_t n = strcspn(party, " ,;(");
    for (const char *mark = party; *mark && mark < party + n;) {
        const char *here = mark;
        uint32_t c = utf8_next(&mark);
        if (c == U'、' || c == U'，' || c == U'；' || c == U'（' || c == U'和' || c == U'及')
            n = (size_t)(here - party);
    }
    for (size_t i = 0; i < ARRAY_SIZE(unit_endings); i++) {
        size_t length = strlen(unit_endings[i]);
        if (n >= length && !memcmp(party + n - length, unit_endings[i], length))
            return true;
    }
    return false;
}

/* The party that a label's words name; without a label, or with one that leaves it open, by the name itself. */
static enum party party_of(struct arena *arena, const char *label, const char *value)
{
    const char *plain = text_simplify(arena, label);
    for (size_t i = 0; i < ARRAY_SIZE(party_labels); i++) {
        if (strstr(plain, party_labels[i].word))
            return party_labels[i].party;
    }
    if (strstr(plain, "单位") || strstr(plain, "部门") || strstr(plain, "处室") || strstr(plain, "科室"))
        return PARTY_DEPARTMENT;
    return names_unit(text_simplify(arena, value)) ? PARTY_DEPARTMENT : PARTY_PERSON;
}

static void party_add(struct arena *arena, const char **field, const char *value)
{
    *field = *field && **field ? arena_printf(arena, "%s；%s", *field, value) : value;
}

/* “责任领导：甲；责任单位：乙”, or one value without its label. */
static void read_responsible(struct arena *arena, struct lists_problem *row, const char *words)
{
    const char **const fields[PARTY__COUNT] = {&row->leaders, &row->departments, &row->persons, &row->cooperating};
    static const char colon[] = "：", stop[] = "；";
    while (*words) {
        const char *end = strstr(words, stop), *mark = strstr(words, colon);
        const char *label = "", *value = words;
        if (mark && (!end || mark < end)) {
            label = arena_strndup(arena, words, (size_t)(mark - words));
            value = mark + strlen(colon);
        }
        /* A value may hold the mark too: it ends where the next label begins. */
        while (end && *label) {
            const char *next = strstr(end + strlen(stop), colon), *after = strstr(end + strlen(stop), stop);
            if (next && (!after || next < after))
                break;
            end = after;
        }
        if (!*label)
            end = NULL;
        value = end ? arena_strndup(arena, value, (size_t)(end - value)) : value;
        if (*value)
            party_add(arena, fields[party_of(arena, label, value)], value);
        words = end ? end + strlen(stop) : "";
    }
}

/* --- what, where, until when ------------------------------------------------ */

/* The kind of source where the document's title names exactly one. */
static const char *source_of_title(struct arena *arena, const char *title)
{
    const char *found = NULL;
    const char *plain = text_simplify(arena, title);
    for (const struct choice *kind = source_kinds; kind->name; kind++) {
        if (!strcmp(kind->name, "other") || !strstr(plain, kind->label))
            continue;
        if (found)
            return NULL;
        found = kind->label;
    }
    return found;
}

/* “第12段”, “第3—5段”, “第3、7段”. */
static const char *place_words(struct arena *arena, const struct place *spans, size_t n, const char *name)
{
    struct buffer out = buffer_in(arena);
    if (n == 0)
        return NULL;
    if (name)
        buffer_addf(&out, "%s ", name);
    buffer_adds(&out, "第");
    for (size_t i = 0; i < n;) {
        size_t last = i;
        while (last + 1 < n && spans[last + 1].paragraph <= spans[last].paragraph + 1)
            last++;
        buffer_addf(&out, i ? "、%d" : "%d", spans[i].paragraph);
        if (spans[last].paragraph > spans[i].paragraph)
            buffer_addf(&out, "—%d", spans[last].paragraph);
        i = last + 1;
    }
    buffer_adds(&out, "段");
    return out.p;
}

/* The source's own characters, 原汁原味. */
static const char *words_at(struct arena *arena, const struct document *document, const struct extracted_problem *from)
{
    struct buffer out = buffer_in(arena);
    for (size_t i = 0; i < from->span_count; i++)
        buffer_adds(&out, document_text_at(arena, document, from->spans[i]));
    return out.n ? out.p : from->problem;
}

static const char *kind_label(struct arena *arena, const char *deadline)
{
    if (!*deadline)
        return NULL;
    return choice_find(problem_kinds, kind_of_deadline(text_simplify(arena, deadline)))->label;
}

static void read_measures(struct arena *arena, struct lists_problem *row, const struct extracted_problem *from)
{
    struct lists_measure *measures = arena_array(arena, struct lists_measure, from->measure_count);
    for (size_t i = 0; i < from->measure_count; i++)
        measures[i].text = from->measures[i];
    row->measures = measures;
    row->measure_count = from->measure_count;
}

void lists_add_extraction(struct arena *arena, struct lists_array *array, const struct document *document,
                          const struct extraction *extraction, const char *name)
{
    const char *source = source_of_title(arena, extraction->title);
    for (size_t i = 0; i < extraction->problem_count; i++) {
        const struct extracted_problem *from = &extraction->problems[i];
        struct lists_problem *row = arena_push(arena, &array->items, &array->n, &array->cap);
        *row = (struct lists_problem){
            .seq = arena_printf(arena, "%zu", array->n),
            .source = source,
            .words = words_at(arena, document, from),
            .symptom = from->problem,
            .units = from->unit,
            .kind = kind_label(arena, from->deadline),
            .section = from->section,
            .place = place_words(arena, from->spans, from->span_count, name),
            .cause = from->causes,
            .deadline = from->deadline,
            .progress = from->status,
        };
        read_responsible(arena, row, from->responsible);
        read_measures(arena, row, from);
    }
}

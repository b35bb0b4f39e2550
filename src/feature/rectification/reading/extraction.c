#include "feature/rectification/reading/extraction.h"

#include "base/base.h"
#include "feature/rectification/reading/deadline.h"
#include "feature/rectification/reading/leaves.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/origin.h"
#include "feature/rectification/reading/title.h"
#include "feature/rectification/reading/totals.h"
#include "feature/rectification/reading/words.h"

static void read_date(struct harvest *h, const struct node *root)
{
    for (const struct node *c = root->last; c; c = c->previous)
        if (c->closing && deadline_document_date(h->text, c->lead, &h->year, &h->month))
            return;
}

/* --- a problem that stands in the text and again in the document's own list is one row --- */

struct seen {
    uint64_t key;
    size_t draft;
};

/* Letters and digits only, up to `stop`: 政治理论武装不够扎实。 and 政治理论武装不够扎实 are the same. */
static uint64_t words_key(const struct source_text *t, struct passage p, struct passage unit)
{
    uint64_t key = 14695981039346656037u;
    for (size_t i = unit.from; i < unit.to; i++)
        key = (key ^ t->folded[i]) * 1099511628211u;
    for (size_t i = p.from; i < p.to; i++)
        if (!glyph_mark(t->folded[i]))
            key = (key ^ t->folded[i]) * 1099511628211u;
    return key ? key : 1;
}

static void complete(struct draft *d, const struct draft *again)
{
    if (!d->measure_count) {
        d->measures = again->measures;
        d->measure_count = again->measure_count;
    }
    d->responsible = d->responsible ? d->responsible : again->responsible;
    d->deadline = d->deadline ? d->deadline : again->deadline;
    d->status = d->status ? d->status : again->status;
    d->causes = d->causes ? d->causes : again->causes;
}

static void merge_repeated(struct harvest *h)
{
    size_t slots = 16, kept = 0;
    while (slots < h->count * 2)
        slots *= 2;
    struct seen *seen = arena_array(h->arena, struct seen, slots);
    for (size_t i = 0; i < h->count; i++) {
        struct draft *d = &h->drafts[i];
        uint64_t key = words_key(h->text, d->problem, d->unit);
        size_t slot = key & (slots - 1);
        while (seen[slot].key && seen[slot].key != key)
            slot = (slot + 1) & (slots - 1);
        if (seen[slot].key && h->drafts[seen[slot].draft].part != d->part) {
            complete(&h->drafts[seen[slot].draft], d);
            continue;
        }
        seen[slot] = (struct seen){ key, kept };
        h->drafts[kept++] = *d;
    }
    h->count = kept;
}

/* --- one deadline for the whole list --- */

static bool sentence_sets_deadline(const struct harvest *h, struct passage s, struct passage *ret)
{
    const struct source_text *t = h->text;
    if (!words_in(t, s, WORDS(U"问题", U"整改")) || words_in(t, s, WORDS(U"尚在推进", U"未完成", U"整改方案", U"建章立制")))
        return false;
    bool all = words_in(t, s, WORDS(U"整改到位", U"全部整改", U"立行立改", U"整改完毕", U"完成整改", U"完成自查整改", U"完成问题整改", U"完成全部整改", U"完成整改任务", U"立即整改", U"限期整改"))
        && words_in(t, s, WORDS(U"请", U"各", U"确保", U"在规定", U"以上问题", U"上述问题", U"对照", U"要求", U"要在", U"须在", U"须于", U"应于", U"应在", U"务必", U"必须", U"你单位", U"你局", U"你们"));
    if (!all)
        return false;
    if (deadline_in(h, s, ret))
        return true;
    if (words_in(t, s, WORDS(U"报送", U"上报")))
        return false;
    WORD_LIST(spans, U"规定时限内", U"规定时间内", U"规定期限内", U"限期内", U"立行立改", U"立即整改");
    for (size_t i = s.from; i < s.to; i++) {
        size_t n = words_at(t, i, s.to, spans);
        if (n) {
            *ret = (struct passage){ i, i + n };
            return true;
        }
    }
    return false;
}

/* 请各支部对照问题立行立改。  Said behind the list, for all of it; only where no row has a date or a result of its own. */
static void deadline_for_all(struct harvest *h, bool blocks)
{
    const struct source_text *t = h->text;
    if (blocks || !h->count)
        return;
    for (size_t i = 0; i < h->count; i++)
        if (h->drafts[i].deadline || h->drafts[i].status)
            return;
    for (size_t i = 0; i < t->line_count; i++) {
        struct passage p = t->lines[i].text;
        if (passage_empty(p) || p.to <= h->drafts[h->count - 1].problem.to)
            continue;
        if (p.from < h->drafts[h->count - 1].problem.to)
            p.from = h->drafts[h->count - 1].problem.to;
        for (size_t next; !passage_empty(p); p.from = next) {
            struct passage found, s = passage_until(t, p, U"。", &next);
            if (!sentence_sets_deadline(h, s, &found))
                continue;
            const char *words = source_text_words(t, found);
            for (size_t k = 0; k < h->count; k++)
                h->drafts[k].deadline = words;
            return;
        }
    }
}

/* --- from drafts to what others see --- */

static struct extracted_problem publish(struct harvest *h, const struct draft *d)
{
    struct extracted_problem p = {
        .problem = source_text_words(h->text, d->problem),
        .measure_count = d->measure_count,
        .responsible = d->responsible ? d->responsible : "",
        .deadline = d->deadline ? d->deadline : "",
        .section = d->section ? d->section : "",
        .unit = passage_empty(d->unit) ? "" : source_text_words(h->text, d->unit),
        .status = d->status ? d->status : "",
        .causes = d->causes ? d->causes : "",
    };
    const char **measures = arena_array(h->arena, const char *, d->measure_count + 1);
    p.measure_spans = arena_array(h->arena, struct place, d->measure_count + 1);
    for (size_t i = 0; i < d->measure_count; i++) {
        size_t n;
        struct place *places = source_text_places(h->text, d->measures[i], &n);
        measures[i] = source_text_words(h->text, d->measures[i]);
        if (n)
            p.measure_spans[i] = places[0];
    }
    p.measures = measures;
    p.spans = source_text_places(h->text, d->problem, &p.span_count);
    return p;
}

/* A state that names a class of deadline: 已完成并长期坚持. */
static void deadline_from_status(struct harvest *h, struct draft *d)
{
    if (d->deadline || !d->status)
        return;
    struct passage found, words = source_text_add(h->text, d->status, (struct place){ 0 });
    if (deadline_class_in(h->text, words, &found))
        d->deadline = source_text_words(h->text, found);
}

/* 3处隐患挂牌督办，立即整改: a clause of a measure that is nothing but the class. */
static void deadline_from_clauses(struct harvest *h, struct draft *d)
{
    const struct source_text *t = h->text;
    for (size_t i = 0; i < d->measure_count && !d->deadline; i++) {
        struct passage p = d->measures[i], found;
        for (size_t next; !passage_empty(p) && !d->deadline; p.from = next) {
            struct passage clause = passage_trim(t, passage_until(t, p, U"，。；", &next));
            if (words_end(t, clause, WORDS(U"整改到位", U"整改完成", U"整改完毕")))
                clause.to -= 2;
            if (passage_length(clause) <= 6 && deadline_class_in(t, clause, &found) && passage_length(found) == passage_length(clause))
                d->deadline = source_text_words(t, found);
        }
    }
}

int extraction_read(struct arena *arena, const struct document *document, struct extraction **ret)
{
    struct harvest h = { .arena = arena, .document = document };
    struct extraction *e = arena_new(arena, struct extraction);
    h.text = source_text_read(arena, document);
    struct node *root = outline_build(h.text);
    read_date(&h, root);
    leaves_take(&h, root);
    if (h.count > EXTRACTION_PROBLEMS_MAX)
        return fail(TOO_LARGE, "文件中的问题超过%d个，请拆成几个文件", EXTRACTION_PROBLEMS_MAX);
    merge_repeated(&h);
    for (size_t i = 0; i < h.count; i++) {
        leaves_finish(&h, &h.drafts[i]);
        deadline_from_status(&h, &h.drafts[i]);
        deadline_from_clauses(&h, &h.drafts[i]);
    }
    deadline_for_all(&h, root->blocks > 0);
    e->problems = arena_array(arena, struct extracted_problem, h.count + 1);
    for (size_t i = 0; i < h.count; i++)
        e->problems[e->problem_count++] = publish(&h, &h.drafts[i]);
    totals_read(&h, root, &e->totals, &e->total_count);
    e->warning = totals_compare(&h, e->totals, e->total_count);
    e->title = title_read(h.text);
    struct origin origin = origin_read(h.text);
    e->number = origin.number;
    e->issuer = origin.issuer;
    e->date = origin.date;
    *ret = e;
    return DONE;
}

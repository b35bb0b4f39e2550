#include "feature/rectification/reading/totals.h"

#include "base/base.h"
#include "feature/rectification/reading/words.h"

struct count {
    int number;
    size_t end;
};

static struct count number_at(const struct source_text *t, size_t at, size_t end)
{
    struct count c = { 0, at };
    while (c.end < end && glyph_digit(t->folded[c.end]) && c.end - at < 6)
        c.number = c.number * 10 + (int)(t->folded[c.end++] - '0');
    return c;
}

/* 18个问题: which of the total's fields the number in front of these words counts. */
static int *counted(const struct source_text *t, size_t at, size_t end, struct stated_total *s, size_t *ret_length)
{
    WORD_LIST(groups, U"个方面", U"大类", U"类", U"个大类", U"方面", U"个部分");
    WORD_LIST(problems, U"个问题", U"类问题", U"项问题", U"条问题", U"个大项", U"个整改问题", U"项整改问题", U"个主要问题", U"个反馈问题");
    WORD_LIST(specific, U"个具体问题", U"项具体问题", U"条具体问题", U"个小项");
    WORD_LIST(measures, U"条整改措施", U"项整改措施", U"条措施", U"项措施", U"个整改措施");
    const struct { word_list words; int *field; } rows[] = {
        { specific, &s->specific_problems }, { problems, &s->problems }, { measures, &s->measures }, { groups, &s->groups } };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if ((*ret_length = words_at(t, at, end, rows[i].words)))
            return rows[i].field;
    return NULL;
}

/* Sentences that state what was found, not what was done, and not somebody else's old totals. */
static bool states(const struct source_text *t, struct passage s)
{
    return words_in(t, s, WORDS(U"反馈", U"指出", U"发现", U"反映", U"涉及", U"梳理", U"合计", U"共"))
        && !words_in(t, s, WORDS(U"查摆", U"上轮", U"上一轮", U"认领", U"民主生活会", U"会议"));
}

static bool read_sentence(const struct source_text *t, struct passage s, struct stated_total *total, struct passage *words)
{
    words->from = words->to = s.from;
    for (size_t i = s.from; i < s.to; i++) {
        if (!glyph_digit(t->folded[i]) || (i > s.from && (glyph_digit(t->folded[i - 1]) || t->folded[i - 1] == '.')))
            continue;
        struct count c = number_at(t, i, s.to);
        size_t length;
        int *field = counted(t, c.end, s.to, total, &length);
        if (!field || *field)
            continue;
        *field = c.number;
        if (words->to == words->from)
            words->from = i;
        words->to = c.end + length;
    }
    return total->problems || total->specific_problems;
}

void totals_read(struct harvest *h, const struct node *root, struct stated_total **ret, size_t *ret_n)
{
    struct source_text *t = h->text;
    size_t capacity = 0;
    *ret = NULL;
    *ret_n = 0;
    for (const struct node *c = root->first; c && *ret_n < 2; c = c->next) {
        if (c->kind != NODE_TEXT)
            continue;
        struct passage p = c->lead;
        for (size_t next; !passage_empty(p); p.from = next) {
            struct passage s = passage_until(t, p, U"。", &next), words;
            struct stated_total total = { 0 };
            if (!states(t, s) || !read_sentence(t, s, &total, &words))
                continue;
            size_t places;
            total.at = source_text_places(t, words, &places);
            total.words = source_text_words(t, words);
            *arena_push(h->arena, ret, ret_n, &capacity) = total;
        }
    }
}

static bool agrees(const struct stated_total *totals, size_t n, size_t found)
{
    for (size_t i = 0; i < n; i++)
        if ((size_t)totals[i].problems == found || (size_t)totals[i].specific_problems == found)
            return true;
    return false;
}

const char *totals_compare(struct harvest *h, const struct stated_total *totals, size_t n)
{
    size_t found = 0, in_part = 0;
    for (size_t i = 0; i < h->count; i++)
        found += !h->drafts[i].quoted;
    if (!n || agrees(totals, n, found) || agrees(totals, n, h->count))
        return NULL;
    for (size_t i = 0; i < h->count; i++) {
        in_part = (i && h->drafts[i].part == h->drafts[i - 1].part ? in_part : 0) + !h->drafts[i].quoted;
        bool last = i + 1 == h->count || h->drafts[i + 1].part != h->drafts[i].part;
        if (last && found > in_part && agrees(totals, n, in_part))
            return NULL;
    }
    return arena_printf(h->arena, "文件称“%s”，读出%zu个问题，请核对", totals[0].words, found);
}

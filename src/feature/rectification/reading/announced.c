/* Words that announce problems, and what stands below them: numbered lines, lines by name, plain paragraphs. */
#include "feature/rectification/reading/walk.h"

#include "feature/rectification/reading/classify.h"
#include "feature/rectification/reading/findings.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

#define DENSE_LEAVES_MIN 2
#define LINE_NAME_GLYPHS_MAX 16

/* The last sentence of a paragraph says that problems follow. */
bool walk_announces(const struct source_text *t, struct passage p)
{
    struct passage last = { p.from, p.from };
    for (size_t next; !passage_empty(p); p.from = next) {
        struct passage s = passage_until(t, p, U"。", &next);
        if (!passage_empty(passage_trim(t, s)))
            last = s;
    }
    struct finding f = findings_find(t, last);
    return f.leads && passage_empty(passage_trim(t, f.list));
}

/* 监测站：…  The end of the name that a line begins with, whatever it is the name of; NOWHERE when it begins with none. */
static size_t line_name_end(const struct source_text *t, const struct node *n)
{
    size_t next, length;
    if (!n || n->kind != NODE_TEXT || n->closing)
        return NOWHERE;
    size_t colon = passage_find_mark(t, passage_until(t, n->lead, U"。；，", &next), U"：");
    if (colon == NOWHERE || colon > n->lead.from + LINE_NAME_GLYPHS_MAX || colon < n->lead.from + 2
        || (passage_empty(passage_trim(t, (struct passage){ colon + 1, n->lead.to })) && !node_items(n)) || label_at(t, n->lead.from, n->lead.to, true, &length)
        || words_in(t, (struct passage){ n->lead.from, colon }, WORDS(U"时间", U"地点", U"要求", U"建议", U"问题", U"部门：", U"人员", U"单位：", U"电话")))
        return NOWHERE;
    return colon;
}

/* Not what somebody demands or promises. */
static bool says_problem(const struct source_text *t, struct passage p)
{
    return sounds_problem(t, p) && !words_in(t, p, WORDS(U"要求", U"强调", U"表示", U"表态", U"建议", U"线索", U"原因", U"针对"));
}

/* A paragraph right below words that announce problems: one of several named lines, or a problem without a number. */
size_t walk_announced(struct walk *w, const struct node *c)
{
    struct harvest *h = w->h;
    const struct source_text *t = h->text;
    size_t before = h->count, next, colon = line_name_end(t, c);
    bool named = colon != NOWHERE && (line_name_end(t, c->next) != NOWHERE || line_name_end(t, c->previous) != NOWHERE);
    struct passage unit = h->unit;               /* a name holds for its own line */
    if (!named && says_problem(t, passage_until(t, c->lead, U"。", &next)))
        walk_words(w, c->lead, CONTEXT_FOUND, c);
    else if (named && !node_items(c))
        walk_words(w, c->lead, CONTEXT_OPEN, c);
    if (named && h->count == before) {
        h->unit = passage_trim(t, (struct passage){ c->lead.from, colon });
        if (node_items(c))
            walk_children(w, c, CONTEXT_FOUND, false);
        else
            findings_split(h, passage_until(t, (struct passage){ colon + 1, c->lead.to }, U"。", &next), false);
    }
    h->unit = unit;
    return h->count - before;
}

bool walk_ends_with_colon(const struct source_text *t, struct passage p)
{
    while (p.to > p.from && t->folded[p.to - 1] == ' ')
        p.to--;
    return !passage_empty(p) && t->folded[p.to - 1] == U'：';
}

/* 提出如下建议：  What the numbered lines behind it say is advice, whatever faults they name. */
bool walk_advises(const struct source_text *t, struct passage p)
{
    if (!walk_ends_with_colon(t, p))
        return false;
    size_t from = p.from, next;
    for (struct passage rest = p; !passage_empty(rest); rest.from = next) {
        from = rest.from;
        passage_until(t, rest, U"。，；", &next);
    }
    return words_in(t, (struct passage){ from, p.to }, WORDS(U"建议", U"要求", U"意见", U"措施", U"打算")) && !words_in(t, (struct passage){ from, p.to }, WORDS(U"问题", U"不足"));
}

/* The paragraph that a node ends with, where it does. */
const struct node *walk_last_words(const struct node *n)
{
    while (n->last)
        n = n->last;
    return n->kind == NODE_TEXT ? n : NULL;
}

static void count_leaves(const struct source_text *t, const struct node *n, int *leaves, int *problems)
{
    for (const struct node *c = n->first; c; c = c->next) {
        size_t next;
        if (c->kind != NODE_ITEM || node_items(c)) {
            count_leaves(t, c, leaves, problems);
            continue;
        }
        ++*leaves;
        *problems += sounds_problem(t, passage_until(t, c->lead, U"。", &next));
    }
}

/* 一、履行职能有差距 （一）… 1.…不深入。  A heading and numbered lines that all say what is wrong need no word before them. */
bool walk_says_nothing_else(const struct source_text *t, const struct node *n)
{
    int leaves = 0, problems = 0;
    size_t next;
    if (classify_heading(t, n) != ROLE_UNKNOWN || !sounds_problem(t, passage_until(t, n->lead, U"。：", &next)))
        return false;
    count_leaves(t, n, &leaves, &problems);
    return leaves >= DENSE_LEAVES_MIN && problems * 10 >= leaves * 8;
}

/* 发现以下隐患： 一、厨房 1.… 2.…  Headings that name places, below a colon that announces what was found. */
bool walk_lists_problems(const struct source_text *t, const struct node *n)
{
    int leaves = 0, problems = 0;
    count_leaves(t, n, &leaves, &problems);
    return leaves && problems * 3 >= leaves;
}

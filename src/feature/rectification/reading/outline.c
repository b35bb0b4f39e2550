#include "feature/rectification/reading/outline.h"

#include "base/base.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

#define HEADING_LENGTH_MAX 30
#define HEADING_MIN 4
#define SENTENCE_GLYPHS_MAX 400
#define OUTLINE_DEPTH_MAX 24
#define AHEAD_LINES_MAX 12

enum signing { SIGNING_NONE, SIGNING_LAST, SIGNING_DATED };

struct builder {
    struct source_text *text;
    struct node *root;
    struct node *current;        /* where the next words belong */
};

static bool attribute_label(enum label label)
{
    return label == LABEL_RESPONSIBLE || label == LABEL_DEADLINE;
}

static struct node *node_add(struct builder *b, struct node *parent, enum node_kind kind)
{
    struct node *n = arena_new(b->text->arena, struct node);
    while (parent->depth >= OUTLINE_DEPTH_MAX)
        parent = parent->parent;
    n->kind = kind;
    n->parent = parent;
    n->depth = parent->depth + 1;
    n->previous = parent->last;
    if (parent->last)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

struct node *node_labelled(const struct node *node, enum label label)
{
    for (struct node *c = node->first; c; c = c->next)
        if (c->label == label && c->kind == NODE_LABEL)
            return c;
    return NULL;
}

int node_items(const struct node *node)
{
    int n = 0;
    for (const struct node *c = node->first; c; c = c->next)
        n += c->kind == NODE_ITEM;
    return n;
}

bool node_within(const struct node *node, enum label label)
{
    for (const struct node *p = node->parent; p; p = p->parent)
        if (p->kind == NODE_LABEL && p->label == label)
            return true;
    return false;
}

static bool under_label(const struct node *node)
{
    for (const struct node *p = node->parent; p; p = p->parent)
        if (p->kind == NODE_LABEL && p->label != LABEL_PROBLEM)
            return true;
    return false;
}

static bool empty_problem(const struct node *n)
{
    return n->kind == NODE_LABEL && n->label == LABEL_PROBLEM && passage_empty(n->lead);
}

/* The node that a label at this point speaks of: not a measure, not another label. */
static struct node *label_parent(const struct builder *b, enum label label)
{
    struct node *n = b->current;
    if (attribute_label(label)) {
        while (n->kind == NODE_TEXT || (n->kind == NODE_LABEL && attribute_label(n->label)))
            n = n->parent;
        return n;
    }
    for (; n->parent; n = n->parent) {
        if (n->kind == NODE_TEXT)
            continue;
        if (n->kind == NODE_ITEM && (n->marker.style == MARKER_CODE || !under_label(n)))
            break;
        if (n->kind == NODE_LABEL && n->label == LABEL_PROBLEM && label != LABEL_PROBLEM && !under_label(n))
            break;
    }
    /* 一是…问题。二是…问题。整改情况： and 存在问题： 1.… 2.… 整改措施： speak of the whole list */
    while (n->kind == NODE_ITEM && label == LABEL_MEASURES && n->previous && n->previous->kind == NODE_ITEM
        && !node_labelled(n->previous, LABEL_MEASURES) && n->parent->kind != NODE_ROOT
        && (n->marker.style >= MARKER_RANK || n->parent->bare || empty_problem(n->parent)))
        n = n->parent;
    return n;
}

static bool empty_label(const struct node *n)
{
    return n->kind == NODE_LABEL && passage_empty(n->lead) && !n->first;
}

static int rank_of(const struct node *n)
{
    if (n->kind == NODE_ROOT)
        return -1;
    return n->kind == NODE_ITEM ? (int)n->marker.style : n->kind == NODE_LABEL ? 0 : 100;
}

/* The list that this number goes on: the innermost open one whose last number was one less. */
static struct node *list_going_on(const struct builder *b, struct marker marker, bool problem)
{
    for (struct node *n = b->current; n; n = n->parent) {
        if (n->kind == NODE_ITEM && n->marker.style == marker.style && n->marker.number + 1 == marker.number
            && !(problem && under_label(n) && marker.style != MARKER_CODE))
            return n->parent;
        /* an attribute closed the list for a moment: 1.…责任人：甲。2.… */
        if (n->kind == NODE_LABEL && n->last && n->last->kind == NODE_ITEM && n->last->marker.style == marker.style
            && n->last->marker.number + 1 == marker.number && !problem)
            return n;
    }
    return NULL;
}

/* Where a list that starts here hangs: below the nearest node that official numbering puts above it. */
static struct node *list_parent(const struct builder *b, struct marker marker, bool inside, bool problem)
{
    struct node *n = b->current;
    if (n->kind == NODE_TEXT && !inside)
        n = n->parent;
    if (inside && marker.number <= 1 && !(n->kind == NODE_ITEM && n->marker.style == marker.style))
        return n;
    if (marker.style == MARKER_CODE) {
        while (n->parent && !(n->kind == NODE_LABEL && n->label == LABEL_MEASURES && !(n->parent->kind == NODE_ITEM && n->parent->marker.style == MARKER_CODE)))
            n = n->parent;
        return n->parent ? n : b->current;
    }
    for (; n->parent; n = n->parent) {
        if (empty_label(n) && marker.number <= 1 && (!problem || n->label == LABEL_PROBLEM))
            return n;
        if (n->kind == NODE_LABEL && (n->label == LABEL_MEASURES || n->label == LABEL_DEMANDS || n->label == LABEL_PROBLEM
                || n->label == LABEL_ADVICE || n->label == LABEL_CAUSES) && !problem
            && rank_of(n->parent) < (int)marker.style && (n->parent->kind != NODE_ROOT || marker.style >= MARKER_ITEM))
            return n;
        if (n->kind == NODE_ITEM && rank_of(n) < (int)marker.style)
            return n;
    }
    return n;
}

/* An empty label adopts any list that starts at one, whatever its style: 整改情况： （一）… （二）… */
static struct node *adopting_label(const struct builder *b, struct marker marker, bool problem)
{
    struct node *n = b->current;
    if (n->kind == NODE_LABEL && empty_label(n) && marker.number <= 1 && !problem && !attribute_label(n->label) && n->label != LABEL_PROBLEM)
        return n;
    return NULL;
}

/* True when words of a problem follow, so that this is no measure whatever stands above. */
static bool problem_follows(const struct source_text *t, size_t at, size_t end)
{
    size_t n;
    if (label_at(t, at, end, false, &n) == LABEL_PROBLEM)
        return true;
    n = words_at(t, at, end, WORDS(U"关于", U"针对"));
    if (!n)
        return false;
    if (glyph_is(t, at + n, end, U'“'))
        return true;
    if (end > at + SENTENCE_GLYPHS_MAX)
        end = at + SENTENCE_GLYPHS_MAX;
    struct passage sentence = passage_until(t, (struct passage){ at, end }, U"。；：", &n);
    return words_end(t, sentence, WORDS(U"的问题", U"问题的整改", U"问题整改情况", U"问题的整改情况")) && sounds_problem(t, sentence);
}

static struct node *open_item(struct builder *b, size_t at, size_t end, struct marker marker, bool inside)
{
    bool problem = marker.style == MARKER_COUNTED || problem_follows(b->text, at + marker.length, end);
    struct node *parent = adopting_label(b, marker, problem);
    if (!parent)
        parent = list_going_on(b, marker, problem);
    if (!parent)
        parent = list_parent(b, marker, inside, problem);
    struct node *n = node_add(b, parent, NODE_ITEM);
    n->marker = marker;
    n->starts_line = !inside;
    size_t length;
    n->lead.from = at + marker.length;
    /* 2.问题2：… is numbered twice */
    struct marker second;
    if (marker.style != MARKER_COUNTED && marker_at(b->text, n->lead.from, end, true, &second) && second.style == MARKER_COUNTED) {
        n->lead.from += second.length;
        n->label = LABEL_PROBLEM;
        n->whole.from = at;
        b->current = n;
        return n;
    }
    n->label = label_at(b->text, n->lead.from, end, true, &length);
    if (n->label && !(n->lead.from + length == end && !glyph_is(b->text, end - 1, end, U'：')))
        n->lead.from += length;
    /* （一）存在的问题  as a heading keeps its words as its lead */
    if (n->lead.from == end || (n->label && n->lead.from == at + marker.length)) {
        n->lead.from = at + marker.length;
        n->bare = true;
    }
    n->whole.from = at;
    b->current = n;
    return n;
}

/* 理论学习不深入。 ⏎ 整改情况：…  A problem without number shows itself by the label on the next line. */
static void promote_text(struct builder *b)
{
    struct node *n = b->current, *parent = n->parent;
    if (n->kind != NODE_TEXT || n->first || !sounds_problem(b->text, n->lead))
        return;
    if (parent->kind != NODE_ROOT && !(parent->kind == NODE_ITEM && parent->marker.style <= MARKER_CHAPTER) && !node_labelled(parent, LABEL_MEASURES))
        return;
    n->kind = NODE_ITEM;
    n->marker.style = MARKER_COUNTED;
}

static struct node *open_label(struct builder *b, size_t at, enum label label, size_t length, bool inside)
{
    if (label == LABEL_MEASURES && !inside)
        promote_text(b);
    struct node *n = node_add(b, label_parent(b, label), NODE_LABEL);
    n->label = label;
    n->starts_line = !inside;
    n->whole.from = at;
    n->lead.from = at + length;
    b->current = n;
    return n;
}

static bool boundary(uint32_t c)
{
    return glyph_stop(c) || c == U'：' || c == ' ' || c == '\n' || c == U'”' || c == U'）' || c == U'】';
}

/* Pages without line breaks: 二、整改落实情况（一）…方面1.关于…  A short heading ends where the next number begins. */
static bool heading_runs_on(const struct builder *b, size_t at, struct marker marker)
{
    const struct source_text *t = b->text;
    const struct node *open = b->current;
    size_t before = at - (t->folded[at - 1] == ' ');
    if (open->kind != NODE_ITEM || open->marker.style >= marker.style || marker.style > MARKER_SUBITEM
        || at < open->lead.from + HEADING_MIN || at > open->lead.from + HEADING_LENGTH_MAX * 2
        || glyph_digit(t->folded[at + marker.length]) || !utf8_is_han(t->folded[before - 1]))
        return false;
    struct passage heading = { open->lead.from, before };
    return passage_find_mark(t, heading, U"。；：") == NOWHERE && passage_length(heading) >= HEADING_MIN
        && (marker.style != MARKER_ITEM || words_end(t, heading, WORDS(U"方面", U"情况", U"问题", U"不力", U"到位", U"差距", U"够")));
}

/* …；2.3台车辆…: the second of a list, not two point three. */
static bool counts_things(const struct source_text *t, size_t at, struct marker marker)
{
    size_t end = t->length, i = at + marker.length;
    while (i < end && glyph_digit(t->folded[i]))
        i++;
    return i > at + marker.length && glyph_stop(t->folded[at - 1])
        && words_at(t, i, end, WORDS(U"台", U"家", U"个", U"名", U"户", U"处", U"份", U"次", U"项", U"条", U"笔", U"辆", U"人", U"所", U"间", U"宗", U"月", U"年"));
}

/* May the marker begin a piece in the middle of a paragraph? */
static bool inside_marker(const struct builder *b, size_t at, struct marker marker, bool fresh)
{
    uint32_t before = b->text->folded[at - 1];
    if (fresh && marker.number == 1)
        return marker.style != MARKER_ITEM || !glyph_digit(b->text->folded[at + marker.length]);
    if (heading_runs_on(b, at, marker))
        return true;
    bool goes_on = marker.number > 1 && list_going_on(b, marker, false);
    switch (marker.style) {
    case MARKER_ORDINAL: case MARKER_DEMAND: case MARKER_RANK:
        if (marker.number == 1)
            return glyph_mark(before) && before != U'、';
        return goes_on && (glyph_mark(before) || marker.style == MARKER_ORDINAL);
    case MARKER_SUBITEM: case MARKER_CIRCLED: case MARKER_SECTION:
        return (marker.number == 1 && (boundary(before) || before == U'，' || marker.style == MARKER_CIRCLED)) || goes_on;
    case MARKER_ITEM:
        return ((marker.number == 1 && (glyph_stop(before) || before == U'：' || before == ' ' || before == U'）')) || (goes_on && boundary(before)))
            && (!glyph_digit(b->text->folded[at + marker.length]) || (goes_on && counts_things(b->text, at, marker)));
    case MARKER_CHAPTER:
        return (marker.number == 1 && (before == U'：' || before == U'。' || before == ' '))
            || (goes_on && (glyph_stop(before) || (before == ' ' && glyph_stop(b->text->folded[at - 2]))));
    case MARKER_COUNTED:
        return boundary(before);
    default:
        return false;
    }
}

static bool may_start_marker(uint32_t c)
{
    switch (c) {
    case U'一': case U'二': case U'三': case U'四': case U'五': case U'六': case U'七': case U'八': case U'九': case U'十':
    case U'（': case U'第': case U'首': case U'其': case U'再': case U'问': case U'反':
        return true;
    default:
        return glyph_digit(c) || (c >= 0x2460 && c <= 0x249B);
    }
}

static void node_end(struct node *n, size_t end)
{
    n->lead.to = n->whole.to = end > n->lead.from ? end : n->lead.from;
}

/* Begins nodes inside the paragraph [at, end), whose first node is open already. */
static void scan_inside(struct builder *b, size_t at, size_t end)
{
    const struct source_text *t = b->text;
    struct node *open = b->current;
    uint8_t base = at < end ? t->depth[at] : 0;
    while (at < end) {
        uint32_t c = t->folded[at];
        struct marker marker;
        size_t length;
        bool fresh = at == open->lead.from;
        if ((fresh && (open->kind == NODE_TEXT || open->bare)) || t->depth[at] > base) {
            at++;
            continue;
        }
        if (may_start_marker(c) && marker_at(t, at, end, false, &marker) && at + marker.length < end && inside_marker(b, at, marker, fresh)) {
            node_end(open, at);
            open = open_item(b, at, end, marker, true);
            at = open->lead.from;
            continue;
        }
        bool may_label = !fresh && (boundary(t->folded[at - 1]) || t->folded[at - 1] == U'，');
        enum label label = may_label ? label_at(t, at, end, false, &length) : LABEL_NONE;
        if (label && (t->folded[at - 1] != U'，' || attribute_label(label))) {
            node_end(open, at);
            open = open_label(b, at, label, length, true);
            at += length;
            continue;
        }
        at++;
    }
    node_end(open, end);
}

static bool date_line(const struct source_text *t, struct passage p)
{
    size_t digits = 0;
    for (size_t i = p.from; i < p.to; i++) {
        uint32_t c = t->folded[i];
        if (glyph_digit(c) || c == U'〇' || c == U'○')
            digits++;
        else if (c != U'年' && c != U'月' && c != U'日' && c != ' ' && c != '.' && c != '-' && c != '/' && !(c == U'一' || c == U'二' || c == U'三'
                || c == U'四' || c == U'五' || c == U'六' || c == U'七' || c == U'八' || c == U'九' || c == U'十'))
            return false;
        else if (c == U'年' || c == U'月' || c == U'日')
            digits++;
    }
    return digits >= 3;
}

/* Paragraphs that end a document and belong to no item before them. */
static bool closing_line(const struct source_text *t, struct passage p, enum signing signing)
{
    WORD_LIST(starts, U"欢迎广大", U"联系人：", U"联系电话", U"联系方式", U"特此", U"以上报告", U"专此", U"公示期", U"公示时间", U"公开期限", U"公开时间", U"监督方式", U"注：", U"备注：", U"反馈方式", U"联系地址", U"通信地址", U"监督电话",
        U"邮政信箱", U"电子邮箱", U"通讯地址", U"填表人", U"附件：", U"散会", U"抄送", U"（此件", U"主任、各位", U"审核人", U"制表人", U"如有意见", U"请你", U"望你", U"请各", U"请相关", U"请有关");
    WORD_LIST(signs, U"委员会", U"党组", U"党委", U"工委", U"支部", U"办公室", U"总支", U"审计局", U"领导小组", U"巡察办", U"巡察组", U"人民政府", U"政府");
    if (words_at(t, p.from, p.to, starts) || date_line(t, p))
        return true;
    bool plain = passage_find_mark(t, p, U"。，；：、“”.") == NOWHERE;
    return signing && plain && passage_length(p) <= HEADING_LENGTH_MAX && words_end(t, p, signs)
        && (signing == SIGNING_DATED || words_at(t, p.from, p.to, WORDS(U"中共", U"中国共产党", U"市", U"县", U"区", U"省", U"州", U"局", U"各")));
}

/* Unnumbered paragraphs hang on the last node that began a line; a bullet is no heading. */
static struct node *text_parent(const struct builder *b)
{
    struct node *n = b->current;
    while (n->parent && (!n->starts_line || n->kind == NODE_TEXT || attribute_label(n->label) || n->marker.style == MARKER_BULLET))
        n = n->parent;
    return n;
}

/* 下一步，…  behind the last numbered line speaks of everything, not of the problem above it. */
static bool looks_ahead(const struct source_text *t, size_t line)
{
    struct passage p = t->lines[line].text;
    if (!words_at(t, p.from, p.to, WORDS(U"下一步", U"下步", U"接下来", U"今后")))
        return false;
    for (size_t i = line + 1; i < t->line_count; i++) {
        struct marker marker;
        size_t length;
        p = t->lines[i].text;
        if (i > line + AHEAD_LINES_MAX || t->lines[i].table || marker_at(t, p.from, p.to, true, &marker) || label_at(t, p.from, p.to, true, &length))
            return false;
    }
    return true;
}

static void add_text(struct builder *b, struct passage p, enum signing signing, bool ahead)
{
    bool closing = closing_line(b->text, p, signing);
    struct node *n = node_add(b, closing ? b->root : text_parent(b), NODE_TEXT);
    n->lead = n->whole = p;
    n->starts_line = true;
    n->closing = closing || ahead;
    b->current = n;
}

/* A heading by its style alone, without number; the document's title is none. */
static bool styled_heading(const struct source_text *t, const struct source_line *line)
{
    return line->heading >= 1 && line->heading <= 3 && passage_length(line->text) <= HEADING_LENGTH_MAX * 2
        && !words_end(t, line->text, WORDS(U"通报", U"报告", U"通知", U"清单", U"台账", U"材料", U"方案", U"公告", U"公示", U"意见", U"函", U"纪要", U"决定"));
}

static void add_line(struct builder *b, const struct source_line *line, enum signing signing, bool ahead)
{
    struct passage p = line->text;
    struct marker marker;
    size_t length;
    if (line->table) {
        struct node *n = node_add(b, b->root, NODE_TABLE);
        n->table = line->table;
        b->current = b->root;
        return;
    }
    enum label label = LABEL_NONE;
    if (marker_at(b->text, p.from, p.to, true, &marker)) {
        if (marker.style == MARKER_PART)
            b->current = b->root;
        open_item(b, p.from, p.to, marker, false);
    } else if (word_at(b->text, p.from, p.to, U"关于") && problem_follows(b->text, p.from, p.to)) {
        open_item(b, p.from, p.to, (struct marker){ .style = MARKER_COUNTED }, false);
    } else if ((label = label_at(b->text, p.from, p.to, true, &length)) != LABEL_NONE) {
        open_label(b, p.from, label, length, false);
    } else if (styled_heading(b->text, line)) {
        struct marker styled = { .style = line->heading == 1 ? MARKER_CHAPTER : line->heading == 2 ? MARKER_SECTION : MARKER_ITEM };
        open_item(b, p.from, p.to, styled, false);
    } else {
        add_text(b, p, signing, ahead);
    }
    b->current->whole.to = p.to;
    scan_inside(b, b->current->lead.from, p.to);
}

/* The lines before a date line or the end: where those who sign stand. */
static enum signing signs_off(const struct source_text *t, size_t line)
{
    for (size_t i = line + 1; i < t->line_count && i <= line + 3; i++)
        if (t->lines[i].table || passage_length(t->lines[i].text) > HEADING_LENGTH_MAX)
            return SIGNING_NONE;
        else if (date_line(t, t->lines[i].text))
            return SIGNING_DATED;
    return line + 3 >= t->line_count ? SIGNING_LAST : SIGNING_NONE;
}

struct node *outline_build(struct source_text *text)
{
    struct builder b = { .text = text, .root = arena_new(text->arena, struct node) };
    b.current = b.root;
    for (size_t i = 0; i < text->line_count; i++)
        add_line(&b, &text->lines[i], signs_off(text, i), looks_ahead(text, i));
    return b.root;
}

struct node *outline_build_passage(struct source_text *text, struct passage p)
{
    struct builder b = { .text = text, .root = arena_new(text->arena, struct node) };
    b.current = b.root;
    while (p.from < p.to) {
        struct source_line line = { .text = p };
        for (size_t i = p.from; i < p.to; i++)
            if (text->folded[i] == ' ' && text->shown[i] == '\n') {
                line.text.to = i;
                break;
            }
        if (!passage_empty(line.text))
            add_line(&b, &line, SIGNING_NONE, false);
        p.from = line.text.to + 1;
    }
    return b.root;
}

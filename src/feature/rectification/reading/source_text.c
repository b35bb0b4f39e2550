#include "feature/rectification/reading/source_text.h"

#include <string.h>

#include "base/base.h"
#include "feature/rectification/reading/fold.h"
#include "feature/rectification/reading/label.h"
#include "feature/rectification/reading/marker.h"
#include "feature/rectification/reading/words.h"

/* Narrower lines than this say nothing about where a page was wrapped. */
#define WRAP_COLUMNS_MIN 40
#define WRAP_COLUMNS_MAX 240
/* A full line may miss the edge by a wide character and a punctuation mark that was not allowed to stand alone. */
#define WRAP_SLACK 3
#define WRAP_LINES_MIN 5
#define LONG_LINE 20
#define REST_GLYPHS_MAX 2
#define META_LINE_MAX 80
#define DEPTH_MAX 64

struct reader {
    struct source_text *text;
    const struct document *document;
    int wrap_columns;            /* 0: lines are paragraphs */
    bool wrap_even;              /* broken after so many characters, however wide: each counts as two columns */
    int open;                    /* quotes and brackets open at the end of the last line */
    bool joinable;               /* the last line may go on */
    bool last_full;              /* it reached the edge of the page */
};

static void glyphs_reserve(struct source_text *t, size_t more)
{
    if (t->length + more <= t->capacity)
        return;
    size_t capacity = t->capacity * 2 > t->length + more ? t->capacity * 2 : t->length + more;
    void *old[4] = { t->shown, t->folded, t->offset, t->depth };
    t->shown = arena_array(t->arena, uint32_t, capacity);
    t->folded = arena_array(t->arena, uint32_t, capacity);
    t->offset = arena_array(t->arena, int32_t, capacity);
    t->depth = arena_array(t->arena, uint8_t, capacity);
    if (t->length) {
        memcpy(t->shown, old[0], t->length * sizeof *t->shown);
        memcpy(t->folded, old[1], t->length * sizeof *t->folded);
        memcpy(t->offset, old[2], t->length * sizeof *t->offset);
        memcpy(t->depth, old[3], t->length);
    }
    t->capacity = capacity;
}

static void glyph_add(struct source_text *t, uint32_t c, int offset)
{
    glyphs_reserve(t, 1);
    t->shown[t->length] = c;
    t->folded[t->length] = fold_glyph(t->simplified, c);
    t->offset[t->length] = offset;
    t->length++;
}

/* (jiān) at p: the number of code points to skip, else 0. */
static int pinyin_at(const char *p, const char **ret_behind)
{
    uint32_t letters[7];
    int n = 0;
    uint32_t c = utf8_next(&p);
    if (c != '(' && c != U'（')
        return 0;
    while (n < 7 && (c = utf8_next(&p)) && c != ')' && c != U'）')
        letters[n++] = c;
    if ((c != ')' && c != U'）') || !fold_pinyin(letters, n))
        return 0;
    *ret_behind = p;
    return n + 2;
}

/* Adds what a reader should see of a source line; leading and trailing space is dropped, runs become one. */
static void glyphs_add_line(struct source_text *t, const char *s, int paragraph, int first_offset, const char *end)
{
    size_t from = t->length;
    *arena_push(t->arena, &t->pieces, &t->piece_count, &t->piece_capacity) = (struct source_piece){ from, paragraph };
    int offset = first_offset;
    bool after_han = false;
    while (s < end) {
        const char *behind;
        int skip = (*s == '(' || *s == '\xEF') && after_han ? pinyin_at(s, &behind) : 0;
        if (skip) {
            s = behind;
            offset += skip;
            continue;
        }
        uint32_t c = utf8_next(&s);
        if (!fold_invisible(c) && !(fold_space(c) && (t->length == from || t->folded[t->length - 1] == ' '))) {
            glyph_add(t, c, offset);
            after_han = utf8_is_han(c);
        }
        offset++;
    }
    while (t->length > from && t->folded[t->length - 1] == ' ')
        t->length--;
    if (t->length == from)
        t->piece_count--;
}

/* Straight quotes open and close in turn when their number is even. */
static void quotes_fold(struct source_text *t, struct passage p)
{
    static const uint32_t pairs[2][3] = { { '"', U'“', U'”' }, { '\'', U'‘', U'’' } };
    for (int k = 0; k < 2; k++) {
        size_t n = 0;
        for (size_t i = p.from; i < p.to; i++)
            n += t->folded[i] == pairs[k][0];
        if (n % 2)
            continue;
        n = 0;
        for (size_t i = p.from; i < p.to; i++)
            if (t->folded[i] == pairs[k][0])
                t->folded[i] = pairs[k][1 + n++ % 2];
    }
}

static uint32_t closing_of(uint32_t c)
{
    switch (c) {
    case U'“': return U'”';
    case U'‘': return U'’';
    case U'（': return U'）';
    case U'《': return U'》';
    default: return 0;
    }
}

static bool closes(uint32_t c)
{
    return c == U'”' || c == U'’' || c == U'）' || c == U'》';
}

/* First every pair is noted at its ends (depth as a flag), then the flags are counted up. */
static void depth_fill(struct source_text *t, struct passage p)
{
    size_t stack[DEPTH_MAX];
    int n = 0;
    quotes_fold(t, p);
    for (size_t i = p.from; i < p.to; i++) {
        uint32_t c = t->folded[i];
        t->depth[i] = 0;
        if (closing_of(c) && n < DEPTH_MAX)
            stack[n++] = i;
        for (int k = n; closes(c) && k > 0; k--)
            if (closing_of(t->folded[stack[k - 1]]) == c) {
                t->depth[stack[k - 1]] = t->depth[i] = 1;
                n = k - 1;
                break;
            }
    }
    uint8_t depth = 0;
    for (size_t i = p.from; i < p.to; i++) {
        bool paired = t->depth[i];
        if (paired && closes(t->folded[i]))
            depth--;
        t->depth[i] = depth;
        if (paired && closing_of(t->folded[i]))
            depth++;
    }
}

struct passage source_text_add(struct source_text *t, const char *text, struct place at)
{
    struct passage p = { t->length, t->length };
    int paragraph = at.paragraph, offset = at.offset;
    while (*text) {
        const char *end = strchr(text, '\n');
        if (!end)
            end = text + strlen(text);
        if (t->length > p.from)
            glyph_add(t, '\n', offset);
        glyphs_add_line(t, text, paragraph++, offset, end);
        offset = 0;
        text = *end ? end + 1 : end;
    }
    p.to = t->length;
    depth_fill(t, p);
    return p;
}

/* - 12 -   — 3 —   第3页 共9页   and, on wrapped pages, a number alone */
static bool page_number_line(const struct source_text *t, struct passage p, bool wrapped)
{
    size_t digits = 0, marks = 0;
    if (passage_length(p) > 16)
        return false;
    for (size_t i = p.from; i < p.to; i++) {
        uint32_t c = t->folded[i];
        if (glyph_digit(c))
            digits++;
        else if (c == '-' || c == U'—' || c == '/' || c == U'·' || c == U'第' || c == U'页' || c == U'共')
            marks++;
        else if (c != ' ')
            return false;
    }
    return digits && digits <= 6 && (marks >= 2 || (wrapped && !marks && digits <= 3));
}

/* Lines that a web page puts around an article. */
static bool meta_line(const struct source_text *t, struct passage p)
{
    WORD_LIST(starts, U"当前位置", U"您的位置", U"您当前的位置", U"您现在的位置", U"当前的位置", U"首页 ", U"首页>", U"索引号", U"发布时间",
        U"发布日期", U"来源：", U"来源 ：", U"信息来源", U"浏览", U"点击", U"阅读：", U"阅读次数", U"字号", U"字体：", U"【字体", U"【字号", U"打印", U"【打印", U"[打印", U"【关闭", U"【大", U"分享到", U"分享：",
        U"上一篇", U"下一篇", U"上一条", U"下一条", U"责任编辑", U"编辑：", U"作者：", U"扫一扫", U"【纠错", U"朗读", U"无障碍", U"返回顶部", U"发文机构", U"主题分类", U"版权所有", U"访问量", U"发布机构", U"成文日期", U"公开方式", U"公开日期", U"相关链接", U"相关附件", U"【收藏");
    return passage_length(p) <= META_LINE_MAX && words_at(t, p.from, p.to, starts);
}

static bool line_begins(const struct source_text *t, struct passage p)
{
    struct marker marker;
    size_t length;
    return (marker_at(t, p.from, p.to, true, &marker) && !glyph_digit(t->folded[p.from + marker.length < p.to ? p.from + marker.length : p.from]))
        || label_at(t, p.from, p.to, true, &length);
}

/* A line that does not end a sentence and does not look like a heading of its own. */
static bool line_breaks_off(const struct source_text *t, struct passage p)
{
    if (passage_empty(p))
        return false;
    size_t length;
    uint32_t last = t->folded[p.to - 1];
    enum label label = label_at(t, p.from, p.to, false, &length);
    if ((label == LABEL_MEASURES || label == LABEL_PROBLEM) && p.from + length < p.to && !glyph_stop(last))
        return true;
    if (last == U'，' || last == U'、' || last == U'（' || last == U'“' || last == U'《')
        return true;
    if (glyph_mark(last) || glyph_digit(last) || passage_length(p) < LONG_LINE)
        return false;
    return !words_end(t, p, WORDS(U"问题", U"方面", U"情况", U"措施", U"整改", U"要求", U"建议", U"安排", U"打算", U"清单", U"台账",
        U"委员会", U"党组", U"党委", U"支部", U"报告", U"通报", U"通知", U"方案", U"意见", U"摘要", U"公示", U"公告", U"材料", U"纪要", U"要点", U"复函", U"的函", U"决定", U"总结", U"的反馈"))
        && !marker_at(t, p.from, p.to, true, &(struct marker){ 0 });
}

static int line_columns(const struct reader *r, struct passage p)
{
    int n = 0;
    for (size_t i = p.from; i < p.to; i++)
        n += r->text->shown[i] < 0x300 && !r->wrap_even ? 1 : 2;
    return n;
}

static bool line_continues(const struct reader *r, struct passage last, struct passage p)
{
    const struct source_text *t = r->text;
    uint32_t first = t->folded[p.from];
    if (!r->joinable)
        return false;
    if (first == U'，' || first == U'。' || first == U'；' || first == U'、' || first == U'）' || first == U'”' || first == U'》')
        return true;
    /* …”的问 ⏎ 题: what is left of a word or two */
    if (passage_length(p) <= REST_GLYPHS_MAX && passage_length(last) >= LONG_LINE && utf8_is_han(first) && utf8_is_han(t->folded[last.to - 1]) && !line_begins(t, p))
        return true;
    if (r->wrap_columns)
        return (r->last_full || (line_columns(r, last) * 5 >= r->wrap_columns * 4 && line_breaks_off(t, last))) && (!line_begins(t, p) || r->open > 0);
    return !line_begins(t, p) && (r->open > 0 || line_breaks_off(t, last));
}

/* The white space before a line's first word, which its glyphs no longer have. */
static int indent_columns(const char *s)
{
    int n = 0;
    for (uint32_t c; fold_space(c = utf8_next(&s));)
        n += c < 0x300 ? 1 : 2;
    return n;
}

static void reader_note(struct reader *r, struct passage p, int indent)
{
    const struct source_text *t = r->text;
    for (size_t i = p.from; i < p.to; i++)
        r->open += closing_of(t->folded[i]) ? 1 : closes(t->folded[i]) && r->open > 0 ? -1 : 0;
    r->last_full = r->wrap_columns && line_columns(r, p) + indent >= r->wrap_columns - WRAP_SLACK;
    r->joinable = true;
}

static void reader_line(struct reader *r, int paragraph)
{
    struct source_text *t = r->text;
    const struct paragraph *source = &r->document->paragraphs[paragraph - 1];
    struct passage p = { t->length, t->length };
    glyphs_add_line(t, source->text, paragraph, 0, source->text + strlen(source->text));
    p.to = t->length;
    if (passage_empty(p)) {
        r->joinable = false;
        return;
    }
    bool page_number = page_number_line(t, p, r->wrap_columns > 0);
    if (page_number || meta_line(t, p)) {
        t->length = p.from;
        t->piece_count--;
        r->joinable = r->joinable && page_number;
        return;
    }
    struct source_line *last = t->line_count ? &t->lines[t->line_count - 1] : NULL;
    if (last && !last->table && line_continues(r, last->text, p)) {
        last->text.to = p.to;
    } else {
        if (last && !last->table)
            depth_fill(t, last->text);
        r->open = 0;
        *arena_push(t->arena, &t->lines, &t->line_count, &t->line_capacity) = (struct source_line){ p, 0, source->heading };
    }
    reader_note(r, p, indent_columns(source->text));
}

static void reader_table(struct reader *r, int table)
{
    struct source_text *t = r->text;
    if (t->line_count && !t->lines[t->line_count - 1].table)
        depth_fill(t, t->lines[t->line_count - 1].text);
    *arena_push(t->arena, &t->lines, &t->line_count, &t->line_capacity)
        = (struct source_line){ { t->length, t->length }, table, 0 };
    r->joinable = false;
}

/* Columns a line takes on the page. */
static int raw_columns(const char *s, size_t *glyphs, bool *ret_traditional)
{
    int n = 0;
    for (uint32_t c; (c = utf8_next(&s)) != 0;) {
        n += c < 0x300 ? 1 : 2;
        ++*glyphs;
        *ret_traditional = *ret_traditional || fold_telltale(c);
    }
    return n;
}

/* The width at which lines were broken by hand or by a PDF: many lines reach it and nearly none goes beyond. */
static int wrap_find(const int *histogram, int lines, int *ret_full)
{
    int best = 0, best_count = 0, longer = histogram[WRAP_COLUMNS_MAX];
    for (int w = WRAP_COLUMNS_MAX - 1; w >= WRAP_COLUMNS_MIN; w--) {
        int full = 0;
        for (int k = 0; k <= WRAP_SLACK; k++)
            full += histogram[w - k];
        if (longer * 33 <= lines && full > best_count) {
            best = w;
            best_count = full;
        }
        longer += histogram[w];
    }
    *ret_full = best_count;
    return best_count >= WRAP_LINES_MIN && best_count * 4 >= lines ? best : 0;
}

/* Looks at the whole document once; gives back how many code points it has. */
static size_t reader_measure(struct reader *r)
{
    size_t glyphs = 0;
    int histogram[WRAP_COLUMNS_MAX + 1] = { 0 }, even[WRAP_COLUMNS_MAX + 1] = { 0 }, lines = 0;
    bool traditional = false;
    for (size_t i = 0; i < r->document->paragraph_count; i++) {
        const struct paragraph *p = &r->document->paragraphs[i];
        size_t before = glyphs;
        int columns = raw_columns(p->text, &glyphs, &traditional);
        size_t width = 2 * (glyphs - before);
        if (p->table || columns < 8)
            continue;
        histogram[columns < WRAP_COLUMNS_MAX ? columns : WRAP_COLUMNS_MAX]++;
        even[width < WRAP_COLUMNS_MAX ? width : WRAP_COLUMNS_MAX]++;
        lines++;
    }
    bool broken = text_equal(r->document->format, "text") || text_equal(r->document->format, "pdf");
    int full = 0, even_full = 0, evenly = broken ? wrap_find(even, lines, &even_full) : 0;
    r->wrap_columns = broken ? wrap_find(histogram, lines, &full) : 0;
    r->wrap_even = evenly && even_full > full;
    if (r->wrap_even)
        r->wrap_columns = evenly;
    r->text->simplified = traditional ? fold_simplified() : NULL;
    return glyphs;
}

struct source_text *source_text_read(struct arena *arena, const struct document *document)
{
    struct source_text *t = arena_new(arena, struct source_text);
    t->arena = arena;
    struct reader r = { .text = t, .document = document };
    glyphs_reserve(t, reader_measure(&r) + 1024);
    int table = 0;
    for (size_t i = 0; i < document->paragraph_count; i++) {
        int here = document->paragraphs[i].table;
        if (!here)
            reader_line(&r, (int)i + 1);
        else if (here > table)
            reader_table(&r, here);
        if (here > table)
            table = here;
    }
    if (t->line_count && !t->lines[t->line_count - 1].table)
        depth_fill(t, t->lines[t->line_count - 1].text);
    return t;
}

char *source_text_words(const struct source_text *t, struct passage p)
{
    char bytes[4];
    size_t n = 0;
    for (size_t i = p.from; i < p.to; i++)
        n += t->shown[i] < 0x80 ? 1 : utf8_put(t->shown[i], bytes);
    char *words = arena_alloc(t->arena, n + 1);
    n = 0;
    for (size_t i = p.from; i < p.to; i++)
        if (t->shown[i] != '\n')
            n += utf8_put(t->shown[i], words + n);
    return words;
}

static size_t piece_of(const struct source_text *t, size_t glyph)
{
    size_t low = 0, high = t->piece_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (t->pieces[middle].from <= glyph)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct place *source_text_places(const struct source_text *t, struct passage p, size_t *ret_n)
{
    *ret_n = 0;
    if (passage_empty(p) || !t->piece_count)
        return NULL;
    size_t first = piece_of(t, p.from), last = piece_of(t, p.to - 1);
    struct place *places = arena_array(t->arena, struct place, last - first + 1);
    for (size_t k = first; k <= last; k++) {
        size_t from = k == first ? p.from : t->pieces[k].from;
        size_t to = k == last ? p.to : t->pieces[k + 1].from;
        if (to > from && t->shown[to - 1] == '\n')
            to--;
        if (to > from)
            places[(*ret_n)++] = (struct place){ t->pieces[k].paragraph, t->offset[from], t->offset[to - 1] - t->offset[from] + 1 };
    }
    return places;
}

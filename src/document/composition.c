#include "document/composition.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/base.h"

#define MARK_START "【待填："
#define MARK_END "】"

static struct block *block_add(struct composition *c)
{
    struct block *block = arena_push(c->arena, &c->blocks, &c->n, &c->cap);
    *block = (struct block){0};
    return block;
}

static const char *cleaned(struct composition *c, const char *text)
{
    return c->clean ? c->clean(c->arena, c->clean_with, text, &c->hidden) : text;
}

void composition_start(struct composition *c, struct arena *arena, const char *title)
{
    c->arena = arena;
    c->title = cleaned(c, title);
    struct block *block = block_add(c);
    block->style = PAPER_TITLE;
    block->text = c->title;
}

void compose(struct composition *c, enum paper_style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = cleaned(c, arena_vprintf(c->arena, format, arguments));
    va_end(arguments);
    struct block *block = block_add(c);
    block->style = style;
    block->text = text;
}

void compose_table(struct composition *c, const struct paper_column *columns, int n)
{
    assert(n <= COMPOSITION_COLUMNS_MAX);
    struct block *block = block_add(c);
    block->kind = BLOCK_TABLE;
    block->columns = columns;
    block->n = n;
}

void compose_row(struct composition *c, const char *const *cells, int n)
{
    assert(n <= COMPOSITION_COLUMNS_MAX);
    struct block *block = block_add(c);
    block->kind = BLOCK_ROW;
    block->n = n;
    for (int i = 0; i < n; i++)
        block->cells[i] = cleaned(c, cells[i] ? cells[i] : "");
}

void compose_table_end(struct composition *c)
{
    block_add(c)->kind = BLOCK_TABLE_END;
}

void compose_page(struct composition *c)
{
    block_add(c)->kind = BLOCK_PAGE;
}

const char *compose_value(struct composition *c, const char *text, const char *what)
{
    return text && *text ? text : arena_printf(c->arena, MARK_START "%s" MARK_END, what);
}

const char *compose_clause(struct composition *c, const char *text, const char *what)
{
    static const char *const stops[] = {"。", "；", "，", ".", ";"};
    const char *clause = text_trim(c->arena, compose_value(c, text, what));
    for (size_t i = 0; i < ARRAY_SIZE(stops); i++)
        if (text_ends(clause, stops[i]))
            return arena_strndup(c->arena, clause, strlen(clause) - strlen(stops[i]));
    return clause;
}

void compose_signature(struct composition *c, const char *unit)
{
    compose(c, PAPER_PLAIN, "%s", "");
    compose(c, PAPER_RIGHT, "%s", compose_value(c, unit, "发文机关"));
    compose(c, PAPER_RIGHT, "%s", compose_value(c, "", "成文日期"));
}

/* --- words --- */

const char *date_words(struct arena *arena, const char *date)
{
    struct date day;
    if (date_parse(date, &day) != DONE)
        return "";
    return arena_printf(arena, "%d年%d月%d日", day.year, day.month, day.day);
}

const char *number_words(struct arena *arena, int n)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (n <= 0 || n >= 1000)
        return arena_printf(arena, "%d", n);
    int hundreds = n / 100, tens = n / 10 % 10, ones = n % 10;
    const char *head = hundreds ? arena_printf(arena, "%s百", digits[hundreds]) : "";
    const char *middle = !tens ? (hundreds && ones ? "零" : "")
                               : tens == 1 && !hundreds ? "十" : arena_printf(arena, "%s十", digits[tens]);
    return arena_printf(arena, "%s%s%s", head, middle, digits[ones]);
}

/* --- counted and searched --- */

static int texts_of(const struct block *block, const char *const **ret)
{
    if (block->kind == BLOCK_ROW) {
        *ret = block->cells;
        return block->n;
    }
    *ret = &block->text;
    return block->kind == BLOCK_TEXT;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0x3000 || c == 0xa0;
}

size_t composition_characters(const struct composition *c)
{
    size_t count = 0;
    for (size_t i = 0; i < c->n; i++) {
        const char *const *texts;
        int n = texts_of(&c->blocks[i], &texts);
        for (int k = 0; k < n; k++)
            for (const char *at = texts[k]; *at;)
                count += !is_space(utf8_next(&at));
    }
    return count;
}

size_t composition_marks(const struct composition *c, const char *const **ret)
{
    const char **marks = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < c->n; i++) {
        const char *const *texts;
        int n = texts_of(&c->blocks[i], &texts);
        for (int k = 0; k < n; k++)
            for (const char *at = texts[k], *end; (at = strstr(at, MARK_START)) && (end = strstr(at, MARK_END)); at = end) {
                at += strlen(MARK_START);
                *arena_push(c->arena, &marks, &count, &cap) = arena_strndup(c->arena, at, (size_t)(end - at));
            }
    }
    *ret = marks;
    return count;
}

const char *composition_text(const struct composition *c)
{
    struct buffer out = buffer_in(c->arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < c->n; i++) {
        const char *const *texts;
        int n = texts_of(&c->blocks[i], &texts);
        for (int k = 0; k < n; k++)
            buffer_addf(&out, "%s%s", k ? "\t" : "", texts[k]);
        if (n)
            buffer_addc(&out, '\n');
    }
    return out.p;
}

int composition_write(const struct composition *c, const char *path)
{
    struct paper *paper;
    TRY(paper_create(path, PAPER_A4, &paper));
    for (size_t i = 0; i < c->n; i++) {
        const struct block *block = &c->blocks[i];
        switch (block->kind) {
        case BLOCK_TEXT:
            paper_paragraph(paper, block->style, block->text);
            break;
        case BLOCK_TABLE:
            paper_table_start(paper, block->columns, block->n);
            break;
        case BLOCK_ROW:
            paper_table_row(paper, block->cells, block->n);
            break;
        case BLOCK_TABLE_END:
            paper_table_end(paper);
            break;
        case BLOCK_PAGE:
            paper_page_break(paper);
        }
    }
    return paper_close(paper);
}

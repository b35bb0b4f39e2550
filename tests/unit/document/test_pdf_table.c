#include "document/pdf_table.h"

#include <string.h>

#include "base/base.h"
#include "check.h"

/* A piece of ten units a character at (x, y), ten high. */
static struct pdf_piece piece(const char *text, double x, double y)
{
    return (struct pdf_piece){ text, strlen(text), x, x + 10 * (double)utf8_length(text), y, y + 10 };
}

static const char *at(const struct pdf_table *t, size_t row, size_t column)
{
    return t->cells[row * t->columns + column];
}

static void a_number_begins_a_row(void)
{
    struct arena *arena = arena_create(1 << 20);
    const struct pdf_piece pieces[] = {
        piece("整改台账", 100, 20), piece("序号", 0, 40), piece("问题", 60, 40), piece("整改措施", 160, 40),
        piece("1", 0, 55), piece("学习不够", 40, 55), piece("制定计划", 140, 55), piece("深入", 40, 67),
        piece("2", 0, 79), piece("账目不清", 40, 79), piece("清理账目", 140, 79),
        piece("以上各项请于六月底前完成整改并报送情况", 0, 100),
    };
    struct pdf_table t;
    CHECK(pdf_table_find(arena, pieces, ARRAY_SIZE(pieces), 0, NULL, &t));
    CHECK_INT(t.rows, 3);
    CHECK_INT(t.columns, 3);
    CHECK(t.numbered && !t.centred);
    CHECK_TEXT(at(&t, 1, 1), "学习不够深入");
    CHECK_TEXT(at(&t, 2, 2), "清理账目");
    CHECK(t.bottom < 100);
    CHECK(!pdf_table_find(arena, pieces, ARRAY_SIZE(pieces), t.bottom, NULL, &t));
    arena_destroy(arena);
}

static void what_a_page_parts_is_joined(void)
{
    struct arena *arena = arena_create(1 << 20);
    const struct pdf_piece first[] = {
        piece("序号", 0, 40), piece("问题", 60, 40), piece("整改措施", 160, 40),
        piece("1", 0, 55), piece("学习不够", 40, 55), piece("制定计划", 140, 55),
    };
    const struct pdf_piece second[] = {
        piece("序号", 0, 40), piece("问题", 60, 40), piece("整改措施", 160, 40),
        piece("深入", 40, 55), piece("2", 0, 67), piece("账目不清", 40, 67), piece("清理账目", 140, 67),
    };
    struct pdf_table t, next;
    CHECK(pdf_table_find(arena, first, ARRAY_SIZE(first), 0, NULL, &t));
    CHECK(pdf_table_find(arena, second, ARRAY_SIZE(second), 0, &t, &next));
    CHECK(pdf_table_join(arena, &t, &next));
    CHECK_INT(t.rows, 3);
    CHECK_TEXT(at(&t, 1, 1), "学习不够深入");
    CHECK_TEXT(at(&t, 2, 0), "2");
    arena_destroy(arena);
}

static void words_are_no_table(void)
{
    struct arena *arena = arena_create(1 << 20);
    const struct pdf_piece pieces[] = {
        piece("填报单位", 0, 20), piece("填报人", 100, 20), piece("电话", 200, 20),
        piece("根据县委统一部署，县委巡察组开展了巡察，现将情况通报如下", 0, 40), piece("一、总体情况", 0, 60),
    };
    struct pdf_table t;
    CHECK(!pdf_table_find(arena, pieces, ARRAY_SIZE(pieces), 0, NULL, &t));
    CHECK(!pdf_table_find(arena, pieces, 0, 0, NULL, &t));
    arena_destroy(arena);
}

TESTS({ "a number begins a row", a_number_begins_a_row }, { "what a page parts is joined", what_a_page_parts_is_joined },
      { "words are no table", words_are_no_table })

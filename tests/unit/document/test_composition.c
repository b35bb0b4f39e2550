#include <string.h>
#include <unistd.h>

#include "check.h"
#include "base/base.h"
#include "document/document.h"

static const struct paper_column columns[] = {{"序号", 20}, {"问题", 100}};

static void made(struct arena *arena, struct composition *c)
{
    const char *cells[] = {"1", compose_value(c, "", "问题")};
    composition_start(c, arena, "关于某事的报告");
    compose(c, PAPER_BODY, "截至%s，共 %d 个。", compose_value(c, NULL, "日期"), 5);
    compose_table(c, columns, 2);
    compose_row(c, cells, 2);
    compose_table_end(c);
    compose_page(c);
    compose(c, PAPER_RIGHT, "%s", compose_value(c, "水利厅党组", "发文机关"));
}

static void what_is_to_be_filled_in(void)
{
    struct arena *arena = arena_create(4 << 20);
    struct composition c = {.arena = arena};
    const char *const *marks;
    made(arena, &c);
    CHECK_INT(composition_marks(&c, &marks), 2);
    CHECK_TEXT(marks[0], "日期");
    CHECK_TEXT(marks[1], "问题");
    CHECK_TEXT(composition_text(&c), "关于某事的报告\n截至【待填：日期】，共 5 个。\n1\t【待填：问题】\n水利厅党组\n");
    CHECK_INT(composition_characters(&c), 7 + 14 + 1 + 7 + 5);     /* blanks are no characters */
    arena_destroy(arena);
}

static void clauses_end_without_a_stop(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct composition c = {.arena = arena};
    CHECK_TEXT(compose_clause(&c, " 已召开。 ", "x"), "已召开");
    CHECK_TEXT(compose_clause(&c, "已召开；", "x"), "已召开");
    CHECK_TEXT(compose_clause(&c, "", "成效"), "【待填：成效】");
    arena_destroy(arena);
}

/* The file says what the composition says, read by the project's own reader. */
static void file_is_read_back(void)
{
    char path[] = "/tmp/mingze-composition-XXXXXX.docx";
    struct arena *arena = arena_create(64 << 20);
    struct composition c = {.arena = arena};
    struct document *document;
    int fd = mkstemps(path, 5);
    CHECK(fd >= 0);
    close(fd);
    made(arena, &c);
    CHECK_DONE(composition_write(&c, path));
    CHECK_DONE(document_read_file(arena, path, &document));
    struct buffer all = buffer_in(arena);
    for (size_t i = 0; i < document->paragraph_count; i++)
        buffer_addf(&all, "%s|", document->paragraphs[i].text);
    static const char *const parts[] = {"关于某事的报告", "截至【待填：日期】，共 5 个。", "序号", "【待填：问题】", "水利厅党组"};
    const char *at = all.p;
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        CHECK((at = strstr(at, parts[i])));
    unlink(path);
    arena_destroy(arena);
}

static const char *without(struct arena *arena, const void *word, const char *text, int *hidden)
{
    const char *clean = text_replace(arena, text, word, "某某");
    *hidden += strcmp(clean, text) != 0;
    return clean;
}

static void words_stay_out_of_every_block(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct composition c = {.arena = arena, .clean = without, .clean_with = "顾念安"};
    const char *cells[] = {"顾念安"};
    composition_start(&c, arena, "顾念安的报告");
    compose(&c, PAPER_BODY, "由%s负责", "顾念安");
    compose_table(&c, columns, 1);
    compose_row(&c, cells, 1);
    compose_table_end(&c);
    CHECK_INT(c.hidden, 3);
    CHECK(!strstr(composition_text(&c), "顾念安"));
    arena_destroy(arena);
}

static void numbers_and_days_in_words(void)
{
    struct arena *arena = arena_create(1 << 20);
    CHECK_TEXT(number_words(arena, 20), "二十");
    CHECK_TEXT(number_words(arena, 105), "一百零五");
    CHECK_TEXT(date_words(arena, "2026-07-06"), "2026年7月6日");
    CHECK_TEXT(date_words(arena, ""), "");
    arena_destroy(arena);
}

TESTS({"what is to be filled in", what_is_to_be_filled_in}, {"clauses end without a stop", clauses_end_without_a_stop},
      {"the file is read back", file_is_read_back}, {"words stay out of every block", words_stay_out_of_every_block},
      {"numbers and days in words", numbers_and_days_in_words})

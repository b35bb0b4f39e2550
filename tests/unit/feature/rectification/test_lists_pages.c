#include "common/asked.h"

#include "document/document.h"
#include "feature/rectification/lists/lists_database.h"

static struct world w;
static const char *cookie;

static struct request *get(const char *row, const char *const inputs[16])
{
    struct ask ask = {.method = "GET", .row = row, .cookie = cookie};
    for (int i = 0; inputs && i < 16 && inputs[i]; i++)
        ask.inputs[i] = inputs[i];
    struct request *r = world_ask(&w, ask);
    request_finish(r);
    return r;
}
#define GET(row, ...) get(row, (const char *const[16]){__VA_ARGS__})

static struct document *downloaded(struct request *r)
{
    struct document *document;
    CHECK_INT(r->answer.kind, ANSWER_FILE);
    CHECK(r->answer.temporary);
    CHECK_DONE(document_read_file(w.arena, r->answer.path, &document));
    unlink(r->answer.path);
    return document;
}

static bool holds(const struct document *document, const char *words)
{
    for (size_t i = 0; i < document->paragraph_count; i++)
        if (strstr(document->paragraphs[i].text, words))
            return true;
    for (size_t i = 0; i < document->table_count; i++)
        for (int k = 0; k < document->tables[i].rows * document->tables[i].columns; k++)
            if (strstr(document->tables[i].cells[k].text, words))
                return true;
    return false;
}

static void begin(const char *login)
{
    asked_open(&w);
    cookie = world_session(&w, login);
}

/* The note says what the file holds: the filter in people's words, how many, when and by whom. */
static void the_file_names_its_filter(void)
{
    char unit[ID_TEXT], source[ID_TEXT];
    begin("gunianan");
    id_print(world_number(&w, "SELECT id FROM unit WHERE code = 'SL-DZ'"), unit);
    id_print(world_number(&w, "SELECT id FROM source WHERE kind = 'supervision'"), source);
    struct request *r = get("/lists.xlsx", NULL);
    CHECK_TEXT(r->answer.file_name, "三张清单.xlsx");
    struct document *all = downloaded(r);
    CHECK(holds(all, "范围：本人权限内全部问题；共 "));
    CHECK(holds(all, "导出，顾念安"));
    struct document *some = downloaded(GET("/lists.xlsx", "state", "rectifying", "unit", unit, "source", source, "q", "支部"));
    CHECK(holds(some, "状态“整改中”"));
    CHECK(holds(some, "单位及下属“中共云岭省水利厅党组”") || holds(some, "单位及下属“"));
    CHECK(holds(some, "来源“省直机关工委机关党建督查反馈”"));
    CHECK(holds(some, "含有“支部”"));
    CHECK(!holds(some, "以会议纪要代替会议记录"));                         /* asked for closing: not in this state */
    CHECK(holds(all, "以会议纪要代替会议记录"));
    world_close(&w);
}

/* Their names differ from place to place: a setting, and for one file what is asked for. */
static void titles_and_paper_are_looks_not_filters(void)
{
    begin("gunianan");
    struct document *document = downloaded(GET("/lists.xlsx", "title1", "问题台账", "paper", "4"));
    CHECK(holds(document, "问题台账") && holds(document, "本人权限内全部问题"));
    document = downloaded(get("/lists.xlsx", NULL));
    CHECK(!holds(document, "问题台账") && holds(document, "问题清单") && holds(document, "责任清单") && holds(document, "整改清单"));
    struct request *r = GET("/lists.docx", "title3", "整改台账");
    CHECK_TEXT(r->answer.file_name, "三张清单.docx");
    CHECK(holds(downloaded(r), "整改台账"));
    world_close(&w);
}

static void what_is_no_filter_is_refused(void)
{
    begin("gunianan");
    struct request *r = GET("/lists.xlsx", "deadline.from", "下周");
    CHECK(r->answer.status >= 400 && r->answer.status < 500);
    CHECK(r->answer.kind != ANSWER_FILE);
    world_close(&w);
}

/* The name of a unit whose id stands in a filter is told only to who may read it. */
static void a_unit_s_name_only_to_who_may_read_it(void)
{
    begin("yuexiaoman");
    int64_t own = world_number(&w, "SELECT id FROM unit WHERE code = 'SL-C3'"), other = world_number(&w, "SELECT id FROM unit WHERE code = 'MZ-DZ'");
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/problem", .cookie = cookie});
    CHECK(own && other);
    CHECK_TEXT(unit_title(r, own), names_title(w.arena, &unit_entity, own));
    CHECK_TEXT(unit_title(r, other), "");
    CHECK_TEXT(unit_title(r, 0), "");
    request_finish(r);
    world_close(&w);
}

TESTS({"the file names its filter", the_file_names_its_filter}, {"titles and paper are looks, not filters", titles_and_paper_are_looks_not_filters},
      {"what is no filter is refused", what_is_no_filter_is_refused}, {"a unit's name only to who may read it", a_unit_s_name_only_to_who_may_read_it})

#include "reviewed.h"

#include "document/document.h"
#include "feature/rectification/reading/extraction.h"

static struct reviewed v;

static const char document[] = "中共云岭省委第二巡视组关于巡视省水利厅党组的反馈意见\n\n二、存在的主要问题\n1.学习不够深入，研讨不多（完成时限：立行立改）。\n"
    "2.台账管理不规范，更新不及时。\n\n中共云岭省委第二巡视组\n2026年3月5日\n";

static struct request *send(const char *name, const char *text, size_t n, const char *title, const char *day)
{
    char unit[ID_TEXT];
    struct upload upload = {.field = "file", .file_name = name, .bytes = text, .n = n};
    int64_t id = world_number(&v.w, "SELECT id FROM unit WHERE code = 'SL-DZ'");
    struct ask ask = {.method = "POST", .row = "/feedback", .cookie = v.cookie, .key = arena_printf(v.w.arena, "f%d", v.keys++),
                      .token = world_token(&v.w, v.cookie), .upload = name ? &upload : NULL,
                      .inputs = {"title", title, "kind", "central_inspection", "accountable", id_print(id, unit), "feedback_on", day}};
    struct request *r = world_ask(&v.w, ask);
    request_finish(r);
    return r;
}

/* The source that a good answer leads to. */
static struct record *made(struct request *r)
{
    struct record *source;
    CHECK_INT(r->answer.status, 303);
    CHECK(!strncmp(r->answer.location, "/source/", 8) && strstr(r->answer.location, "/review"));
    int64_t id = id_parse(arena_strndup(v.w.arena, r->answer.location + 8, strcspn(r->answer.location + 8, "/")));
    CHECK_DONE(record_read(v.w.arena, v.w.system->reader, &source_entity, id, &source));
    return source;
}

static void a_document_comes_in_and_is_proposed(void)
{
    struct document *again;
    reviewed_open(&v);
    const struct record *source = made(send("反馈.txt", document, sizeof document - 1, "", ""));
    /* what the officer left empty is the document's own */
    CHECK_TEXT(record_text(source, SOURCE_TITLE), "中共云岭省委第二巡视组关于巡视省水利厅党组的反馈意见");
    CHECK_TEXT(record_text(source, SOURCE_DATE), "2026-03-05");
    CHECK_TEXT(record_text(source, SOURCE_ISSUER), "中共云岭省委第二巡视组");
    CHECK_TEXT(record_text(source, SOURCE_DUE), "2026-09-05");
    CHECK_TEXT(record_text(source, SOURCE_FILE_NAME), "反馈.txt");
    v.source = source->id;
    CHECK_INT(world_number(&v.w, arena_printf(v.w.arena, "SELECT count(*) FROM proposal WHERE source = %lld", (long long)v.source)), 2);
    CHECK_TEXT(record_text(reviewed_at(&v, 1), PROPOSAL_SYMPTOM), "学习不够深入，研讨不多");
    CHECK_TEXT(record_text(reviewed_at(&v, 1), PROPOSAL_KIND), "immediate");
    CHECK_TEXT(record_text(reviewed_at(&v, 1), PROPOSAL_DEADLINE_WORDS), "立行立改");
    CHECK_TEXT(record_text(reviewed_at(&v, 2), PROPOSAL_SECTION), "二、存在的主要问题");
    /* and the stored original is there to be read again */
    struct request reading = {.arena = v.w.arena, .system = v.w.system};
    CHECK_DONE(source_document(&reading, source, &again));
    CHECK_TEXT(again->paragraphs[0].text, record_text(source, SOURCE_TITLE));
    world_close(&v.w);
}

static void what_the_officer_wrote_stands(void)
{
    reviewed_open(&v);
    const struct record *source = made(send("反馈.txt", document, sizeof document - 1, "第二巡视组反馈", "2026-03-09"));
    CHECK_TEXT(record_text(source, SOURCE_TITLE), "第二巡视组反馈");
    CHECK_TEXT(record_text(source, SOURCE_DATE), "2026-03-09");
    world_close(&v.w);
}

/* A day to come is a slip of the pen in the document: then today is taken, where he can correct it. */
static void without_a_day_it_is_today_s(void)
{
    static const char undated[] = "关于检查情况的通报\n二、存在的主要问题\n1.学习不够深入，研讨不多。\n";
    static const char future[] = "关于检查情况的通报\n二、存在的主要问题\n1.学习不够深入，研讨不多。\n\n省委巡视办\n2096年3月5日\n";
    char day[DATE_TEXT];
    reviewed_open(&v);
    date_print(clock_today(), day);
    CHECK_TEXT(record_text(made(send("通报.txt", undated, sizeof undated - 1, "", "")), SOURCE_DATE), day);
    CHECK_TEXT(record_text(made(send("通报.txt", future, sizeof future - 1, "第二次通报", "")), SOURCE_DATE), day);
    world_close(&v.w);
}

static void what_cannot_be_taken_says_why(void)
{
    static const char secret[] = "机密★1年\n关于检查情况的通报\n二、存在的主要问题\n1.学习不够深入。\n";
    reviewed_open(&v);
    int64_t sources = world_number(&v.w, "SELECT count(*) FROM source");
    static const struct { const char *name, *text; size_t n; const char *said; } rows[] = {
        {NULL, "", 0, "请选择要读取的反馈文件（.docx、.xlsx、.pdf、.txt、.csv）"},
        {"空.txt", "", 0, "请选择要读取的反馈文件（.docx、.xlsx、.pdf、.txt、.csv）"},
        {"通报.txt", secret, sizeof secret - 1, "文件头有密级标志，本系统不能存放涉密文件。请改为登记脱密后的概述，在“反馈来源”中直接新增来源和问题"},
        {"程序.exe", "MZ\x90\0\3\0\0\0\4\0\xff\xff", 12, NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct request *r = send(rows[i].name, rows[i].text, rows[i].n, "已写的名称", "");
        if (r->answer.status != 422)
            check_fail(__FILE__, __LINE__, "%s was taken: %d", rows[i].name, r->answer.status);
        CHECK(*reviewed_said(r));
        if (rows[i].said)
            CHECK_TEXT(reviewed_said(r), rows[i].said);
        json_t *row;
        size_t k;
        bool kept = false;                                                /* what was typed is there still */
        json_array_foreach(json_object_get(r->answer.data, "form"), k, row)
            kept |= !strcmp(json_string_value(json_object_get(row, "name")), "title") &&
                    !strcmp(json_string_value(json_object_get(row, "value")), "已写的名称");
        CHECK(kept);
    }
    CHECK_INT(world_number(&v.w, "SELECT count(*) FROM source"), sources);
    world_close(&v.w);
}

static void more_than_one_review_can_hold_is_refused(void)
{
    reviewed_open(&v);
    struct buffer b = buffer_in(v.w.arena);
    buffer_adds(&b, "序号\t具体问题\t整改措施\n");
    for (int i = 1; i <= 2001; i++)
        buffer_addf(&b, "%d\t第%d个支部学习不够深入\t制定计划\n", i, i);
    struct request *r = send("通报.txt", b.p, b.n, "", "");
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(reviewed_said(r), "文件里读出2001条，一次最多2000条，请分成几个文件");
    world_close(&v.w);
}

/* On the empty form the document's own fields need not be filled in, and say so. */
static void the_form_asks_for_less(void)
{
    reviewed_open(&v);
    struct request *r = world_ask(&v.w, (struct ask){.method = "GET", .row = "/feedback", .cookie = v.cookie});
    json_t *row;
    size_t i;
    int less = 0;
    json_array_foreach(json_object_get(r->answer.data, "form"), i, row) {
        const char *help = json_string_value(json_object_get(row, "help"));
        if (help && strstr(help, "留空则取文件")) {
            less++;
            CHECK(json_is_false(json_object_get(row, "required")));
            CHECK_TEXT(json_string_value(json_object_get(row, "value")), "");
        }
    }
    CHECK_INT(less, 4);
    request_finish(r);
    world_close(&v.w);
}

TESTS({"a document comes in and is proposed", a_document_comes_in_and_is_proposed}, {"what the officer wrote stands", what_the_officer_wrote_stands},
      {"without a day it is today's", without_a_day_it_is_today_s}, {"what cannot be taken says why", what_cannot_be_taken_says_why},
      {"more than one review can hold is refused", more_than_one_review_can_hold_is_refused}, {"the form asks for less", the_form_asks_for_less})

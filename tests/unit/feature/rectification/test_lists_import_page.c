#include "common/asked.h"

#include <zip.h>

#include "zip_text.h"

static struct world w;
static const char *cookie;
static int keys;

static void begin(void)
{
    asked_open(&w);
    cookie = world_session(&w, "gunianan");
    keys = 0;
}

static struct request *post(struct upload *upload, const char *workbook, const char *seen)
{
    struct ask ask = {.method = "POST", .row = "/lists/import", .cookie = cookie, .key = arena_printf(w.arena, "k%d", keys++),
                      .token = world_token(&w, cookie), .upload = upload, .inputs = {"workbook", workbook, "seen", seen}};
    struct request *r = world_ask(&w, ask);
    request_finish(r);
    return r;
}

static const char *said(const struct request *r)
{
    return r->change.problem_count ? r->change.problems[0].message : r->problem_count ? r->problems[0].message : "";
}

static const char *uploaded(struct request *r, const char *name)
{
    json_t *value = json_object_get(json_object_get(r->answer.data, "upload"), name);
    return json_is_string(value) ? json_string_value(value) : json_is_true(value) ? "yes" : "no";
}

/* In every sheet of a workbook on the disk, as an officer would with "replace all". */
static void replace_all(const char *path, const char *old, const char *now)
{
    zip_t *zip = zip_open(path, 0, NULL);
    CHECK(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        char *text = strstr(name, ".xml") ? zip_text(w.arena, path, name) : NULL;
        if (!text || !strstr(text, old))
            continue;
        text = text_replace(w.arena, text, old, now);
        CHECK(zip_file_replace(zip, (zip_uint64_t)i, zip_source_buffer(zip, text, strlen(text), 0), 0) == 0);
    }
    CHECK(zip_close(zip) == 0);
}

/* The three lists as the page gives them, with some words replaced. */
static struct upload exported(const char *old, const char *now)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/lists.xlsx", .cookie = cookie});
    struct upload upload = {.field = "file", .file_name = "三张清单.xlsx"};
    CHECK_INT(r->answer.kind, ANSWER_FILE);
    if (old)
        replace_all(r->answer.path, old, now);
    FILE *f = fopen(r->answer.path, "rb");
    CHECK(f);
    void *bytes = arena_alloc(w.arena, 4 << 20);
    upload.n = fread(bytes, 1, 4 << 20, f);
    fclose(f);
    request_finish(r);
    upload.bytes = bytes;
    return upload;
}

static const char *symptom(void)
{
    char *text = NULL;
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &text, "SELECT symptom FROM problem WHERE number = 4 AND source ="
                           " (SELECT id FROM source WHERE kind = 'supervision')"));
    return text;
}

/* First the differences are shown, and only those that were shown are saved; the workbook is uploaded once. */
static void what_was_shown_is_saved(void)
{
    begin();
    struct upload upload = exported("中心组学习以读文件代替研讨", "中心组学习没有研讨");
    struct request *r = post(&upload, "", "");
    CHECK_INT(r->answer.status, 200);
    json_t *rows = json_object_get(r->answer.data, "differences"), *row = json_array_get(rows, 0);
    CHECK_INT((int64_t)json_array_size(rows), 1);
    CHECK_TEXT(json_string_value(json_object_get(row, "before")), "中心组学习以读文件代替研讨");
    CHECK_TEXT(json_string_value(json_object_get(row, "after")), "中心组学习没有研讨");
    CHECK_TEXT(json_string_value(json_object_get(row, "error")), "");
    CHECK(asked_int(row, "row") > 1);
    CHECK_TEXT(uploaded(r, "good"), "yes");
    CHECK_TEXT(symptom(), "中心组学习以读文件代替研讨");                   /* looking saves nothing */
    r = post(NULL, uploaded(r, "workbook"), uploaded(r, "seen"));
    CHECK_INT(r->answer.status, 303);
    CHECK_TEXT(r->answer.location, "/problem");
    CHECK_TEXT(symptom(), "中心组学习没有研讨");
    world_close(&w);
}

static int changed_meanwhile(struct change *outer, void *context)
{
    (void)context;
    return db_run(outer->db, "UPDATE problem SET symptom = '别人刚改的' WHERE symptom = '中心组学习以读文件代替研讨'");
}

static void what_changed_since_is_shown_again(void)
{
    begin();
    struct upload upload = exported("中心组学习以读文件代替研讨", "中心组学习没有研讨");
    struct request *r = post(&upload, "", "");
    const char *workbook = uploaded(r, "workbook"), *seen = uploaded(r, "seen");
    CHECK_DONE(system_write(w.system, changed_meanwhile, NULL, "command"));
    r = post(NULL, workbook, seen);
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said(r), "记录在预览之后又有变化，请重新核对下面的差异再保存");
    CHECK_TEXT(symptom(), "别人刚改的");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(r->answer.data, "differences"), 0), "before")), "别人刚改的");
    world_close(&w);
}

static void nothing_changed_is_said(void)
{
    begin();
    struct upload upload = exported(NULL, NULL);
    struct request *r = post(&upload, "", "");
    CHECK_INT(r->answer.status, 200);
    CHECK_TEXT(uploaded(r, "same"), "yes");
    CHECK_TEXT(uploaded(r, "good"), "no");
    CHECK(asked_int(json_object_get(r->answer.data, "upload"), "problems") >= 11);
    world_close(&w);
}

/* A wrong cell is named with its place; with it nothing of the workbook is taken, whatever was "seen". */
static void a_wrong_cell_stops_all(void)
{
    begin();
    struct upload upload = exported("限期整改", "尽快整改");
    struct request *r = post(&upload, "", "");
    json_t *row = json_array_get(json_object_get(r->answer.data, "differences"), 0);
    CHECK(*json_string_value(json_object_get(row, "error")));
    CHECK_TEXT(uploaded(r, "good"), "no");
    r = post(NULL, uploaded(r, "workbook"), uploaded(r, "seen"));
    CHECK_INT(r->answer.status, 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem WHERE kind = 'limited'") > 0, 1);
    world_close(&w);
}

static void what_is_no_workbook_of_ours_says_so(void)
{
    static const char csv[] = "甲,乙\n1,2\n";
    struct upload foreign = {.field = "file", .file_name = "a.csv", .bytes = csv, .n = sizeof csv - 1};
    struct upload broken = {.field = "file", .file_name = "a.xlsx", .bytes = "PK\3\4garbage", .n = 11};
    begin();
    struct request *r = post(NULL, "", "");
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said(r), "请选择改好的清单（.xlsx）");
    r = post(NULL, "short", "");
    CHECK_TEXT(said(r), "请选择改好的清单（.xlsx）");
    r = post(&foreign, "", "");
    CHECK_INT(r->answer.status, 422);
    CHECK(*said(r));
    r = post(&broken, "", "");
    CHECK_INT(r->answer.status, 422);
    CHECK(*said(r));
    static const char head[] = "PK\3\4\24\0\0\10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\23\0\0\0三张清单-1.xlsxPK\3\4 and the rest of the first volume, as it is";
    struct upload volumes = {.field = "file", .file_name = "三张清单.zip", .bytes = head, .n = sizeof head - 1};
    r = post(&volumes, "", "");
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said(r), "这是分册导出的压缩包。请先解开，改好后一册一册导回（三张清单-1.xlsx、三张清单-2.xlsx……）");
    r = post(NULL, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "");    /* never uploaded */
    CHECK(r->answer.status >= 400 && r->answer.status < 500);
    world_close(&w);
}

TESTS({"what was shown is saved", what_was_shown_is_saved}, {"what changed since is shown again", what_changed_since_is_shown_again},
      {"nothing changed is said", nothing_changed_is_said}, {"a wrong cell stops all", a_wrong_cell_stops_all},
      {"what is no workbook of ours says so", what_is_no_workbook_of_ours_says_so})

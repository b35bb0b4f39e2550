#include "administered.h"

static struct world w;
static const char *cookie;

static struct request *post(struct upload *upload, const char *digest, const char *ticket, const char *as)
{
    return asked(&w, as, (struct ask){.method = "POST", .row = "/person/import", .upload = upload,
                                      .inputs = {"digest", digest, "ticket", ticket, "file_name", "people.csv"}});
}

static struct upload csv(const char *text)
{
    return (struct upload){.field = "file", .file_name = "people.csv", .bytes = text, .n = strlen(text)};
}

static void begin(void)
{
    world_open(&w);
    cookie = world_session(&w, "gunianan");
}

static const char good[] = "姓名,人员编号,所在处室\n水小川,X1,SL-C1\n江一帆,X2,SL-C2\n";

/* Seen first, saved only when it is confirmed, and read again from the stored bytes. */
static void seen_first_then_saved(void)
{
    begin();
    int64_t people = world_number(&w, "SELECT count(*) FROM person");
    struct upload upload = csv(good);
    struct request *r = post(&upload, "", "", cookie);
    CHECK_INT(r->answer.status, 200);
    CHECK(page_true(r, "ready"));
    CHECK_INT(json_integer_value(json_object_get(json_object_get(r->answer.page, "preview"), "new")), 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), people);
    const char *digest = page_text(r, "digest"), *ticket = page_text(r, "ticket");
    r = post(NULL, digest, ticket, cookie);
    CHECK_INT(r->answer.status, 303);
    CHECK_TEXT(r->answer.location, "/person");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), people + 2);
    r = post(&upload, "", "", cookie);
    CHECK(!page_true(r, "ready"));                                        /* now it says nothing new */
    world_close(&w);
}

/* The ticket is this session's: nobody confirms what he has not seen. */
static void nobody_confirms_what_he_has_not_seen(void)
{
    begin();
    struct upload upload = csv(good);
    struct request *r = post(&upload, "", "", cookie);
    const char *digest = page_text(r, "digest"), *ticket = page_text(r, "ticket"), *other = world_session(&w, "linwanzhou");
    int64_t people = world_number(&w, "SELECT count(*) FROM person");
    CHECK_INT(post(NULL, digest, "", cookie)->answer.status, 422);
    CHECK_INT(post(NULL, digest, ticket, other)->answer.status, 422);
    CHECK_INT(post(NULL, "short", ticket, cookie)->answer.status, 422);
    r = post(NULL, "", "", cookie);
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said_of(r), "请选择要导入的文件");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), people);
    world_close(&w);
}

static void wrong_rows_are_shown_and_save_nothing(void)
{
    begin();
    int64_t people = world_number(&w, "SELECT count(*) FROM person");
    struct upload upload = csv("姓名,人员编号,所在处室\n水小川,X1,SL-C1\n江一帆,X2,没有这个处\n"), foreign = csv("甲,乙\n1,2\n");
    struct request *r = post(&upload, "", "", cookie);
    CHECK_INT(r->answer.status, 200);
    CHECK(!page_true(r, "ready"));
    CHECK_INT(json_integer_value(json_object_get(json_object_get(r->answer.page, "preview"), "wrong")), 1);
    r = post(NULL, page_text(r, "digest"), page_text(r, "ticket"), cookie);
    CHECK_INT(r->answer.status, 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), people);
    r = post(&foreign, "", "", cookie);
    CHECK_INT(r->answer.status, 422);
    CHECK(strstr(said_of(r), "没有找到人员的表头"));
    world_close(&w);
}

static void the_form_leads_to_file_and_back(void)
{
    begin();
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/person/import"});
    CHECK_TEXT(page_text(r, "entity_label"), "人员");
    CHECK_TEXT(page_text(r, "action"), "/person/import");
    CHECK_TEXT(page_text(r, "back"), "/person");
    CHECK_TEXT(page_text(r, "export_href"), "/person.xlsx");
    CHECK(!json_object_get(r->answer.page, "preview") && !json_object_get(r->answer.page, "template_href"));
    CHECK_INT(asked(&w, world_session(&w, "liuqinghe"), (struct ask){.method = "GET", .row = "/person/import"})->answer.status, 403);
    world_close(&w);
}

TESTS({"seen first, then saved", seen_first_then_saved}, {"nobody confirms what he has not seen", nobody_confirms_what_he_has_not_seen},
      {"wrong rows are shown and save nothing", wrong_rows_are_shown_and_save_nothing}, {"the form leads to file and back", the_form_leads_to_file_and_back})

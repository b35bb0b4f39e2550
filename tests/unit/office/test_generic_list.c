#include "administered.h"

static struct world w;
static const char *cookie;

static struct request *list(const char *row, const char *const inputs[16])
{
    struct ask ask = {.method = "GET", .row = row, .json = true};
    memcpy(ask.inputs, inputs, 16 * sizeof *inputs);
    return asked(&w, cookie, ask);
}
#define LIST(...) list("/person", (const char *const[16]){__VA_ARGS__})
#define ROWS(...) ((int)json_array_size(json_object_get(LIST(__VA_ARGS__)->answer.data, "rows")))

static void begin(void)
{
    world_open(&w);
    cookie = world_session(&w, "hexiaolan");
}

static void as_long_as_it_is_asked(void)
{
    static const char *const bad[] = {"0", "201", "-1", "1.5", "x", "1000", "99999999999999999999"};
    begin();
    CHECK_INT(ROWS(NULL), 20);
    CHECK_INT(ROWS("limit", "1"), 1);
    CHECK_INT(ROWS("limit", "200"), 21);
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        struct request *r = LIST("limit", bad[i]);
        if (r->answer.status != 400 || !memmem(r->answer.bytes, r->answer.n, "limit 须是 1 到 200 的整数", strlen("limit 须是 1 到 200 的整数")))
            check_fail(__FILE__, __LINE__, "limit %s: %d", bad[i], r->answer.status);
    }
    world_close(&w);
}

/* The next page goes on behind the last row; all pages together are the list, each row once. */
static void page_by_page(void)
{
    const char *after = NULL;
    int rows = 0, pages = 0;
    begin();
    do {
        struct request *r = after ? LIST("limit", "5", "after", after) : LIST("limit", "5");
        rows += (int)json_array_size(json_object_get(r->answer.data, "rows"));
        after = json_string_value(json_object_get(r->answer.data, "next"));
        CHECK(++pages < 10);
    } while (after);
    CHECK_INT(rows, 21);
    CHECK_INT(pages, 5);
    world_close(&w);
}

static void filtered_and_by_view(void)
{
    begin();
    CHECK_INT(ROWS("q", "顾念安"), 1);
    CHECK_INT(ROWS("q", "没有这个人"), 0);
    CHECK_INT(ROWS("state", "retired", "view", "all"), 0);
    CHECK_INT(ROWS("unit", unit_id_text(&w, "MZ-DZ"), "limit", "50"), 2);
    CHECK_INT(LIST("view", "nothing")->answer.status, 400);
    CHECK_INT(LIST("order", "nothing")->answer.status, 400);
    struct request *r = LIST("total", "1");
    CHECK_INT(json_integer_value(json_object_get(r->answer.data, "total")), 21);
    world_close(&w);
}

static void as_of_a_day(void)
{
    struct request r = {.arena = NULL};
    const struct past *past;
    const char *value = "2026-06-30";
    struct input input = {"asof", &value, 1};
    begin();
    r = (struct request){.arena = w.arena, .inputs = &input, .input_count = 1};
    clock_set(1785456000000);                                             /* 2026-07-31 */
    CHECK_DONE(request_past(&r, &past));
    CHECK(past);
    CHECK_TEXT(past->day, "2026-06-30");
    value = "2026-07-31";
    CHECK_DONE(request_past(&r, &past));
    CHECK(!past);                                                         /* today is as things are */
    value = "";
    CHECK_DONE(request_past(&r, &past));
    CHECK(!past);
    value = "30.6.2026";
    CHECK_OUTCOME(request_past(&r, &past), INVALID);
    CHECK_INT(r.answer.status, 400);
    CHECK_TEXT(error_message(), "截至日期请写成 2026-06-30 这样的日期");
    clock_set(0);
    world_close(&w);
}

/* What belongs to a record is listed on its page, with the way to one more; what is empty and not his to add is left out. */
static void what_belongs_to_a_record(void)
{
    begin();
    cookie = world_session(&w, "gunianan");
    int64_t post = world_number(&w, "SELECT o.id FROM post o JOIN unit u ON u.id = o.post_unit WHERE u.code = 'SL-Z1'");
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/post/:id", .id = post});
    json_t *child = json_array_get(json_object_get(r->answer.page, "children"), 0);
    CHECK_TEXT(json_string_value(json_object_get(child, "entity")), "tenure");
    CHECK_INT((int64_t)json_array_size(json_object_get(child, "rows")), 1);
    CHECK(strstr(json_string_value(json_object_get(child, "new_href")), "/tenure/new?post="));
    world_close(&w);
}

TESTS({"as long as it is asked", as_long_as_it_is_asked}, {"page by page", page_by_page}, {"filtered and by view", filtered_and_by_view},
      {"as of a day", as_of_a_day}, {"what belongs to a record", what_belongs_to_a_record})

#include "commanded.h"

static struct world w;
static char token_path[96];

static int complaint_make(struct change *outer, void *context)
{
    struct change change = change_within(outer, &complaint_entity, "create");
    struct record *record = record_new(outer->arena, &complaint_entity);
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = 'SL-JW'"));
    record_set_text(record, COMPLAINT_TEXT, "表太多");
    record_set_int(record, COMPLAINT_UNIT, unit);
    TRY(record_create(&change, record));
    *(int64_t *)context = record->id;
    return DONE;
}

static void token_of(const char *login)
{
    FILE *f;
    CHECK_DONE(RUN(.name = "user token", .arguments = {login}, .options = {"purpose", "试验"}));
    snprintf(token_path, sizeof token_path, "%s/token", w.path);
    CHECK(!strncmp(commanded_out, "mz_", 3) && (f = fopen(token_path, "w")));
    fputs(commanded_out, f);
    fclose(f);
}

static int64_t id;
static const char *id_text;

static void begin(const char *login)
{
    static char text[ID_TEXT];
    world_open(&w);
    CHECK_DONE(system_write(w.system, complaint_make, &id, "command"));
    id_text = id_print(id, text);
    token_of(login);
}

static int act(const char *entity, const char *of, const char *verb, const char *pair, bool json)
{
    return RUN(.name = "act", .arguments = {entity, of, verb, pair}, .options = {"token-file", token_path}, .json = json);
}

static const char *state(void)
{
    char *text = NULL;
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &text, "SELECT state FROM complaint WHERE id = ?1", value_int(id)));
    return text;
}

/* The same rights, gates and words as the page's. */
static void an_act_by_somebody(void)
{
    begin("gunianan");
    CHECK(act("complaint", id_text, "answer", NULL, false) != 0);
    CHECK(SAYS("请写答复内容"));
    CHECK_TEXT(state(), "new");
    CHECK_INT(act("complaint", id_text, "answer", "reply=已减两张表", false), 0);
    CHECK_TEXT(state(), "answered");
    CHECK_TEXT(commanded_out, "已办理，现在是“已答复”\n");
    CHECK_INT(act("complaint", id_text, "finish", NULL, true), 0);
    CHECK_TEXT(commanded_out, "{\"state\":\"已办结\"}\n");
    world_close(&w);
}

static void who_may_not_may_not(void)
{
    begin("liuqinghe");
    CHECK(act("complaint", id_text, "answer", "reply=好", false) != 0);
    CHECK_TEXT(state(), "new");
    world_close(&w);
}

static void wrong_use_is_said(void)
{
    static const struct { const char *entity, *id, *pair, *said; } rows[] = {
        {"nothing", NULL, NULL, "“nothing”没有可办理的事项；mingze openapi 列出全部"}, {"unit", NULL, NULL, "“unit”没有可办理的事项；mingze openapi 列出全部"},
        {"complaint", "17", NULL, "“17”不是编号：请用页面地址最后的 12 位"}, {"complaint", NULL, "reply", "“reply”不是 字段=值"},
    };
    begin("gunianan");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK(act(rows[i].entity, rows[i].id ? rows[i].id : id_text, "answer", rows[i].pair, false) != 0);
        CHECK(SAYS(rows[i].said));
    }
    FILE *f = fopen(token_path, "w");
    CHECK(f);
    fputs("mz_wrong\n", f);
    fclose(f);
    CHECK(act("complaint", id_text, "answer", "reply=好", false) != 0);
    CHECK(SAYS("令牌无效或已过期"));
    remove(token_path);
    CHECK(act("complaint", id_text, "answer", "reply=好", false) != 0);
    CHECK(SAYS("打不开"));
    CHECK_TEXT(state(), "new");
    world_close(&w);
}

TESTS({"an act by somebody", an_act_by_somebody}, {"who may not, may not", who_may_not_may_not}, {"wrong use is said", wrong_use_is_said})

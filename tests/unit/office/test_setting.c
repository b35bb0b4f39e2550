#include "administered.h"

static struct world w;

static int put(struct change *change, void *context)
{
    const char *const *pair = context;
    return setting_put(change, pair[0], pair[1]);
}

static int set(const char *name, const char *value)
{
    return system_write(w.system, put, (const char *[]){name, value}, "command");
}

static void each_setting_knows_its_values(void)
{
    static const struct { const char *name, *good[4], *bad[6]; } rows[] = {
        {"profile", {"small", "full"}, {"smal", "mall", "small full", "", " "}},
        {"session_idle_minutes", {"5", "120"}, {"4", "121", "", "15x", "-15", "1e1"}},
        {"digest_time", {"08:00", "10:00"}, {"8:00", "08:00 08:30", "07:00", "00"}},
        {"site_address", {"https://mingze.example.gov.cn", "http://10.0.0.7:8018", ""}, {"mingze.example.gov.cn", "https://", "https://a b", "javascript:alert(1)", "https://a\"b"}},
        {"hook_address", {"https://hook.example.gov.cn/a?b=1", ""}, {"ftp://a", "https://<b>"}},
        {"smtp_host", {"mail.example.gov.cn", ""}, {"mail example", "mail\nRCPT TO:x", "<mail>"}},
        {"smtp_port", {"1", "65535"}, {"0", "65536", ""}},
        {"recheck_months", {"3、12", "3,6, 12", "60"}, {"12、3", "3、3", "0", "3、61", "", "1、2、3、4、5、6、7、8、9"}},
        {"site_name", {"明责", "省水利厅 明责"}, {NULL}},
    };
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        for (int k = 0; k < 4 && rows[i].good[k]; k++)
            if (set(rows[i].name, rows[i].good[k]) != DONE)
                check_fail(__FILE__, __LINE__, "%s = “%s” was refused", rows[i].name, rows[i].good[k]);
            else
                CHECK_TEXT(setting_text(w.system, w.arena, rows[i].name), rows[i].good[k]);
        for (int k = 0; k < 6 && rows[i].bad[k]; k++)
            if (set(rows[i].name, rows[i].bad[k]) != INVALID)
                check_fail(__FILE__, __LINE__, "%s = “%s” was taken", rows[i].name, rows[i].bad[k]);
    }
    CHECK_OUTCOME(set("nothing", "1"), NOT_FOUND);
    world_close(&w);
}

/* Each has one administrator who may turn it, and the message says who. */
static void who_keeps_it_turns_it(void)
{
    administered_open(&w);
    const char *security = world_session(&w, "secadmin"), *system = world_session(&w, "sysadmin");
    int64_t idle = world_number(&w, "SELECT id FROM setting WHERE name = 'session_idle_minutes'");
    struct ask ask = {.method = "POST", .row = "/setting/:id", .id = idle, .inputs = {"value", "30"}};
    struct request *r = asked(&w, system, ask);
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said_of(r), "此项由安全管理员设置");
    CHECK_INT(setting_int(w.system, "session_idle_minutes"), 15);
    ask.inputs[1] = "3000";
    r = asked(&w, security, ask);
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said_of(r), "不能用这个值：5 到 120");
    ask.inputs[1] = "30";
    CHECK_INT(asked(&w, security, ask)->answer.status, 303);
    CHECK_INT(setting_int(w.system, "session_idle_minutes"), 30);
    CHECK_INT(asked(&w, world_session(&w, "gunianan"), ask)->answer.status, 403);
    world_close(&w);
}

static int take_away(struct change *change, void *context)
{
    (void)context;
    TRY(db_run(change->db, "DELETE FROM setting WHERE name = 'report_days'"));
    TRY(db_run(change->db, "UPDATE setting SET value = '40' WHERE name = 'session_idle_minutes'"));
    TRY(settings_seed(change, NULL));
    char *text = NULL;
    TRY(setting_now(change->arena, change->db, "session_idle_minutes", &text));
    CHECK_TEXT(text, "40");
    TRY(setting_now(change->arena, change->db, "nothing", &text));
    CHECK_TEXT(text, "");
    return DONE;
}

/* A folder of an older version gets the rows it lacks, and keeps what was set. */
static void what_is_missing_is_made(void)
{
    world_open(&w);
    CHECK_DONE(system_write(w.system, take_away, NULL, "command"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM setting WHERE name = 'report_days' AND value = '28'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM setting WHERE value = '40'"), 1);
    CHECK_TEXT(setting_text(w.system, w.arena, "nothing"), "");
    CHECK_INT(setting_int(w.system, "nothing"), 0);
    world_close(&w);
}

static int fails_behind(struct change *change, void *context)
{
    TRY(setting_put(change, "site_name", "没有保存的"));
    return fail(INVALID, "no");
}

static void what_was_not_committed_is_not_set(void)
{
    world_open(&w);
    CHECK_OUTCOME(system_write(w.system, fails_behind, NULL, "command"), INVALID);
    CHECK_TEXT(setting_text(w.system, w.arena, "site_name"), "明责");
    CHECK_DONE(set("site_name", "水利厅明责"));
    CHECK_TEXT(setting_text(w.system, w.arena, "site_name"), "水利厅明责");
    world_close(&w);
}

TESTS({"each setting knows its values", each_setting_knows_its_values}, {"who keeps it turns it", who_keeps_it_turns_it},
      {"what is missing is made", what_is_missing_is_made}, {"what was not committed is not set", what_was_not_committed_is_not_set})

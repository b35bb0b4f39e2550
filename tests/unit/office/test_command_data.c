#include "commanded.h"

static struct world w;
static char other[96];

static void begin(void)
{
    world_open(&w);
    snprintf(other, sizeof other, "%s-other", w.path);
}

static void end(void)
{
    nftw(other, world_unlink, 8, FTW_DEPTH | FTW_PHYS);
    world_close(&w);
}

static int lines(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

/* Everybody who cannot log in yet gets one, once; who can is left alone. */
static void codes_for_who_has_none(void)
{
    begin();
    world_password(&w, "gunianan");
    CHECK_DONE(RUN(.name = "demo", .run = command_issue_codes));
    CHECK_INT(lines(commanded_out), 7);
    CHECK(!strstr(commanded_out, "gunianan") && strstr(commanded_out, "hexiaolan") && strstr(commanded_out, "贺小岚"));
    CHECK(strstr(commanded_err, "只显示这一次"));
    CHECK_DONE(RUN(.name = "demo", .run = command_issue_codes));
    CHECK_TEXT(commanded_out, "");
    end();
}

/* Three administrators who are three, and nothing else. */
static void a_folder_is_made_once(void)
{
    begin();
    system_close(w.system);
    w.system = NULL;
    CHECK_DONE(RUN(.name = "init", .options = {"profile", "small"}, .data = other));
    CHECK_INT(lines(commanded_out), 3);
    CHECK(strstr(commanded_out, "sysadmin") && strstr(commanded_out, "secadmin") && strstr(commanded_out, "auditadmin"));
    CHECK_INT(RUN(.name = "init", .data = other), 1);
    CHECK(SAYS("这个数据目录已经初始化过"));
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    end();
}

static void a_demonstration_goes_into_an_empty_folder(void)
{
    begin();
    CHECK_INT(RUN(.name = "demo"), 1);
    CHECK(SAYS("已经有单位了：演示只能装入空的数据目录"));
    end();
}

static int journal_break(struct change *change, void *context)
{
    (void)context;
    return db_run(change->db, "UPDATE account SET name = name");
}

static void verified_as_it_is(void)
{
    begin();
    CHECK_DONE(system_write(w.system, journal_break, NULL, "command"));
    CHECK_DONE(RUN(.name = "verify"));
    CHECK(strstr(commanded_out, "：完好\n") && strstr(commanded_out, "附件 0 个，坏 0 个"));
    CHECK_DONE(RUN(.name = "verify", .json = true));
    json_t *said = json_loads(commanded_out, 0, NULL);
    CHECK(json_is_true(json_object_get(said, "good")));
    CHECK_INT(json_integer_value(json_object_get(said, "journal_rows")), world_number(&w, "SELECT count(*) FROM journal"));
    CHECK_INT((int64_t)strlen(json_string_value(json_object_get(said, "journal_head"))), 64);
    json_decref(said);
    end();
}

/* A copy that has been read once, and a folder made of it that is the same. */
static void copied_and_restored(void)
{
    char copy[96];
    begin();
    snprintf(copy, sizeof copy, "%s-copy", w.path);
    CHECK_DONE(RUN(.name = "backup", .arguments = {copy}));
    CHECK(strstr(commanded_out, "已校验") && strstr(commanded_err, "密钥文件"));
    CHECK(RUN(.name = "backup", .arguments = {copy}) != DONE);            /* nothing that is there is written over */
    int64_t people = world_number(&w, "SELECT count(*) FROM person");
    system_close(w.system);
    w.system = NULL;
    CHECK_DONE(RUN(.name = "restore", .arguments = {copy}, .data = other));
    struct system *restored;
    int64_t n = 0;
    CHECK_DONE(system_open(other, SYSTEM_WRITE, &restored));
    CHECK_DONE(db_get_int(restored->reader, &n, "SELECT count(*) FROM person"));
    CHECK_INT(n, people);
    system_close(restored);
    CHECK(RUN(.name = "restore", .arguments = {copy}, .data = other) != DONE);
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    nftw(copy, world_unlink, 8, FTW_DEPTH | FTW_PHYS);
    end();
}

static void version_and_interface(void)
{
    begin();
    CHECK_DONE(RUN(.name = "version"));
    CHECK(!strncmp(commanded_out, "mingze ", 7) && lines(commanded_out) == 1);
    CHECK_DONE(RUN(.name = "openapi"));
    json_t *all = json_loads(commanded_out, 0, NULL);
    CHECK(json_object_get(json_object_get(all, "paths"), "/person"));
    json_decref(all);
    end();
}

TESTS({"codes for who has none", codes_for_who_has_none}, {"a folder is made once", a_folder_is_made_once},
      {"a demonstration goes into an empty folder", a_demonstration_goes_into_an_empty_folder}, {"verified as it is", verified_as_it_is},
      {"copied and restored", copied_and_restored}, {"version and interface", version_and_interface})

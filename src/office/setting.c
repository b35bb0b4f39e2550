/* Settings: what an administrator may turn without a programmer.
 *
 * The table below is all there is; the records (one for each row, made when missing) hold values that
 * were changed, and memory holds what is asked in every request. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "office/inside.h"

enum setting_name {
    SETTING_PROFILE, SETTING_SITE, SETTING_IDLE, SETTING_ABSOLUTE, SETTING_POLICY, SETTING_SECOND_FACTOR,
    SETTING_PROXY, SETTING_DIGEST_TIME, SETTING_ADDRESS,
    SETTING_SMTP_HOST, SETTING_SMTP_PORT, SETTING_SMTP_TLS, SETTING_SMTP_USER, SETTING_SMTP_FROM, SETTING_HOOK, SETTING_PROBLEM_TITLE, SETTING_DUTY_TITLE, SETTING_MEASURE_TITLE,
    SETTING_SIMILAR_UNITS, SETTING_SIMILAR_MEASURES, SETTING_RECHECK_MONTHS, SETTING_REPORT_DAYS, SETTING__COUNT
};

static const struct setting_row {
    const char *name, *label, *note, *preset, *keeper;
    const char *choices;         /* "a b"; NULL = a text or a number */
    int64_t min, max;            /* of a number; both 0 = a text */
    const char *starts;          /* of a text: one word, which begins with one of these ("https:// http://"); "" = any word; NULL = free */
    bool numbers;                /* several such numbers, each greater than the one before: "3、12" */
} setting_rows[SETTING__COUNT] = {
    [SETTING_PROFILE] = {"profile", "规模", "small：小单位，三员可由外单位人员担任；full：三员须是本系统登记的人员", "full",
                         "security_administrator", "small full", 0, 0},
    [SETTING_SITE] = {"site_name", "系统名称", "显示在每页上方", "明责", "system_administrator", NULL, 0, 0},
    [SETTING_IDLE] = {"session_idle_minutes", "无操作退出（分钟）", "5 到 120", "15", "security_administrator", NULL, 5, 120},
    [SETTING_ABSOLUTE] = {"session_absolute_minutes", "最长登录（分钟）", "30 到 1440", "480", "security_administrator",
                          NULL, 30, 1440},
    [SETTING_POLICY] = {"password_policy", "口令策略", "djbh3：等保三级，8 位以上、三类字符、90 天更换；asvs：12 位以上，不强制更换",
                        "djbh3", "security_administrator", "djbh3 asvs", 0, 0},
    [SETTING_SECOND_FACTOR] = {"second_factor", "动态口令",
                               "required：管理员和看多个单位的人必须启用；offered：自愿启用（仅限演示、内网试用）", "required",
                               "security_administrator", "required offered", 0, 0},
    [SETTING_PROXY] = {"proxy_address", "代理地址", "TLS/TLCP 代理的地址；只有它转来的来源地址可信", "", "system_administrator",
                       NULL, 0, 0},
    [SETTING_DIGEST_TIME] = {"digest_time", "早上提醒的时间", "工作日到这个时间汇总提醒一次：08:00、08:30、09:00、09:30 或 10:00", "08:30",
                             "system_administrator", "08:00 08:30 09:00 09:30 10:00", 0, 0},
    [SETTING_ADDRESS] = {"site_address", "本系统网址", "写在邮件和推送里，如 https://mingze.example.gov.cn，末尾不带斜杠", "",
                         "system_administrator", NULL, 0, 0, "https:// http://"},
    [SETTING_SMTP_HOST] = {"smtp_host", "邮件服务器", "每个工作日早上给有提醒、登记了电子邮箱的人发一封邮件；不填就不发", "", "system_administrator",
                           NULL, 0, 0, ""},
    [SETTING_SMTP_PORT] = {"smtp_port", "邮件服务器端口", "tls 一般是 465，starttls 一般是 587", "465", "system_administrator", NULL, 1, 65535},
    [SETTING_SMTP_TLS] = {"smtp_tls", "邮件加密", "tls、starttls 或 none；none 时不发送口令，只用于内网", "tls", "system_administrator",
                          "tls starttls none", 0, 0},
    [SETTING_SMTP_USER] = {"smtp_user", "邮件服务器用户名", "不用登录的留空；口令在“对外发送”中填写", "", "system_administrator", NULL, 0, 0, ""},
    [SETTING_SMTP_FROM] = {"smtp_from", "发件地址", "如 mingze@example.gov.cn", "", "system_administrator", NULL, 0, 0, ""},
    [SETTING_HOOK] = {"hook_address", "推送地址", "每个工作日早上把各人的提醒件数推送给它（JSON，签名）；不填就不推送", "", "system_administrator",
                      NULL, 0, 0, "https:// http://"},
    [SETTING_PROBLEM_TITLE] = {"problem_list_title", "问题清单标题", "导出时印在表头", "问题清单", "system_administrator", NULL, 0, 0},
    [SETTING_DUTY_TITLE] = {"duty_list_title", "责任清单标题", "导出时印在表头", "责任清单", "system_administrator", NULL, 0, 0},
    [SETTING_MEASURE_TITLE] = {"measure_list_title", "整改清单标题", "导出时印在表头", "整改清单", "system_administrator", NULL, 0, 0},
    [SETTING_SIMILAR_UNITS] = {"similar_units", "共性问题的单位数", "同一类别在这么多个单位都有，就提示作为共性问题；2 到 1000", "3",
                               "system_administrator", NULL, 2, 1000},
    [SETTING_SIMILAR_MEASURES] = {"similar_measures", "措施雷同的问题数", "同样的措施用在比这更多的问题上，就提示；5 到 90", "5",
                                  "system_administrator", NULL, 5, 90},
    [SETTING_RECHECK_MONTHS] = {"recheck_months", "回头看（销号后几个月）", "从小到大，用顿号隔开，每个 1 到 60，最多 8 个", "3、12",
                                "system_administrator", NULL, 1, 60, .numbers = true},
    [SETTING_REPORT_DAYS] = {"report_days", "回访反映人（销号后几天）", "7 到 180", "28", "system_administrator", NULL, 7, 180},
};

enum { VALUE_MAX = 200 };

struct settings {
    pthread_rwlock_t lock;
    char values[SETTING__COUNT][VALUE_MAX * 4 + 1];
};

/* This lane thread has changed some since its last commit. */
static _Thread_local bool noted;

static int setting_index(const char *name)
{
    for (int i = 0; i < SETTING__COUNT; i++)
        if (strcmp(setting_rows[i].name, name) == 0)
            return i;
    return -1;
}

static const struct field setting_fields[] = {
    [0] = {"name", "名称", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_UNIQUE | FIELD_FIXED, 1, 60},
    [1] = {"label", "设置", NULL, FIELD_TEXT, FIELD_SYSTEM, 0, 60},
    [2] = {"value", "值", NULL, FIELD_TEXT, 0, 0, VALUE_MAX},
    [3] = {"note", "说明", NULL, FIELD_TEXT, FIELD_SYSTEM, 0, 200},
};
enum { NAME, LABEL, VALUE, NOTE };

/* One word without blanks or control characters; "" is always allowed. */
static bool word_allowed(const char *starts, const char *value)
{
    bool begins = !*value || !*starts;
    for (const char *p = value; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f || strchr("<>\"", *p))
            return false;
    for (const char *word = starts; *word && !begins; word += strspn(word, " ")) {
        size_t n = strcspn(word, " ");
        begins = !strncmp(value, word, n) && value[n];
        word += n;
    }
    return begins;
}

enum { NUMBERS_MAX = 8 };

/* "3、12": also with commas, as people type them. */
static bool numbers_allowed(const struct setting_row *row, const char *value)
{
    long last = 0;
    for (int n = 0; n < NUMBERS_MAX; n++) {
        char *end;
        long number = strtol(value, &end, 10);
        if (end == value || number <= last || number < row->min || number > row->max)
            return false;
        if (!*end)
            return true;
        value = end + strspn(end, "、，, ");
        last = number;
    }
    return false;
}

static bool setting_allowed(const struct setting_row *row, const char *value)
{
    size_t n = strlen(value);
    if (row->choices) {
        const char *at = n && !strchr(value, ' ') ? strstr(row->choices, value) : NULL;
        return at && (at == row->choices || at[-1] == ' ') && (at[n] == ' ' || !at[n]);
    }
    if (!row->min && !row->max)
        return !row->starts || word_allowed(row->starts, value);
    if (row->numbers)
        return numbers_allowed(row, value);
    char *end;
    long number = strtol(value, &end, 10);
    return n && n < 10 && !*end && number >= row->min && number <= row->max;
}

static int setting_check(struct change *change)
{
    int i = setting_index(record_text(change->after, NAME));
    if (i < 0)
        return change_problem(change, "name", "没有这项设置");
    const struct setting_row *row = &setting_rows[i];
    const struct access *access = change->actor->access;
    if (access && !access_has_role(access, row->keeper))
        return change_problem(change, "value", "此项由%s设置", access_role(row->keeper)->label);
    if (!setting_allowed(row, record_text(change->after, VALUE)))
        return change_problem(change, "value", "不能用这个值：%s", row->note);
    return DONE;
}

static int setting_follow(struct change *change)
{
    (void)change;
    noted = true;
    return DONE;
}

static const struct list_view setting_lists[] = {
    {"all", "全部设置", (const char *const[]){"label", "value", "note", NULL}, "name,id", NULL},
    {0},
};

const struct entity setting_entity = {
    .name = "setting", .label = "设置", .note = "系统设置",
    .fields = setting_fields, .field_count = ARRAY_SIZE(setting_fields),
    .lists = setting_lists, .title = "label", .flags = ENTITY_GLOBAL,
    .check = setting_check, .follow = setting_follow,
};

struct settings *settings_create(void)
{
    struct settings *settings = calloc(1, sizeof *settings);
    if (!settings)
        abort();
    pthread_rwlock_init(&settings->lock, NULL);
    for (int i = 0; i < SETTING__COUNT; i++)
        snprintf(settings->values[i], sizeof settings->values[i], "%s", setting_rows[i].preset);
    return settings;
}

void settings_destroy(struct settings *settings)
{
    if (!settings)
        return;
    pthread_rwlock_destroy(&settings->lock);
    free(settings);
}

int settings_load(struct settings *settings, struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s, "SELECT name, value FROM setting"));
    pthread_rwlock_wrlock(&settings->lock);
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        int i = setting_index(statement_text(s, 0));
        if (i >= 0)
            snprintf(settings->values[i], sizeof settings->values[i], "%s",
                     statement_is_null(s, 1) ? "" : statement_text(s, 1));
    }
    pthread_rwlock_unlock(&settings->lock);
    return e;
}

static int setting_missing(struct db *db, const char *name, bool *ret)
{
    int64_t id;
    int e = db_get_int(db, &id, "SELECT id FROM setting WHERE name = ?1", value_text(name));
    *ret = e == NOT_FOUND;
    return e == NOT_FOUND ? DONE : e;
}

int settings_seed(struct change *change, void *context)
{
    (void)context;
    for (int i = 0; i < SETTING__COUNT; i++) {
        bool missing;
        TRY(setting_missing(change->db, setting_rows[i].name, &missing));
        if (!missing)
            continue;
        struct record *record = record_new(change->arena, &setting_entity);
        record_set_text(record, NAME, setting_rows[i].name);
        record_set_text(record, LABEL, setting_rows[i].label);
        record_set_text(record, VALUE, setting_rows[i].preset);
        record_set_text(record, NOTE, setting_rows[i].note);
        struct change seed = change_within(change, &setting_entity, "create");
        TRY(record_create(&seed, record));
    }
    return DONE;
}

int setting_put(struct change *change, const char *name, const char *value)
{
    int64_t id;
    struct record *record;
    TRY(db_get_int(change->db, &id, "SELECT id FROM setting WHERE name = ?1", value_text(name)));
    TRY(record_read(change->arena, change->db, &setting_entity, id, &record));
    record_set_text(record, VALUE, value);
    struct change put = change_within(change, &setting_entity, "change");
    return record_change(&put, record, 0);
}

/* Rare enough to read them all again from what was committed. */
void settings_follow(struct system *system)
{
    struct db *db = NULL;
    if (!noted)
        return;
    noted = false;
    if (system_reader(system, &db) != DONE || settings_load(system->settings, db) != DONE)
        log_error("settings could not be read again: %s", error_place());
    db_close(db);
}

const char *setting_text(const struct system *system, struct arena *arena, const char *name)
{
    int i = setting_index(name);
    if (i < 0)
        return "";
    pthread_rwlock_rdlock(&system->settings->lock);
    const char *text = arena_strdup(arena, system->settings->values[i]);
    pthread_rwlock_unlock(&system->settings->lock);
    return text;
}

int setting_now(struct arena *arena, struct db *db, const char *name, char **ret)
{
    int i = setting_index(name), outcome = db_get_text(db, arena, ret, "SELECT value FROM setting WHERE name = ?1", value_text(name));
    if (outcome == NOT_FOUND)
        *ret = arena_strdup(arena, i < 0 ? "" : setting_rows[i].preset);
    return outcome == NOT_FOUND ? DONE : outcome;
}

int64_t setting_int(const struct system *system, const char *name)
{
    int i = setting_index(name);
    if (i < 0)
        return 0;
    pthread_rwlock_rdlock(&system->settings->lock);
    int64_t value = strtol(system->settings->values[i], NULL, 10);
    pthread_rwlock_unlock(&system->settings->lock);
    return value;
}

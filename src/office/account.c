/* Accounts, what roles they hold, and the tokens of their programs.
 *
 * What a login needs (password, second factor, failures) is not in the entity but in the plain table
 * `credential`: no face can show it, and a wrong password does not change a record's version. */
#include <ctype.h>
#include <string.h>

#include "office/inside.h"
#include "office/session.h"

static const struct choice account_states[] = {{"active", "在用"}, {"disabled", "停用"}, {0}};

static const struct field account_fields[ACCOUNT__COUNT] = {
    [ACCOUNT_LOGIN] = {"login", "登录名", "小写字母、数字和 . _ -，2 到 32 个", FIELD_TEXT,
                    FIELD_REQUIRED | FIELD_KEY | FIELD_UNIQUE | FIELD_FIXED, 2, 32},
    [ACCOUNT_NAME] = {"name", "姓名", NULL, FIELD_TEXT, FIELD_REQUIRED, 1, 40},
    [ACCOUNT_PERSON] = {"person", "人员", "本单位人员选此项；外部监督、外单位担任的管理员可不选", FIELD_REF, FIELD_UNIQUE,
                     .ref = "person"},
    [ACCOUNT_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FILTER, .choices = account_states,
                    .preset = "active"},
    [ACCOUNT_LARGE_TYPE] = {"large_type", "大字显示", "字号 22 像素", FIELD_BOOL},
    [ACCOUNT_NOTE] = {"note", "备注", NULL, FIELD_TEXT, 0, 0, 200},
};

static const struct transition account_transitions[] = {
    {"disable", "停用", "active", "disabled", .reason = true},
    {"enable", "启用", "disabled", "active", .reason = true},
};
static const struct flow account_flow = {"state", account_transitions, ARRAY_SIZE(account_transitions)};

static const struct list_view account_lists[] = {
    {"all", "全部账号", (const char *const[]){"login", "name", "person", "state", NULL}, "login,id", NULL},
    {0},
};

static int account_check(struct change *change)
{
    const char *login = record_text(change->after, ACCOUNT_LOGIN);   /* accounts are never removed: after is there */
    for (const char *p = login; *p; p++) {
        bool first = p == login;
        if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && (first || !strchr("._-", *p)))
            return change_problem(change, "login", "登录名只能用小写字母、数字和 . _ -，且以字母或数字开头");
    }
    return DONE;
}

/* A disabled account has no session any more, from this commit on. */
static int account_follow(struct change *change)
{
    session_note();
    if (change->after && strcmp(record_text(change->after, ACCOUNT_STATE), "disabled") == 0)
        return session_end_all(change->db, change->after->id);
    return DONE;
}

const struct entity account_entity = {
    .name = "account", .label = "账号", .note = "能登录的人，绑定人员",
    .fields = account_fields, .field_count = ACCOUNT__COUNT,
    .lists = account_lists, .flow = &account_flow, .title = "login",
    .indexes = (const char *const[]){"state,login", NULL},
    .flags = ENTITY_GLOBAL, .check = account_check, .follow = account_follow,
};

static const struct field grant_fields[GRANT__COUNT] = {
    [GRANT_HOLDER] = {"holder", "账号", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "account"},
    [GRANT_ROLE] = {"role", "角色", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY | FIELD_FILTER,
                    .choices = role_choices},
    [GRANT_UNIT] = {"within", "组织范围", "在哪个单位行使；三员和看全部机关的工委干部不选", FIELD_REF, FIELD_FIXED | FIELD_KEY,
                    .ref = "unit"},
    [GRANT_STARTS] = {"starts", "起", NULL, FIELD_DATE, FIELD_REQUIRED, .preset = "today"},
    [GRANT_ENDS] = {"ends", "止", "当天仍有效；不填为长期", FIELD_DATE},
};

static const struct list_view grant_lists[] = {
    {"all", "全部授权", (const char *const[]){"holder", "role", "within", "starts", "ends", NULL}, "id", NULL},
    {0},
};

static bool grant_excludes(const char *a, const char *b)
{
    const struct role *one = access_role(a), *other = access_role(b);
    return strcmp(a, b) != 0 && ((one && one->administrator) || (other && other->administrator));
}

/* The three administrators are never one person, and hold no other role beside. */
static int grant_check_exclusion(struct change *change)
{
    struct record *grant = change->after;
    char today[DATE_TEXT];
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(change->db, &s,
                 "SELECT role FROM role_grant WHERE holder = ?1 AND id <> ?2 AND (ends IS NULL OR ends >= ?3)",
                 value_int(record_int(grant, GRANT_HOLDER)), value_int(grant->id),
                 value_text(date_print(clock_today(), today))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        if (grant_excludes(record_text(grant, GRANT_ROLE), statement_text(s, 0)))
            return change_problem(change, "role", "三员不得由一人兼任，也不得兼任业务角色；请先终止已有授权，或换一个账号");
    return e;
}

/* In a large office an administrator is somebody of the register; a small one may ask somebody from outside. */
static int grant_check_profile(struct change *change)
{
    int64_t bound = 0;
    char *profile;
    int e = db_get_text(change->db, change->arena, &profile, "SELECT value FROM setting WHERE name = 'profile'");
    if (!change->actor->access || e == NOT_FOUND || (e == DONE && strcmp(profile, "small") == 0))
        return DONE;
    TRY(e);
    e = db_get_int(change->db, &bound, "SELECT person FROM account WHERE id = ?1", value_int(record_int(change->after, GRANT_HOLDER)));
    return e == NOT_FOUND ? change_problem(change, "holder", "规模为 full 时，三员须是本系统登记的人员：请先给账号绑定人员") : e;
}

static int grant_check(struct change *change)
{
    struct record *grant = change->after;
    if (!grant)
        return DONE;
    const char *name = record_text(grant, GRANT_ROLE), *ends = record_text(grant, GRANT_ENDS);
    const struct role *role = access_role(name);
    bool unbound = role && (role->administrator || strcmp(name, "working_committee_officer") == 0);
    if (*ends && strcmp(ends, record_text(grant, GRANT_STARTS)) < 0)
        change_problem(change, "ends", "止期早于起期，请改正");
    if (!unbound && !grant->values[GRANT_UNIT].set)
        change_problem(change, "within", "请选择在哪个单位行使此角色");
    if (role && role->administrator)
        TRY(grant_check_profile(change));
    TRY(grant_check_exclusion(change));
    return change->problem_count ? INVALID : DONE;
}

static int grant_follow(struct change *change)
{
    session_note();
    return DONE;
}

const struct entity role_grant_entity = {
    .name = "role_grant", .label = "授权", .note = "谁、什么角色、在哪个单位、起止",
    .fields = grant_fields, .field_count = GRANT__COUNT,
    .lists = grant_lists, .title = "role", .parent = "holder",
    .indexes = (const char *const[]){"holder,ends", NULL},
    .flags = ENTITY_GLOBAL | ENTITY_REMOVABLE, .check = grant_check, .follow = grant_follow,
};

static const struct field bearer_fields[BEARER__COUNT] = {
    [BEARER_HOLDER] = {"holder", "账号", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "account"},
    [BEARER_PURPOSE] = {"purpose", "用途", NULL, FIELD_TEXT, FIELD_REQUIRED, 1, 80},
    [BEARER_HASH] = {"hash", "令牌摘要", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_SECRET | FIELD_UNIQUE, 64, 64},
    [BEARER_ENDS] = {"ends", "有效至", NULL, FIELD_DATE},
};

static const struct list_view bearer_lists[] = {
    {"all", "全部令牌", (const char *const[]){"purpose", "ends", NULL}, "id", NULL},
    {0},
};

static int bearer_follow(struct change *change)
{
    session_note();
    return DONE;
}

const struct entity bearer_entity = {
    .name = "bearer", .label = "程序令牌", .note = "程序代替人访问时出示；只存摘要",
    .fields = bearer_fields, .field_count = BEARER__COUNT, .lists = bearer_lists, .title = "purpose", .parent = "holder",
    .flags = ENTITY_GLOBAL | ENTITY_HIDDEN | ENTITY_REMOVABLE, .follow = bearer_follow,
};

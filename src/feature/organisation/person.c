/* A person, and the branch he belongs to from when to when. */
#include <string.h>

#include "feature/organisation/private.h"

static const struct choice states[] = {{"active", "在岗"}, {"left", "调离"}, {"retired", "退休"}, {0}};
static const struct choice kinds[] = {{"full", "正式党员"}, {"probationary", "预备党员"}, {0}};

static const struct field fields[PERSON__COUNT] = {
    [PERSON_NAME] = {"name", "姓名", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 40},
    [PERSON_CODE] = {"code", "人员编号", "工号等本系统内不重复的编号，同名时凭它区分", FIELD_TEXT,
                     FIELD_REQUIRED | FIELD_KEY | FIELD_UNIQUE | FIELD_SEARCH, .max = 40},
    [PERSON_DEPARTMENT] = {"department", "所在处室", "处室、部门；领导班子成员填党组（党委）", FIELD_REF,
                           FIELD_REQUIRED, .ref = "unit"},
    [PERSON_PHONE] = {"phone", "联系电话", "列表中只显示前三位和后四位", FIELD_TEXT, FIELD_SENSITIVE, .max = 20},
    [PERSON_EMAIL] = {"email", "电子邮箱", "填了的，有提醒的工作日早上收到一封邮件，信里只有件数", FIELD_TEXT, FIELD_SENSITIVE, .max = 100},
    [PERSON_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = states,
                      .preset = "active"},
    [PERSON_LEFT] = {"left_on", "离岗日期", NULL, FIELD_DATE, 0},
    [PERSON_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 500},
};

static const char *const list_columns[] = {"name", "code", "department", "phone", "state", NULL};
static const struct list_view lists[] = {
    {"active", "在岗人员", list_columns, "code,id", "t.state = 'active'"},
    {"all", "全部人员", list_columns, "code,id", NULL},
    {0},
};
static const char *const indexes[] = {"organ,code", "root,code", "unit,code", "department,state", NULL};

/* As much as a mail's head needs to be sure of: one @, letters and the like on both sides, nothing that ends a line. */
static bool email_good(const char *email)
{
    const char *at = strchr(email, '@');
    for (const char *p = email; *p; p++)
        if (*p <= ' ' || *p >= 0x7f || strchr("<>()[],;:\\\"", *p))
            return false;
    return at && at != email && at[1] && !strchr(at + 1, '@') && strlen(email) <= 100;
}

static int person_check(struct change *change)
{
    if (!change->after)
        return DONE;
    if (*record_text(change->after, PERSON_EMAIL) && !email_good(record_text(change->after, PERSON_EMAIL)))
        return change_problem(change, "email", "电子邮箱写得不对，应如 name@example.gov.cn");
    if (*record_text(change->after, PERSON_LEFT) && !strcmp(record_text(change->after, PERSON_STATE), "active"))
        return change_problem(change, "state", "填了离岗日期，状态请选“调离”或“退休”");
    return DONE;
}

const struct entity person_entity = {
    .name = "person", .label = "人员", .note = "干部职工和党员，一人一条",
    .fields = fields, .field_count = PERSON__COUNT, .lists = lists, .indexes = indexes,
    .title = "name", .menu_order = 32, .unit_from = "department", .flags = ENTITY_NAMES, .check = person_check,
    /* Named: whoever is or was a member of a branch there, wherever he works. */
    .scope_sql = {
        [SCOPE_SELF] = "t.id = ?person",
        [SCOPE_NAMED] = "t.id IN (SELECT m.person FROM unit_closure c JOIN membership m ON m.branch = c.unit WHERE c.ancestor = ?unit)",
    },
};

static const struct field membership_fields[MEMBERSHIP__COUNT] = {
    [MEMBERSHIP_PERSON] = {"person", "党员", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "person"},
    [MEMBERSHIP_BRANCH] = {"branch", "所在支部", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "unit"},
    [MEMBERSHIP_KIND] = {"kind", "党员类别", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds,
                         .preset = "full"},
    [MEMBERSHIP_FROM] = {"from_date", "起", "转入、转正或接收的日期", FIELD_DATE, FIELD_REQUIRED | FIELD_KEY},
    [MEMBERSHIP_UNTIL] = {"until_date", "止", "转出的日期；现在仍在的留空", FIELD_DATE, 0},
    [MEMBERSHIP_NOTE] = {"note", "备注", NULL, FIELD_TEXT, 0, .max = 200},
};

static const char *const membership_columns[] = {"person", "branch", "kind", "from_date", "until_date", NULL};
static const struct list_view membership_lists[] = {
    {"current", "现有党员", membership_columns, "from_date,id", "t.until_date IS NULL OR t.until_date > ?today"},
    {"all", "全部记录", membership_columns, "from_date,id", NULL},
    {0},
};
static const char *const membership_indexes[] = {"branch,from_date", "person", "organ,from_date", "root,from_date", NULL};

/* One person belongs to one branch at a time. */
static int membership_check(struct change *change)
{
    int64_t other = 0;
    if (!change->after)
        return DONE;
    TRY(period_check(change, MEMBERSHIP_FROM, MEMBERSHIP_UNTIL));
    if (change->preview)
        return DONE;
    const char *until = record_text(change->after, MEMBERSHIP_UNTIL);
    int outcome = db_get_int(change->db, &other,
        "SELECT id FROM membership WHERE person = ?1 AND id <> ?2 AND from_date < ?3"
        " AND (until_date IS NULL OR until_date > ?4) LIMIT 1",
        value_int(record_int(change->after, MEMBERSHIP_PERSON)), value_int(change->after->id),
        value_text(*until ? until : "9999-12-31"), value_text(record_text(change->after, MEMBERSHIP_FROM)));
    if (outcome == DONE)
        return change_problem(change, "from_date", "这名党员同一时间已在另一个支部，请先填那一条的止日");
    return outcome == NOT_FOUND ? DONE : outcome;
}

const struct entity membership_entity = {
    .name = "membership", .label = "党员关系", .note = "党员在哪个支部、从何时到何时；应到人数按当日的党员关系计算",
    .fields = membership_fields, .field_count = MEMBERSHIP__COUNT, .lists = membership_lists,
    .indexes = membership_indexes, .title = "from_date", .unit_from = "branch", .parent = "person",
    .check = membership_check, .check_rows = membership_check_rows, .scope_sql = {[SCOPE_SELF] = "t.person = ?person"},
};

int branch_members(struct db *db, int64_t branch, struct date on, int *ret_full, int *ret_probationary)
{
    char day[DATE_TEXT];
    int64_t full = 0, probationary = 0;
    date_print(on, day);
    TRY(db_get_int(db, &full, "SELECT count(*) FROM membership WHERE branch = ?1 AND kind = 'full' AND from_date <= ?2"
                              " AND (until_date IS NULL OR until_date > ?2)", value_int(branch), value_text(day)));
    TRY(db_get_int(db, &probationary,
                   "SELECT count(*) FROM membership WHERE branch = ?1 AND kind = 'probationary' AND from_date <= ?2"
                   " AND (until_date IS NULL OR until_date > ?2)", value_int(branch), value_text(day)));
    *ret_full = (int)full;
    *ret_probationary = (int)probationary;
    return DONE;
}

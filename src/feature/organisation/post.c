/* A post, and who held it from when to when: work belongs to the post, a person holds it. */
#include <string.h>

#include "feature/organisation/private.h"

static const struct field fields[POST__COUNT] = {
    [POST_TITLE] = {"title", "职务", "如“党组书记”“机关党委专职副书记”“支部书记”", FIELD_TEXT,
                    FIELD_REQUIRED | FIELD_KEY | FIELD_SEARCH, .max = 60},
    [POST_UNIT] = {"post_unit", "单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "unit"},
    [POST_LEADING] = {"is_leading", "主要负责人", "党组（党委）书记、机关党委书记、支部书记等主要负责人", FIELD_BOOL, 0},
    [POST_CLOSED] = {"closed", "撤销日期", NULL, FIELD_DATE, 0},
    [POST_NOTE] = {"note", "备注", NULL, FIELD_TEXT, 0, .max = 200},
};

static const struct derived derived[] = {
    {"holder", "现任", FIELD_TEXT,
     "SELECT p.name FROM tenure h JOIN person p ON p.id = h.person WHERE h.post = t.id AND h.from_date <= ?today"
     " AND (h.until_date IS NULL OR h.until_date > ?today) ORDER BY h.from_date DESC LIMIT 1"},
    {0},
};

static const char *const list_columns[] = {"title", "post_unit", "holder", "is_leading", NULL};
static const struct list_view lists[] = {
    {"open", "现设职务", list_columns, "title,id", "t.closed IS NULL OR t.closed > ?today"},
    {"all", "全部职务", list_columns, "title,id", NULL},
    {0},
};
static const char *const indexes[] = {"organ,title", "root,title", "post_unit", NULL};

const struct entity post_entity = {
    .name = "post", .label = "职务", .note = "单位设的职务；工作跟着职务走，人员从何时到何时任职另有记录",
    .fields = fields, .field_count = POST__COUNT, .derived = derived, .lists = lists, .indexes = indexes,
    .title = "title", .menu_order = 34, .unit_from = "post_unit",
};

static const struct field tenure_fields[TENURE__COUNT] = {
    [TENURE_POST] = {"post", "职务", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "post"},
    [TENURE_PERSON] = {"person", "任职人员", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "person"},
    [TENURE_FROM] = {"from_date", "任职日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_KEY},
    [TENURE_UNTIL] = {"until_date", "免职日期", "现任的留空", FIELD_DATE, 0},
    [TENURE_NOTE] = {"note", "任免文号等", NULL, FIELD_TEXT, 0, .max = 200},
};
static const char *const tenure_columns[] = {"post", "person", "from_date", "until_date", NULL};
static const struct list_view tenure_lists[] = {
    {"current", "现任", tenure_columns, "from_date,id", "t.until_date IS NULL OR t.until_date > ?today"},
    {"all", "历任", tenure_columns, "from_date,id", NULL},
    {0},
};
static const char *const tenure_indexes[] = {"post,from_date", "person", "organ,from_date", "root,from_date", NULL};

int period_check(struct change *change, int from_field, int until_field)
{
    const char *from = record_text(change->after, from_field), *until = record_text(change->after, until_field);
    if (*until && strcmp(until, from) < 0)
        return change_problem(change, change->entity->fields[until_field].name, "%s早于%s，请核对",
                              change->entity->fields[until_field].label, change->entity->fields[from_field].label);
    return DONE;
}

static int tenure_check(struct change *change)
{
    return change->after ? period_check(change, TENURE_FROM, TENURE_UNTIL) : DONE;
}

const struct entity tenure_entity = {
    .name = "tenure", .label = "任职", .note = "谁从何时到何时担任这一职务",
    .fields = tenure_fields, .field_count = TENURE__COUNT, .lists = tenure_lists, .indexes = tenure_indexes,
    .title = "from_date", .unit_from = "post", .parent = "post", .check = tenure_check,
    .scope_sql = {[SCOPE_SELF] = "t.person = ?person"},
};

int post_holder(struct db *db, int64_t post, struct date on, int64_t *ret_person)
{
    char day[DATE_TEXT];
    *ret_person = 0;
    int outcome = db_get_int(db, ret_person,
        "SELECT person FROM tenure WHERE post = ?1 AND from_date <= ?2 AND (until_date IS NULL OR until_date > ?2)"
        " ORDER BY from_date DESC LIMIT 1", value_int(post), value_text(date_print(on, day)));
    return outcome == NOT_FOUND ? DONE : outcome;
}

/* A term: from an election to the day it is due, and to the day until which it was extended.  A 补选 or a new 书记 is none. */
#include <string.h>

#include "feature/life/term/term.h"

static const struct choice bodies[] = {{"committee", "委员会"}, {"secretary", "书记（不设委员会）"}, {0}};

static const struct field fields[TERM__COUNT] = {
    [TERM_TITLE] = {"title", "任期", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_SEARCH | FIELD_INNER, .max = 150},
    [TERM_BODY] = {"body", "党组织", "换届选举的党委、总支或支部", FIELD_REF, FIELD_REQUIRED | FIELD_KEY | FIELD_FIXED, .ref = "unit"},
    [TERM_FORM] = {"form", "选出的是", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = bodies, .preset = "committee"},
    [TERM_ELECTED] = {"elected_on", "选举日期", "补选和更换书记不重新起算任期，不在这里记", FIELD_DATE, FIELD_REQUIRED | FIELD_KEY},
    [TERM_YEARS] = {"years", "任期（年）", "可以不填，按单位类别、领域和选举当时的规定计算；填了的与规定核对", FIELD_INT, 0, .min = 1, .max = 10},
    [TERM_DUE] = {"due_on", "到期日", NULL, FIELD_DATE, FIELD_SYSTEM},
    [TERM_LAST] = {"last_on", "最迟换届日", "批准延期的，是延期到的那天", FIELD_DATE, FIELD_SYSTEM},
    [TERM_EXTENDED] = {"extended_to", "延期到", "经上级党组织批准，一般不超过 1 年，从原到期日算起；只延期一次", FIELD_DATE, 0,
                       .group = "延期和提前"},
    [TERM_EXTENSION] = {"extension", "延期批复", "上级批复的文号或名称", FIELD_TEXT, 0, .max = 100},
    [TERM_EARLY] = {"early_approval", "提前换届批复", "上一届没有到期就换届的，填上级批复的文号或名称；当时没有批复的，照实写明", FIELD_TEXT, 0,
                    .max = 100},
    [TERM_BEYOND] = {"beyond", "超过一年的批复", "延期或者提前超过 1 年的，填上级专门同意的批复：哪个党组织、什么文号", FIELD_TEXT, 0, .max = 200},
    [TERM_WARN] = {"warn_on", "预警日", "到期前六个月", FIELD_DATE, FIELD_SYSTEM | FIELD_INNER},
    [TERM_NEAR] = {"near_on", "临期日", "到期前一个月", FIELD_DATE, FIELD_SYSTEM | FIELD_INNER},
    [TERM_LATER] = {"later", "此后又换届", "此后换届的次数；0 是现任", FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
    [TERM_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 500},
};

/* How a term that is over ended: by the election that came next (E-01, E-02). */
#define ENDED \
    "(SELECT CASE WHEN n.elected_on < t.due_on THEN '提前换届' WHEN n.elected_on = t.due_on THEN '按期换届'" \
    " WHEN n.elected_on <= t.last_on THEN '延期内换届' ELSE '逾期换届' END FROM term n WHERE n.body = t.body" \
    " AND n.elected_on > t.elected_on ORDER BY n.elected_on LIMIT 1)"
#define DISSOLVED "EXISTS (SELECT 1 FROM unit u WHERE u.id = t.body AND u.dissolved <= ?today)"

/* DOMAIN §1.2, E-06: computed, never stored. */
#define STANDING \
    "CASE WHEN t.later > 0 THEN " ENDED " WHEN " DISSOLVED " THEN '已撤销'" \
    " WHEN ?today > t.last_on THEN '逾期' WHEN ?today > t.due_on THEN '已批延期' WHEN ?today = t.due_on THEN '到期'" \
    " WHEN ?today >= t.near_on THEN '临期' WHEN ?today >= t.warn_on THEN '预警' ELSE '正常' END"
#define LATE "t.later = 0 AND ?today > t.last_on AND NOT " DISSOLVED

static const struct derived derived[] = {
    {"standing", "状态", FIELD_TEXT, STANDING},
    {"late", "逾期", FIELD_BOOL, LATE},
    {0},
};

static const char *const columns[] = {"body", "form", "elected_on", "years", "due_on", "last_on", "standing", NULL};
static const struct list_view lists[] = {
    {"current", "现任", columns, "last_on,id", "t.later = 0 AND NOT " DISSOLVED, LATE},
    {"all", "历届", columns, "last_on,id", NULL, LATE},
    {0},
};
static const char *const indexes[] = {"organ,last_on,id", "root,last_on,id", "unit,last_on,id", "body,elected_on", "organ,later,warn_on,id",
                                      "root,later,warn_on,id", NULL};

/* Which rule gives a committee elected that day its years; NULL: such a unit has no term. */
static const struct rule *rule_of(const struct record *unit, struct date elected)
{
    static const char *const ids[] = {"T-03", "T-04", "T-05", "T-06", "T-07", "T-08", "T-12"};
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(unit, UNIT_KIND));
    int sector = vocabulary_find(sector_words, SECTOR__COUNT, record_text(unit, UNIT_SECTOR));
    for (size_t i = 0; kind >= 0 && sector >= 0 && i < ARRAY_SIZE(ids); i++) {
        const struct rule *rule = rulebook_find(rulebook(), ids[i], (enum unit_kind)kind, (enum sector)sector, elected);
        if (rule)
            return rule;
    }
    return NULL;
}

static void set_day(struct change *change, int field, struct date date)
{
    char text[DATE_TEXT];
    record_set_text(change->after, field, arena_strdup(change->arena, date_print(date, text)));
}

/* E-03 and E-03d: a year is the most, unless the superior's approval of more is named. */
static bool too_far(const struct record *term, struct date from, struct date to)
{
    return date_compare(to, date_add_months(from, 12)) > 0 && !*record_text(term, TERM_BEYOND);
}

/* E-08: a later day under another approval is a second extension; a slip of the pen in either is mended. */
static bool extended_again(const struct change *change)
{
    return change->before && *record_text(change->before, TERM_EXTENDED) && !*record_text(change->after, TERM_BEYOND) &&
           strcmp(record_text(change->after, TERM_EXTENDED), record_text(change->before, TERM_EXTENDED)) > 0 &&
           strcmp(record_text(change->after, TERM_EXTENSION), record_text(change->before, TERM_EXTENSION));
}

/* E-02, E-03, E-08: with the approval, from the first due day, a year at most, once. */
static int extension_check(struct change *change, struct date due)
{
    struct date extended;
    const char *text = record_text(change->after, TERM_EXTENDED);
    set_day(change, TERM_LAST, due);
    if (!*text || date_parse(text, &extended))
        return DONE;
    if (date_compare(extended, due) <= 0)
        return change_problem(change, "extended_to", "延期要晚于到期日，请核对");
    if (too_far(change->after, due, extended))
        return change_problem(change, "extended_to", "延期一般不超过 1 年，从原到期日算起。确经上级同意超过 1 年的，请填“超过一年的批复”");
    if (!*record_text(change->after, TERM_EXTENSION))
        return change_problem(change, "extension", "延期须报上级党组织批准，请填批复文号");
    if (extended_again(change))
        return change_problem(change, "extended_to", "这一届已经延期一次，一般不再延期。上级另行同意的，请填“超过一年的批复”");
    set_day(change, TERM_LAST, extended);
    return DONE;
}

int term_cut_short(struct arena *arena, struct db *db, int64_t body, int64_t term, struct date elected, const char **ret_due)
{
    struct date due;
    char day[DATE_TEXT];
    char *text = NULL;
    int e = db_get_text(db, arena, &text, "SELECT due_on FROM term WHERE body = ?1 AND elected_on < ?2 AND id <> ?3"
                                          " ORDER BY elected_on DESC LIMIT 1",
                        value_int(body), value_text(date_print(elected, day)), value_int(term));
    *ret_due = "";
    if (e != DONE)
        return e == NOT_FOUND ? DONE : e;
    TRY(date_parse(text, &due));
    if (date_compare(elected, due) < 0)
        *ret_due = text;
    return DONE;
}

/* E-02, E-03: who elects before the day says by which approval; a year before it at most. */
static int early_check(struct change *change, struct date elected)
{
    struct date due;
    const char *day;
    TRY(term_cut_short(change->arena, change->db, record_int(change->after, TERM_BODY), change->after->id, elected, &day));
    if (!*day)
        return DONE;
    TRY(date_parse(day, &due));
    if (!*record_text(change->after, TERM_EARLY))
        return change_problem(change, "early_approval", "上一届到 %s 才到期，提前换届须报上级党组织批准，请填批复文号；没有批复的照实写明", day);
    if (too_far(change->after, elected, due))
        return change_problem(change, "beyond", "比上一届到期日 %s 提前了 1 年以上；提前一般不超过 1 年，上级同意的请填批复", day);
    return DONE;
}

static int term_check(struct change *change)
{
    struct date elected, due;
    struct record *unit;
    if (!change->after || date_parse(record_text(change->after, TERM_ELECTED), &elected))
        return DONE;
    if (date_compare(elected, clock_today()) > 0)
        return change_problem(change, "elected_on", "选举日期晚于今天：选出之后再记");
    TRY(record_read(change->arena, change->db, &unit_entity, record_int(change->after, TERM_BODY), &unit));
    const struct rule *rule = rule_of(unit, elected);
    if (!rule)
        return change_problem(change, "body", "这类单位没有任期（临时党支部不换届），请选党委、总支或支部");
    TRY(term_years_check(change, rule, elected));
    if (change->preview)
        return DONE;             /* the terms before it may be rows of the same sheet */
    due = date_add_months(elected, (int)rule->years * 12);
    record_set_text(change->after, TERM_TITLE, arena_printf(change->arena, "%s（%s 选出）", record_text(unit, UNIT_NAME),
                                                            record_text(change->after, TERM_ELECTED)));
    record_set_int(change->after, TERM_YEARS, rule->years);
    set_day(change, TERM_DUE, due);
    set_day(change, TERM_WARN, date_add_months(due, -6));
    set_day(change, TERM_NEAR, date_add_months(due, -1));
    int early = early_check(change, elected), extension = extension_check(change, due);
    return early ? early : extension;
}

/* The last election is the one that counts. */
static int term_follow(struct change *change)
{
    const struct record *term = change->after ? change->after : change->before;
    return db_run(change->db, "UPDATE term SET later = (SELECT count(*) FROM term o WHERE o.body = term.body"
                              " AND o.elected_on > term.elected_on) WHERE body = ?1", value_int(record_int(term, TERM_BODY)));
}

const struct entity term_entity = {
    .name = "term", .label = "任期", .note = "每次换届选举一条：何时选出、何时到期、是否批准延期；补选和更换书记不是换届，不重新起算",
    .fields = fields, .field_count = TERM__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .title = "title",
    .menu_order = 22, .unit_from = "body", .flags = ENTITY_REMOVABLE, .check = term_check, .follow = term_follow,
};

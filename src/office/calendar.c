/* Holidays and 调休 of years that the program was built without, and corrections: records, so that they are journaled,
 * imported and exported as everything is.  The days of a year are announced late in the year before it. */
#include <string.h>

#include "office/inside.h"
#include "office/pages.h"

static const struct choice kinds[] = {{"off", "放假"}, {"on", "调休上班"}, {0}};

static const struct field fields[CALENDAR__COUNT] = {
    [CALENDAR_DAY] = {"day", "日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_UNIQUE | FIELD_KEY},
    [CALENDAR_KIND] = {"kind", "安排", "放假：这一天休息；调休上班：周末上班", FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds, .preset = "off"},
    [CALENDAR_NAME] = {"name", "节日", NULL, FIELD_TEXT, 0, .max = 20},
};

/* This lane thread has changed some since its last commit. */
static _Thread_local bool noted;

static int calendar_check(struct change *change)
{
    struct date day;
    if (!change->after || date_parse(record_text(change->after, CALENDAR_DAY), &day))
        return DONE;
    if (!strcmp(record_text(change->after, CALENDAR_KIND), "on") && date_weekday(day) <= 5)
        return change_problem(change, "day", "%s不是周末，本来就上班，不用登记", record_text(change->after, CALENDAR_DAY));
    return DONE;
}

static int calendar_changed(struct change *change)
{
    (void)change;
    noted = true;
    return DONE;
}

static const char *const columns[] = {"day", "kind", "name", NULL};
static const struct list_view lists[] = {{"all", "全部", columns, "-day,id", NULL}, {0}};

const struct entity calendar_day_entity = {
    .name = "calendar_day", .label = "放假调休", .note = "国务院办公厅每年公布的放假和调休上班日；程序内已有的年份不用登记",
    .fields = fields, .field_count = CALENDAR__COUNT, .lists = lists, .title = "day", .menu_order = 86,
    .flags = ENTITY_GLOBAL | ENTITY_REMOVABLE, .check = calendar_check, .follow = calendar_changed,
};

int calendar_load(struct db *db)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(16 << 20);
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct buffer lines = buffer_in(arena);
    int e;
    buffer_adds(&lines, "");
    TRY(db_query(db, &s, "SELECT day, kind FROM calendar_day ORDER BY day"));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        buffer_addf(&lines, "%s %s\n", statement_text(s, 0), statement_text(s, 1));
    workday_import(lines.p, lines.n);
    return e;
}

void calendar_follow(struct system *system)
{
    struct db *db = NULL;
    if (!noted)
        return;
    noted = false;
    if (system_reader(system, &db) != DONE || calendar_load(db) != DONE)
        log_error("the calendar could not be read again: %s", error_place());
    db_close(db);
}

static bool year_known(int year)
{
    bool known;
    workday_is((struct date){year, 1, 1}, &known);
    return known;
}

const char *calendar_mark(struct arena *arena)
{
    int year = clock_today().year;
    if (year_known(year))
        return NULL;
    return arena_printf(arena, "还没有 %d 年的放假调休安排，工作日暂按周末推算，节假日可能发出提醒。请系统管理员在“放假调休”中导入。", year);
}

const char *calendar_mark_next(struct arena *arena)
{
    struct date today = clock_today();
    if (!year_known(today.year) || today.month < 12 || year_known(today.year + 1))
        return calendar_mark(arena);
    return arena_printf(arena, "还没有 %d 年的放假调休安排，国务院办公厅公布后请导入。", today.year + 1);
}

/* GET /calendar_day: the list, and what is missing. */
int calendar_list(struct request *request)
{
    const char *mark = calendar_mark_next(request->arena);
    if (mark)
        request_page(request, "mark", json_string(mark));
    return generic_list(request);
}

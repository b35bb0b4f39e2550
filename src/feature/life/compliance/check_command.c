/* mingze check: what was held, what is due and what is missing, unit by unit; mingze tally rebuild: the masks behind it. */
#include <stdlib.h>

#include "base/base.h"
#include "feature/life/compliance/check.h"
#include "feature/life/commands.h"
#include "feature/life/compliance/checker.h"
#include "feature/life/records.h"

enum { NONE = 0, COULD_NOT = 1, WRONG_USE = 2, FOUND = 3 };

const struct option check_options[] = {
    {"activities", 0, OPTION_PATH, "FILE.csv", "活动：unit、kind、date 三列"},
    {"units", 0, OPTION_PATH, "FILE.csv", "单位：code、kind，以及 full_members、groups、committee、elected_on、sector"},
    {"asof", 0, OPTION_TEXT, "DATE", "核对到哪一天，默认今天；这一天以后的活动不计"},
    {"unit", 'u', OPTION_TEXT, "CODE", "只核对一个单位"},
    {"tsv", 0, OPTION_FLAG, NULL, "打印 TSV（默认）"},
    {0},
};

static int could_not(const struct command_call *call)
{
    fprintf(call->err, "mingze check：%s\n", error_message());
    return COULD_NOT;
}

static int files_check(struct command_call *call, struct date asof)
{
    struct check_units units;
    const char *only = command_option(call, "unit");
    if (check_units_read(call->arena, command_option(call, "units"), call->err, &units) != DONE ||
        check_activities_read(call->arena, command_option(call, "activities"), asof, call->err, &units) != DONE)
        return could_not(call);
    const struct check_unit *one = only ? check_units_find(&units, only) : NULL;
    if (only && !one) {
        fprintf(call->err, "mingze check：单位表里没有“%s”\n", only);
        return COULD_NOT;
    }
    const struct check *check = check_start(call->arena, rulebook(), asof);
    struct check_print print = {.out = call->out, .form = call->json ? CHECK_JSON : CHECK_TSV};
    check_print_start(&print);
    for (size_t i = 0; i < units.n; i++)
        if ((!one || one == &units.items[i]) && check_unit(check, &units.items[i], check_print_line, &print) != DONE)
            return could_not(call);
    check_print_end(&print);
    return print.failed ? FOUND : NONE;
}

/* Units in the order of their codes; those that were dissolved before the year have nothing to say. */
static int units_walk(struct command_call *call, struct date asof, struct check_print *print)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct db *db = call->system->reader;
    struct checker *checker;
    const char *only = command_option(call, "unit");
    char first[DATE_TEXT], last[DATE_TEXT];
    long seen = 0;
    int e;
    TRY(checker_start(call->arena, db, &(struct year_view){.day = asof}, &checker));
    TRY(db_query(db, &s, "SELECT id FROM unit WHERE (?1 IS NULL OR code = ?1) AND (dissolved IS NULL OR dissolved >= ?2)"
                         " AND (founded IS NULL OR founded <= ?3) ORDER BY code, id", value_text(only),
                 value_text(date_print((struct date){asof.year, 1, 1}, first)), value_text(date_print(asof, last))));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        _cleanup_(arena_destroy_p) struct arena *arena = arena_create((size_t)1 << 20);
        TRY(checker_unit(checker, arena, statement_int(s, 0), check_print_line, print));
        seen++;
    }
    TRY(e);
    return only && !seen ? fail(NOT_FOUND, "没有编码是“%s”的单位，或者它那时不在", only) : DONE;
}

static int data_check(struct command_call *call, struct date asof)
{
    struct check_print print = {.out = call->out, .form = call->json ? CHECK_JSON : CHECK_TSV};
    check_print_start(&print);
    if (units_walk(call, asof, &print) != DONE)
        return could_not(call);
    check_print_end(&print);
    return print.failed ? FOUND : NONE;
}

int life_check_run(struct command_call *call)
{
    const char *text = command_option(call, "asof");
    struct date asof = clock_today();
    if (text && date_parse(text, &asof) != DONE) {
        fprintf(call->err, "mingze check：--asof 要一个日期，如 2026-03-01，不能是“%s”\n", text);
        return WRONG_USE;
    }
    if (call->json && command_option(call, "tsv")) {
        fprintf(call->err, "mingze check：--json 和 --tsv 只能写一个\n");
        return WRONG_USE;
    }
    if (!command_option(call, "activities") != !command_option(call, "units")) {
        fprintf(call->err, "mingze check：--activities 和 --units 要一起写\n");
        return WRONG_USE;
    }
    return call->system ? data_check(call, asof) : files_check(call, asof);
}

static int masks_rebuild(struct change *change, void *context)
{
    return tally_rebuild(change->db, change->arena, context);
}

int tally_rebuild_run(struct command_call *call)
{
    struct tally_report report = {0};
    int outcome = system_write(call->system, masks_rebuild, &report, "command");
    if (outcome != DONE)
        return command_end(call, outcome);
    if (call->json) {
        json_t *o = json_pack("{s:I,s:I}", "masks", (json_int_t)report.masks, "differed", (json_int_t)report.differed);
        command_print_json(call, o);
        json_decref(o);
    } else {
        fprintf(call->out, "重算 %lld 个单位年度，%lld 个与原来不同\n", (long long)report.masks, (long long)report.differed);
    }
    return 0;
}

#include "feature/life/rulebook/rulebook.h"

#include <cyaml/cyaml.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "feature/life/rulebook/overlay.h"

const char *const rule_kind_ids[RULE_KIND__COUNT] = {
    [RULE_COUNT] = "count", [RULE_TERM] = "term", [RULE_THRESHOLD] = "threshold", [RULE_RATIO] = "ratio",
    [RULE_ORDER] = "order", [RULE_TEXT] = "text",
};
const char *const rule_strength_ids[STRENGTH__COUNT] = {
    [STRENGTH_SHALL] = "应当", [STRENGTH_USUALLY] = "一般", [STRENGTH_MAY] = "可以", [STRENGTH_MUST_NOT] = "不得",
    [STRENGTH_CUSTOM] = "惯例", [STRENGTH_LOCAL] = "地方",
};
const char *const rule_confidence_ids[CONFIDENCE__COUNT] = {
    [CONFIDENCE_A] = "A", [CONFIDENCE_B] = "B", [CONFIDENCE_M] = "M", [CONFIDENCE_DOUBTFUL] = "M?",
    [CONFIDENCE_INFERRED] = "I",
};
const char *const rule_period_labels[PERIOD__COUNT] = {
    [PERIOD_NONE] = "", [PERIOD_MONTH] = "每月", [PERIOD_QUARTER] = "每季度", [PERIOD_YEAR] = "每年",
};
const char *const rule_period_ids[PERIOD__COUNT] = {
    [PERIOD_NONE] = "none", [PERIOD_MONTH] = "month", [PERIOD_QUARTER] = "quarter", [PERIOD_YEAR] = "year",
};

/* libcyaml's tables: what may stand in the file. */

static const cyaml_strval_t kinds[] = {
    {"count", RULE_COUNT}, {"term", RULE_TERM}, {"threshold", RULE_THRESHOLD}, {"ratio", RULE_RATIO},
    {"order", RULE_ORDER}, {"text", RULE_TEXT},
};
static const cyaml_strval_t conditions[] = {
    {"none", CONDITION_NONE}, {"committee", CONDITION_COMMITTEE}, {"groups", CONDITION_GROUPS},
};
static const cyaml_strval_t periods[] = {
    {"none", PERIOD_NONE}, {"month", PERIOD_MONTH}, {"quarter", PERIOD_QUARTER}, {"year", PERIOD_YEAR},
};
static const cyaml_strval_t strengths[] = {
    {"应当", STRENGTH_SHALL}, {"一般", STRENGTH_USUALLY}, {"可以", STRENGTH_MAY}, {"不得", STRENGTH_MUST_NOT},
    {"惯例", STRENGTH_CUSTOM}, {"地方", STRENGTH_LOCAL},
};
static const cyaml_strval_t confidences[] = {
    {"A", CONFIDENCE_A}, {"B", CONFIDENCE_B}, {"M", CONFIDENCE_M}, {"M?", CONFIDENCE_DOUBTFUL}, {"I", CONFIDENCE_INFERRED},
};
static const cyaml_strval_t checks[] = {
    {"never", CHECKED_NEVER}, {"applicable", CHECKED_APPLICABLE}, {"always", CHECKED_ALWAYS},
};
static const cyaml_strval_t units[] = {
    {"working_committee", 1 << UNIT_WORKING_COMMITTEE}, {"leading_group", 1 << UNIT_LEADING_GROUP},
    {"organ_committee", 1 << UNIT_ORGAN_COMMITTEE}, {"discipline_committee", 1 << UNIT_DISCIPLINE_COMMITTEE},
    {"general_branch", 1 << UNIT_GENERAL_BRANCH}, {"branch", 1 << UNIT_BRANCH}, {"group", 1 << UNIT_GROUP},
    {"temporary_branch", 1 << UNIT_TEMPORARY_BRANCH}, {"department", 1 << UNIT_DEPARTMENT},
    {"external_supervisor", 1 << UNIT_EXTERNAL_SUPERVISOR},
};
static const cyaml_strval_t sectors[] = {
    {"organ", 1 << SECTOR_ORGAN}, {"village", 1 << SECTOR_VILLAGE}, {"enterprise", 1 << SECTOR_ENTERPRISE},
    {"university", 1 << SECTOR_UNIVERSITY},
};
static const cyaml_strval_t counts[] = {
    {"assembly", 1 << ACTIVITY_ASSEMBLY}, {"committee", 1 << ACTIVITY_COMMITTEE}, {"group", 1 << ACTIVITY_GROUP},
    {"lecture", 1 << ACTIVITY_LECTURE}, {"theme_day", 1 << ACTIVITY_THEME_DAY},
    {"organisation_life", 1 << ACTIVITY_ORGANISATION_LIFE}, {"appraisal", 1 << ACTIVITY_APPRAISAL},
    {"talk", 1 << ACTIVITY_TALK}, {"study", 1 << ACTIVITY_STUDY}, {"life_meeting", 1 << ACTIVITY_LIFE_MEETING},
    {"other", 1 << ACTIVITY_OTHER},
};

enum { TEXT_MAX = 2000 };
#define STRICT (CYAML_FLAG_STRICT)
#define MAYBE (CYAML_FLAG_OPTIONAL)
#define TEXT(name, type, least) CYAML_FIELD_STRING_PTR(#name, CYAML_FLAG_POINTER, struct type, name, least, TEXT_MAX)
#define TEXT_MAYBE(name) CYAML_FIELD_STRING_PTR(#name, CYAML_FLAG_POINTER | MAYBE, struct rule, name, 1, TEXT_MAX)
#define NUMBER(name) CYAML_FIELD_INT(#name, MAYBE, struct rule, name)
#define CHOICE(name, list, flags) CYAML_FIELD_ENUM(#name, STRICT | (flags), struct rule, name, list, ARRAY_SIZE(list))
#define BITS(name, list) CYAML_FIELD_FLAGS(#name, STRICT | MAYBE, struct rule, name, list, ARRAY_SIZE(list))

static const cyaml_schema_field_t rule_fields[] = {
    TEXT(id, rule, 1),
    TEXT(name, rule, 1),
    CHOICE(kind, kinds, 0),
    BITS(units, units),
    BITS(sectors, sectors),
    BITS(counts, counts),
    CHOICE(condition, conditions, MAYBE),
    CHOICE(period, periods, MAYBE),
    CYAML_FIELD_UINT("years", MAYBE, struct rule, years),
    TEXT_MAYBE(measure),
    TEXT_MAYBE(then),
    TEXT_MAYBE(first),
    TEXT_MAYBE(second),
    NUMBER(at_least),
    NUMBER(above),
    NUMBER(at_most),
    NUMBER(of),
    CHOICE(strength, strengths, 0),
    CHOICE(confidence, confidences, 0),
    TEXT_MAYBE(regulation),
    TEXT_MAYBE(article),
    TEXT_MAYBE(from),
    TEXT_MAYBE(until),
    CHOICE(checked, checks, MAYBE),
    CYAML_FIELD_BOOL("configurable", MAYBE, struct rule, configurable),
    TEXT_MAYBE(note),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t rule_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule, rule_fields)};

static const cyaml_schema_field_t regulation_fields[] = {
    TEXT(id, regulation, 1), TEXT(name, regulation, 1), TEXT(date, regulation, 1), CYAML_FIELD_END
};
static const cyaml_schema_value_t regulation_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct regulation, regulation_fields)
};

static const cyaml_schema_field_t book_fields[] = {
    CYAML_FIELD_SEQUENCE_COUNT("regulations", CYAML_FLAG_POINTER, struct rulebook, regulations, regulation_count,
                               &regulation_schema, 1, 1000),
    CYAML_FIELD_SEQUENCE_COUNT("rules", CYAML_FLAG_POINTER, struct rulebook, rules, rule_count, &rule_schema, 1, 10000),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t book_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rulebook, book_fields)};

/* What libcyaml said: first what is wrong, then from the inside out where. */
struct said {
    struct arena *arena;
    const char *first;           /* "Load: Unexpected key: fun" */
    const char *field;           /* "in mapping field 'years'", the innermost */
    const char *entry;           /* "in sequence entry '12'", the outermost */
    const char *list;            /* the outermost field: "in mapping field 'rules'" */
};

__attribute__((format(printf, 3, 0))) static void said_note(cyaml_log_t level, void *context, const char *format, va_list arguments)
{
    struct said *said = context;
    char *line = arena_vprintf(said->arena, format, arguments);
    if (!said->first)
        said->first = line;
    if (strstr(line, "in sequence entry")) {
        said->entry = line;
    } else if (strstr(line, "in mapping field")) {
        if (!said->field && !said->entry)
            said->field = line;
        said->list = line;
    }
}

static const char *quoted(struct arena *arena, const char *line, const char *before)
{
    const char *at = line ? strstr(line, before) : NULL;
    if (!at)
        return "";
    at += strlen(before);
    at += strspn(at, " '\"");
    size_t n = strcspn(at, "'\"\n(");
    while (n && at[n - 1] == ' ')
        n--;
    return arena_strndup(arena, at, n);
}

static const struct { cyaml_err_t error; const char *message; } cyaml_messages[] = {
    {CYAML_ERR_INVALID_KEY, "没有这个字段，请改正字段名或者删去"},
    {CYAML_ERR_INVALID_VALUE, "不能用这个值，请查文件开头的说明"},
    {CYAML_ERR_UNEXPECTED_EVENT, "写法不对：一个值、一个列表还是一组字段，与说明不符"},
    {CYAML_ERR_MAPPING_FIELD_MISSING, "缺少这个字段，请补上"},
    {CYAML_ERR_STRING_LENGTH_MIN, "不能留空"},
    {CYAML_ERR_STRING_LENGTH_MAX, "太长"},
    {CYAML_ERR_SEQUENCE_ENTRIES_MIN, "一条也没有"},
    {CYAML_ERR_SEQUENCE_ENTRIES_MAX, "条数太多"},
    {CYAML_ERR_ALIAS, "不能用别名，请写全"},
};

static void cyaml_fault(struct said *said, cyaml_err_t error, const char *text, size_t n, struct rulebook_faults *faults)
{
    struct arena *arena = said->arena;
    const char *field = error == CYAML_ERR_MAPPING_FIELD_MISSING ? quoted(arena, said->first, "Missing required mapping field:")
                        : error == CYAML_ERR_INVALID_KEY ? quoted(arena, said->first, "Unexpected key:")
                        : quoted(arena, said->field, "field");
    const char *message = "读不出来，请检查写法";
    for (size_t i = 0; i < ARRAY_SIZE(cyaml_messages); i++)
        if (cyaml_messages[i].error == error)
            message = cyaml_messages[i].message;
    long entry = strtol(quoted(arena, said->entry, "entry"), NULL, 10);
    int line = rulebook_line(text, n, quoted(arena, said->list, "field"), entry > 0 ? (uint32_t)entry - 1 : 0, field);
    /* libcyaml reads as it goes, and may miss a field before it comes to where the text breaks off. */
    if (line < 0) {
        line = -line;
        field = "";
        message = "不是正确的 YAML，请检查缩进、引号和冒号后的空格";
    }
    *arena_push(arena, &faults->items, &faults->n, &faults->cap) = (struct rulebook_fault){line, field, message};
}

static const cyaml_config_t freeing = {.mem_fn = cyaml_mem, .flags = CYAML_CFG_NO_ALIAS};

int rulebook_read(struct arena *arena, const char *text, size_t n, struct rulebook **ret, struct rulebook_faults *faults)
{
    struct said said = {.arena = arena};
    const cyaml_config_t config = {.log_fn = said_note, .log_ctx = &said, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem,
                                   .flags = CYAML_CFG_NO_ALIAS};
    cyaml_data_t *loaded = NULL;
    *ret = NULL;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)text, n, &config, &book_schema, &loaded, NULL);
    if (error == CYAML_OK && !loaded)
        error = CYAML_ERR_SEQUENCE_ENTRIES_MIN;
    if (error != CYAML_OK) {
        cyaml_fault(&said, error, text, n, faults);
        return fail(INVALID, "规则文件有误");
    }
    struct rulebook *book = loaded;
    int outcome = rulebook_check(arena, book, text, n, faults);
    if (outcome != DONE) {
        rulebook_free(book);
        return outcome;
    }
    *ret = book;
    return DONE;
}

void rulebook_free(struct rulebook *book)
{
    if (book)
        cyaml_free(&freeing, &book_schema, book, 0);
}

static struct rulebook *own;
static pthread_once_t own_once = PTHREAD_ONCE_INIT;

static void own_read(void)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create((size_t)16 << 20);
    const struct resource *file = resource_find("rulebook/organ.yaml");
    struct rulebook_faults faults = {0};
    if (!file)
        die("程序里没有规则文件");
    if (rulebook_read(arena, (const char *)file->bytes, file->n, &own, &faults) != DONE)
        die("规则文件第 %d 行，%s：%s", faults.items[0].line, faults.items[0].field, faults.items[0].message);
}

const struct rulebook *rulebook(void)
{
    pthread_once(&own_once, own_read);
    return own;
}

bool rule_is_for(const struct rule *rule, enum unit_kind unit, enum sector sector)
{
    return (!rule->units || rule->units >> unit & 1) && (!rule->sectors || rule->sectors >> sector & 1);
}

bool rule_in_force(const struct rule *rule, struct date on)
{
    char day[DATE_TEXT];
    date_print(on, day);
    return (!rule->from || strcmp(rule->from, day) <= 0) && (!rule->until || strcmp(day, rule->until) <= 0);
}

const struct rule *rulebook_find(const struct rulebook *book, const char *id, enum unit_kind unit, enum sector sector,
                                 struct date on)
{
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (!strcmp(rule->id, id) && rule_is_for(rule, unit, sector) && rule_in_force(rule, on))
            return rule;
    }
    return NULL;
}

const struct rule *rulebook_any(const struct rulebook *book, const char *id, struct date on)
{
    const struct rule *last = NULL;
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (strcmp(rule->id, id))
            continue;
        if (rule_in_force(rule, on))
            return rule;
        last = rule;
    }
    return last;
}

static const char *shipped_citation(struct arena *arena, const struct rulebook *book, const struct rule *rule)
{
    if (!rule->regulation || rule->confidence > CONFIDENCE_B)
        return "";
    for (uint32_t i = 0; i < book->regulation_count; i++)
        if (!strcmp(book->regulations[i].id, rule->regulation))
            return arena_printf(arena, "%s%s", book->regulations[i].name,
                                rule->article && !strchr(rule->article, '?') && !strstr(rule->article, "？") ? rule->article : "");
    return "";
}

const char *rule_citation(struct arena *arena, const struct rulebook *book, const struct rule *rule)
{
    const char *shipped = shipped_citation(arena, book, rule);
    if (!rule->local)
        return shipped;
    return *shipped ? arena_printf(arena, "%s；%s", shipped, rule->local->ground) : rule->local->ground;
}

static const char *bounds_requirement(struct arena *arena, const struct rule *rule)
{
    if (rule->at_least && rule->at_most)
        return arena_printf(arena, "%d 到 %d", rule->at_least, rule->at_most);
    if (rule->at_least)
        return arena_printf(arena, "%d 以上", rule->at_least);
    return rule->at_most ? arena_printf(arena, "不超过 %d", rule->at_most) : "";
}

const char *rule_requirement(struct arena *arena, const struct rule *rule)
{
    if (rule->local && rule->local->off)
        return "不检查";
    switch (rule->kind) {
    case RULE_COUNT:
        return arena_printf(arena, "%s至少 %d 次", rule_period_labels[rule->period], rule->at_least);
    case RULE_TERM:
        return arena_printf(arena, "%u 年", rule->years);
    case RULE_THRESHOLD:
        return bounds_requirement(arena, rule);
    case RULE_RATIO:
        return rule->configurable ? arena_printf(arena, "%s %d/%d", rule->above ? "超过" : "不少于", rule->above ? rule->above : rule->at_least, rule->of) : "";
    default:
        return "";
    }
}

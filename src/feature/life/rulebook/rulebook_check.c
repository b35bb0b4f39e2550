/* What the types of a rulebook cannot say: dates that are none, regulations that are not there, kinds without what they
 * compute with, two versions of one rule at once.  libcyaml keeps no lines, so that libyaml's tree is asked for them. */
#include <string.h>
#include <yaml.h>

#include "feature/life/rulebook/rulebook.h"

struct checking {
    struct arena *arena;
    const struct rulebook *book;
    struct rulebook_faults *faults;
    yaml_document_t *document;
    const char *list;            /* "rules" or "regulations" */
    uint32_t entry;              /* whose turn it is */
};

static yaml_node_t *value_of(yaml_document_t *document, yaml_node_t *mapping, const char *name, yaml_node_t **ret_key)
{
    if (!mapping || mapping->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *p = mapping->data.mapping.pairs.start; p < mapping->data.mapping.pairs.top; p++) {
        yaml_node_t *key = yaml_document_get_node(document, p->key);
        if (key->type == YAML_SCALAR_NODE && !strcmp((const char *)key->data.scalar.value, name)) {
            if (ret_key)
                *ret_key = key;
            return yaml_document_get_node(document, p->value);
        }
    }
    return NULL;
}

/* The line of the entry's field; of the entry where it has no such field. */
static int line_of(const struct checking *c, const char *field)
{
    yaml_node_t *list = value_of(c->document, yaml_document_get_root_node(c->document), c->list, NULL), *key = NULL;
    if (!list || list->type != YAML_SEQUENCE_NODE ||
        list->data.sequence.items.start + c->entry >= list->data.sequence.items.top)
        return 0;
    yaml_node_t *entry = yaml_document_get_node(c->document, list->data.sequence.items.start[c->entry]);
    if (!entry)
        return 0;
    value_of(c->document, entry, field, &key);
    return (int)(key ? key : entry)->start_mark.line + 1;
}

__attribute__((format(printf, 3, 4))) static void wrong(struct checking *c, const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(c->arena, format, arguments);
    va_end(arguments);
    *arena_push(c->arena, &c->faults->items, &c->faults->n, &c->faults->cap) =
        (struct rulebook_fault){line_of(c, field), field, message};
}

static void date_check(struct checking *c, const char *field, const char *text)
{
    struct date date;
    char printed[DATE_TEXT];
    if (text && (date_parse(text, &date) != DONE || strcmp(date_print(date, printed), text)))
        wrong(c, field, "“%s”不是日期，请写成 2026-03-01", text);
}

static const char *const measures[] = {
    "members", "full_members", "committee_members", "units_covered", "term_years", "extensions", "present", "candidates",
    "excellent", "full_time_officers",
};

static void measure_check(struct checking *c, const struct rule *rule)
{
    for (size_t i = 0; rule->measure && i < ARRAY_SIZE(measures); i++)
        if (!strcmp(measures[i], rule->measure))
            return;
    if (rule->measure)
        wrong(c, "measure", "没有“%s”这个数", rule->measure);
    else
        wrong(c, "measure", "这类规则要写数的是什么");
}

static void bounds_check(struct checking *c, const struct rule *rule)
{
    if (rule->at_least <= 0 && rule->above <= 0 && rule->at_most <= 0)
        wrong(c, "at_least", "这类规则要写 at_least、above、at_most 之一");
    if (rule->at_least && rule->at_most && rule->at_least > rule->at_most)
        wrong(c, "at_most", "最多 %d 少于最少 %d", rule->at_most, rule->at_least);
}

static void count_check(struct checking *c, const struct rule *rule)
{
    if (!rule->counts)
        wrong(c, "counts", "要写哪些活动算数");
    if (rule->period == PERIOD_NONE)
        wrong(c, "period", "要写 month、quarter 或 year");
    if (rule->at_least < 1)
        wrong(c, "at_least", "要写至少几次");
}

static void term_check(struct checking *c, const struct rule *rule)
{
    if (rule->years < 1 || rule->years > 10)
        wrong(c, "years", "任期要写 1 到 10 年");
}

static void threshold_check(struct checking *c, const struct rule *rule)
{
    measure_check(c, rule);
    bounds_check(c, rule);
    if (rule->then && strcmp(rule->then, "committee") &&
        vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, rule->then) < 0)
        wrong(c, "then", "“%s”不是单位类别，也不是 committee", rule->then);
}

static void ratio_check(struct checking *c, const struct rule *rule)
{
    measure_check(c, rule);
    bounds_check(c, rule);
    if (rule->of < 1)
        wrong(c, "of", "比例要写分母");
}

static void order_check(struct checking *c, const struct rule *rule)
{
    if (!rule->first || !rule->second)
        wrong(c, rule->first ? "second" : "first", "要写从哪个日期到哪个日期");
    bounds_check(c, rule);
}

static void (*const kind_checks[RULE_KIND__COUNT])(struct checking *, const struct rule *) = {
    [RULE_COUNT] = count_check, [RULE_TERM] = term_check, [RULE_THRESHOLD] = threshold_check, [RULE_RATIO] = ratio_check,
    [RULE_ORDER] = order_check,
};

/* Two versions of one number for the same unit on the same day. */
static void versions_check(struct checking *c, const struct rule *rule)
{
    for (const struct rule *other = c->book->rules; other < rule; other++) {
        bool units = !rule->units || !other->units || rule->units & other->units;
        bool sectors = !rule->sectors || !other->sectors || rule->sectors & other->sectors;
        bool apart = (rule->until && other->from && strcmp(rule->until, other->from) < 0) ||
                     (other->until && rule->from && strcmp(other->until, rule->from) < 0);
        if (!strcmp(rule->id, other->id) && units && sectors && !apart)
            wrong(c, "from", "与前面的 %s“%s”同时有效，请用 from、until 分开", other->id, other->name);
    }
}

static void rule_check(struct checking *c, const struct rule *rule)
{
    bool known = !rule->regulation;
    for (uint32_t i = 0; !known && i < c->book->regulation_count; i++)
        known = !strcmp(c->book->regulations[i].id, rule->regulation);
    if (!known)
        wrong(c, "regulation", "regulations 里没有“%s”", rule->regulation);
    if (rule->article && !rule->regulation)
        wrong(c, "article", "写了条款，没有写是哪个规定");
    date_check(c, "from", rule->from);
    date_check(c, "until", rule->until);
    if (rule->from && rule->until && strcmp(rule->from, rule->until) > 0)
        wrong(c, "until", "止日早于起日");
    if (kind_checks[rule->kind])
        kind_checks[rule->kind](c, rule);
    if (rule->checked != CHECKED_NEVER && rule->kind != RULE_COUNT && rule->kind != RULE_TERM)
        wrong(c, "checked", "只有 count 和 term 能逐个单位检查");
    /* what a mask of months can say */
    if (rule->checked != CHECKED_NEVER && rule->kind == RULE_COUNT &&
        (rule->at_least != 1 || __builtin_popcount(rule->counts) != 1 || rule->counts > 1u << ACTIVITY_APPRAISAL))
        wrong(c, "checked", "逐个单位检查的，要每期一次、只认一种活动（党员大会至民主评议党员）");
    versions_check(c, rule);
}

static void regulations_check(struct checking *c)
{
    for (c->entry = 0; c->entry < c->book->regulation_count; c->entry++) {
        const struct regulation *regulation = &c->book->regulations[c->entry];
        date_check(c, "date", regulation->date);
        if (strchr(regulation->name, '?') || strstr(regulation->name, "？"))
            wrong(c, "name", "名称里不能有问号：没有核实的不能引用");
        for (uint32_t i = 0; i < c->entry; i++)
            if (!strcmp(c->book->regulations[i].id, regulation->id))
                wrong(c, "id", "“%s”写了两次", regulation->id);
    }
}

/* The caller deletes both, the document where it was loaded. */
static int tree_load(const char *text, size_t n, yaml_parser_t *parser, yaml_document_t *document)
{
    if (!yaml_parser_initialize(parser))
        die("内存不足");
    yaml_parser_set_input_string(parser, (const unsigned char *)text, n);
    return yaml_parser_load(parser, document);
}

int rulebook_line(const char *text, size_t n, const char *list, uint32_t entry, const char *field)
{
    yaml_parser_t parser;
    yaml_document_t document;
    int line;
    if (tree_load(text, n, &parser, &document)) {
        line = line_of(&(struct checking){.document = &document, .list = list, .entry = entry}, field);
        yaml_document_delete(&document);
    } else {
        line = -(int)parser.problem_mark.line - 1;
    }
    yaml_parser_delete(&parser);
    return line;
}

int rulebook_check(struct arena *arena, const struct rulebook *book, const char *text, size_t n,
                   struct rulebook_faults *faults)
{
    yaml_parser_t parser;
    yaml_document_t document;
    struct checking c = {arena, book, faults, &document, "regulations", 0};
    if (tree_load(text, n, &parser, &document)) {
        regulations_check(&c);
        c.list = "rules";
        for (c.entry = 0; c.entry < book->rule_count; c.entry++)
            rule_check(&c, &book->rules[c.entry]);
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    return faults->n ? fail(INVALID, "规则文件有 %zu 处错误", faults->n) : DONE;
}

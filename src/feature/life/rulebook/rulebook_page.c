/* GET /rulebook: the shipped rules, and beside each what is set for the reader's own unit: how much, from when, by whom and why. */
#include <string.h>

#include "base/base.h"
#include "feature/life/pages.h"
#include "feature/life/rulebook/local_rules.h"
#include "store/store.h"

static const struct { char letter; const char *label; } parts[] = {
    {'T', "任期"}, {'E', "提前和延期"}, {'O', "设置和班子"}, {'L', "组织生活"}, {'P', "临时党支部"}, {'V', "选举和表决"}, {'K', "党务干部"},
};

static int name_of(struct request *r, int64_t account, const char **ret)
{
    char *name = NULL;
    int e = account ? db_get_text(r->db, r->arena, &name, "SELECT name FROM account WHERE id = ?1", value_int(account)) : NOT_FOUND;
    *ret = e == DONE ? name : "系统";
    return e == NOT_FOUND ? DONE : e;
}

static const char *kinds_text(struct arena *arena, uint32_t units)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (int kind = 0; kind < UNIT_KIND__COUNT; kind++)
        if (units >> kind & 1)
            buffer_addf(&out, "%s%s", out.n ? "、" : "", unit_kind_words[kind].label);
    return out.p;
}

static int local_json(struct request *r, const struct rule *shipped, const struct rule *rule, json_t **ret)
{
    const struct rule_local *local = rule->local;
    const char *by;
    char set_on[DATE_TEXT];
    TRY(name_of(r, local->set_by, &by));
    *ret = json_pack("{s:s,s:s,s:s?,s:s?,s:s,s:s,s:s,s:s,s:b}", "requirement", rule_requirement(r->arena, rule), "from", local->from,
                     "until", rule->until, "units", rule->units == shipped->units ? NULL : kinds_text(r->arena, rule->units), "place",
                     names_title(r->arena, &unit_entity, local->place), "ground", local->ground, "set_by", by, "set_on",
                     date_print(moment_date(local->set_at), set_on), "in_force", rule_in_force(rule, clock_today()));
    return DONE;
}

/* What the reader's book says in the place of a shipped entry: its versions of the same number for the same kinds of unit. */
static int locals_json(struct request *r, const struct rulebook *book, const struct rule *shipped, json_t **ret)
{
    json_t *all = json_array();
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        json_t *one;
        if (!rule->local || strcmp(rule->id, shipped->id) || !(rule->units & shipped->units))
            continue;
        TRY(local_json(r, shipped, rule, &one));
        json_array_append_new(all, one);
    }
    *ret = all;
    return DONE;
}

/* Where a number says different things of different kinds of unit, the form is told which of them is meant. */
static const char *kind_meant(const struct rule *shipped)
{
    const struct rulebook *book = rulebook();
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (&book->rules[i] != shipped && !strcmp(book->rules[i].id, shipped->id))
            return unit_kind_words[__builtin_ctz(shipped->units)].id;
    return "all";
}

static int rule_add(struct request *r, const struct rulebook *book, const struct rule *shipped, int64_t place, json_t *rules)
{
    json_t *one = rule_json(r->arena, rulebook(), shipped), *locals;
    char id[ID_TEXT];
    json_array_append_new(rules, one);
    if (!shipped->configurable)
        return DONE;
    TRY(locals_json(r, book, shipped, &locals));
    json_object_set_new(one, "local", locals);
    if (place)
        json_object_set_new(one, "set_href", json_string(arena_printf(r->arena, "/rule_setting/new?rule=%s&place=%s&unit_kind=%s", shipped->id,
                                                                      id_print(place, id), kind_meant(shipped))));
    return DONE;
}

/* Where he may set rules: his own organ or committee; 0: nowhere. */
static int64_t place_of(struct request *r)
{
    int64_t *units = NULL;
    return access_units(r->session->access, r->arena, &rule_setting_entity, "create", &units) > 0 ? units[0] : 0;
}

int rulebook_page(struct request *r)
{
    const struct rulebook *shipped = rulebook(), *book;
    json_t *all = json_array();
    int64_t place = place_of(r);
    TRY(unit_rules(r->arena, r->db, r->session->unit, &book));
    for (size_t p = 0; p < ARRAY_SIZE(parts); p++) {
        json_t *rules = json_array();
        for (uint32_t i = 0; i < shipped->rule_count; i++)
            if (shipped->rules[i].id[0] == parts[p].letter)
                TRY(rule_add(r, book, &shipped->rules[i], place, rules));
        json_array_append_new(all, json_pack("{s:s,s:o}", "label", parts[p].label, "rules", rules));
    }
    request_set(r, "parts", all);
    request_page(r, "sees_settings", json_boolean(access_may(r->session->access, &rule_setting_entity, "read")));
    return DONE;
}

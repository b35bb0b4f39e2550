/* 随机复核: n of the closed problems of a period, drawn in the lane.  The list stands first, then comes the chance, and both are
 * kept: who draws can choose neither.  Drawing again is another draw, numbered, and every one stays. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/recheck/recheck.h"

enum { SAMPLE_MAX = 200, CANDIDATES_MAX = 100000 };

static const struct field fields[DRAW__COUNT] = {
    [DRAW_DRAWER] = {"drawer", "抽取单位", "上级单位或复核单位；只抽它下面各单位的，或由它复核的，不抽它自己的", FIELD_REF,
                     FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [DRAW_FROM] = {"closed_from", "销号日从", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_FIXED},
    [DRAW_UNTIL] = {"closed_until", "到", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_FIXED, .preset = "today"},
    [DRAW_UNITS] = {"units", "只抽这些单位", "不填就是全部下级单位；填了的包括它们的下级", FIELD_REFS, FIELD_FIXED, .ref = "unit", .max = 20},
    [DRAW_SAMPLE] = {"sample", "抽几个", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_FIXED, .min = 1, .max = SAMPLE_MAX},
    [DRAW_NOTE] = {"note", "说明", "为什么抽，依据哪项计划", FIELD_LONG_TEXT, 0, .max = 500},
    [DRAW_DRAWN_ON] = {"drawn_on", "抽取日期", NULL, FIELD_DATE, FIELD_SYSTEM | FIELD_FIXED | FIELD_FILTER, .group = "抽取"},
    [DRAW_ATTEMPT] = {"attempt", "第几次", "同一单位对同一段时间的第几次抽取", FIELD_INT, FIELD_SYSTEM | FIELD_FIXED},
    [DRAW_CANDIDATES] = {"candidates", "名单上有几个", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_FIXED},
    [DRAW_DIGEST] = {"digest", "名单摘要（SM3）", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 64},
    [DRAW_CHANCE] = {"chance", "随机数", "名单定下之后由系统当场取得", FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 64},
    [DRAW_SEED] = {"seed", "种子", "由名单摘要和随机数算出", FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 64},
    [DRAW_ALGORITHM] = {"algorithm", "算法", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_FIXED, .max = 40},
    [DRAW_LIST] = {"candidate_list", "名单", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_FIXED | FIELD_INNER,
                   .max = CANDIDATES_MAX * ID_TEXT},
};

static const struct derived derived[] = {
    {"waiting", "待核", FIELD_INT, "SELECT count(*) FROM draw_item i WHERE i.draw = t.id AND i.state = 'pending'"},
    {"false_found", "不符", FIELD_INT, "SELECT count(*) FROM draw_item i WHERE i.draw = t.id AND i.state = 'false_closing'"},
    {0},
};
static const char *const columns[] = {"drawn_on", "drawer", "closed_from", "closed_until", "attempt", "candidates", "sample", "waiting",
                                      "false_found", NULL};
static const struct list_view lists[] = {{"all", "随机复核", columns, "-drawn_on,id", NULL}, {0}};
static const char *const indexes[] = {"organ,drawn_on,id", "root,drawn_on,id", "unit", NULL};

/* --- the list: every closed problem of the period that stands below who draws, or is reviewed by him --- */

struct candidates { const char **ids; size_t n, cap; };

static int units_allowed(struct change *change, int64_t **ret, size_t *ret_n)
{
    const struct field_value *units = &change->after->values[DRAW_UNITS];
    int64_t *all = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; units->set && i < units->n; i++) {
        int64_t *below;
        int count;
        TRY(scope_below(change->arena, change->db, units->ids[i], &below, &count));
        for (int k = 0; k < count; k++)
            *arena_push(change->arena, &all, &n, &cap) = below[k];
    }
    *ret = all;
    *ret_n = n;
    return DONE;
}

static bool unit_allowed(const int64_t *units, size_t n, int64_t unit)
{
    for (size_t i = 0; i < n; i++)
        if (units[i] == unit)
            return true;
    return n == 0;
}

static int text_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int candidates_read(struct change *change, struct candidates *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *units;
    size_t unit_count;
    char id[ID_TEXT];
    int step;
    TRY(units_allowed(change, &units, &unit_count));
    TRY(db_query(change->db, &s,
        "SELECT p.id, p.accountable FROM problem p WHERE p.closed_on >= ?2 AND p.closed_on <= ?3"
        " AND p.state IN ('closed', 'consolidated') AND p.accountable <> ?1"
        " AND (p.accountable IN (SELECT unit FROM unit_closure WHERE ancestor = ?1)"
        " OR p.source IN (SELECT id FROM source WHERE reviewer = ?1))",
        value_int(record_int(change->after, DRAW_DRAWER)), value_text(record_text(change->after, DRAW_FROM)),
        value_text(record_text(change->after, DRAW_UNTIL))));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        if (unit_allowed(units, unit_count, statement_int(s, 1)))
            *arena_push(change->arena, &ret->ids, &ret->n, &ret->cap) = arena_strdup(change->arena, id_print(statement_int(s, 0), id));
    if (ret->n)
        qsort(ret->ids, ret->n, sizeof *ret->ids, text_order);
    return step;
}

/* --- drawing, once, when the record is made --- */

static int attempt_count(struct change *change)
{
    int64_t before;
    TRY(db_get_int(change->db, &before,
        "SELECT count(*) FROM draw WHERE drawer = ?1 AND closed_from <= ?3 AND closed_until >= ?2",
        value_int(record_int(change->after, DRAW_DRAWER)), value_text(record_text(change->after, DRAW_FROM)),
        value_text(record_text(change->after, DRAW_UNTIL))));
    record_set_int(change->after, DRAW_ATTEMPT, before + 1);
    return DONE;
}

static void list_keep(struct record *draw, const struct candidates *from)
{
    struct buffer text = buffer_in(draw->arena);
    for (size_t i = 0; i < from->n; i++)
        buffer_addf(&text, "%s\n", from->ids[i]);
    record_set_text(draw, DRAW_LIST, text.p);
    record_set_int(draw, DRAW_CANDIDATES, (int64_t)from->n);
}

static void chance_take(struct record *draw, const struct candidates *from, const char *today)
{
    uint8_t bytes[DIGEST_SIZE];
    char digest[DIGEST_TEXT], chance[DIGEST_TEXT], seed[DIGEST_TEXT];
    draw_digest(from->ids, from->n, digest);
    random_bytes(bytes, sizeof bytes);
    draw_seed(digest, digest_hex(bytes, chance), seed);
    record_set_text(draw, DRAW_DIGEST, digest);
    record_set_text(draw, DRAW_CHANCE, chance);
    record_set_text(draw, DRAW_SEED, seed);
    record_set_text(draw, DRAW_ALGORITHM, DRAW_ALGORITHM_NAME);
    record_set_text(draw, DRAW_DRAWN_ON, today);
}

static int draw_make(struct change *change)
{
    struct record *draw = change->after;
    struct candidates from = {0};
    char today[DATE_TEXT];
    if (strcmp(record_text(draw, DRAW_FROM), record_text(draw, DRAW_UNTIL)) > 0)
        return change_problem(change, "closed_until", "结束日期早于开始日期，请核对");
    TRY(candidates_read(change, &from));
    if (from.n > CANDIDATES_MAX)
        return change_problem(change, "closed_from", "符合条件的有 %zu 个，太多了，请缩短时间或选定单位", from.n);
    if ((int64_t)from.n < record_int(draw, DRAW_SAMPLE))
        return change_problem(change, "sample", "符合条件的已销号问题只有 %zu 个，不够抽 %d 个", from.n, (int)record_int(draw, DRAW_SAMPLE));
    TRY(attempt_count(change));
    list_keep(draw, &from);
    chance_take(draw, &from, date_print(moment_date(change->now), today));
    return DONE;
}

static int draw_check(struct change *change)
{
    return !change->before && change->after ? draw_make(change) : DONE;
}

static int item_make(struct change *outer, size_t position, const char *problem)
{
    struct change change = change_within(outer, &draw_item_entity, "create");
    struct record *item = record_new(outer->arena, &draw_item_entity);
    record_set_int(item, DRAW_ITEM_DRAW, outer->after->id);
    record_set_int(item, DRAW_ITEM_POSITION, (int64_t)position + 1);
    record_set_int(item, DRAW_ITEM_PROBLEM, id_parse(problem));
    return record_create(&change, item);
}

/* The list of a draw, one id a line. */
static size_t list_split(struct arena *arena, const char *text, const char *const **ret)
{
    const char **ids = NULL;
    size_t n = 0, cap = 0;
    for (const char *end; (end = strchr(text, '\n')); text = end + 1)
        *arena_push(arena, &ids, &n, &cap) = arena_strndup(arena, text, (size_t)(end - text));
    *ret = ids;
    return n;
}

static int draw_follow(struct change *change)
{
    const char *const *ids;
    if (change->before || !change->after)
        return DONE;
    size_t n = list_split(change->arena, record_text(change->after, DRAW_LIST), &ids);
    size_t sample = (size_t)record_int(change->after, DRAW_SAMPLE), *picked = arena_array(change->arena, size_t, sample);
    draw_pick(change->arena, record_text(change->after, DRAW_SEED), n, sample, picked);
    for (size_t i = 0; i < sample; i++)
        TRY(item_make(change, i, ids[picked[i]]));
    return DONE;
}

const struct entity draw_entity = {
    .name = "draw", .label = "随机复核", .note = "从已销号的问题里随机抽取复核；名单、随机数、种子都留着，谁都可以重抽一遍核对",
    .fields = fields, .field_count = DRAW__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .title = "drawn_on",
    .menu_order = 28, .unit_from = "drawer", .check = draw_check, .follow = draw_follow,
};

/* --- as it is published --- */

int draw_read(struct arena *arena, struct db *db, int64_t id, struct drawn *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct record *draw;
    const char **items = NULL;
    size_t cap = 0;
    char text[ID_TEXT];
    int step;
    TRY(record_read(arena, db, &draw_entity, id, &draw));
    *ret = (struct drawn){.algorithm = record_text(draw, DRAW_ALGORITHM), .digest = record_text(draw, DRAW_DIGEST),
                          .chance = record_text(draw, DRAW_CHANCE), .seed = record_text(draw, DRAW_SEED)};
    ret->list_count = list_split(arena, record_text(draw, DRAW_LIST), &ret->list);
    TRY(db_query(db, &s, "SELECT problem FROM draw_item WHERE draw = ?1 ORDER BY position", value_int(id)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &items, &ret->item_count, &cap) = arena_strdup(arena, id_print(statement_int(s, 0), text));
    ret->items = items;
    return step;
}

static json_t *texts_json(const char *const *texts, size_t n)
{
    json_t *all = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(all, json_string(texts[i]));
    return all;
}

/* GET /draw/ID/verify.json: what `mingze draw verify` reads.  It names problems by number only, so it may be handed out. */
int draw_export_model(struct request *r)
{
    struct record *draw;
    struct drawn d;
    char id[ID_TEXT];
    TRY(request_record(r, &draw));
    TRY(draw_read(r->arena, r->db, draw->id, &d));
    json_t *all = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:s, s:o, s:o}", "draw", id_print(draw->id, id), "drawn_on",
                            record_text(draw, DRAW_DRAWN_ON), "closed_from", record_text(draw, DRAW_FROM), "closed_until",
                            record_text(draw, DRAW_UNTIL), "algorithm", d.algorithm, "attempt",
                            (json_int_t)record_int(draw, DRAW_ATTEMPT), "digest", d.digest, "chance", d.chance, "seed", d.seed, "list",
                            texts_json(d.list, d.list_count), "items", texts_json(d.items, d.item_count));
    const char *text = json_print(r->arena, all);
    r->answer.kind = ANSWER_BYTES;
    r->answer.content_type = "application/json";
    r->answer.file_name = arena_printf(r->arena, "随机复核-%s-%s.json", record_text(draw, DRAW_DRAWN_ON), id_print(draw->id, id));
    r->answer.bytes = text;
    r->answer.n = strlen(text);
    return DONE;
}

/* On a draw's page: how to repeat it, and how often this period was drawn. */
int draw_panel(struct request *r, const struct record *draw, json_t **ret)
{
    char id[ID_TEXT];
    *ret = json_pack("{s:s, s:I, s:b, s:I, s:I}", "id", id_print(draw->id, id), "attempt", (json_int_t)record_int(draw, DRAW_ATTEMPT),
                     "again", record_int(draw, DRAW_ATTEMPT) > 1, "candidates", (json_int_t)record_int(draw, DRAW_CANDIDATES), "sample",
                     (json_int_t)record_int(draw, DRAW_SAMPLE));
    return DONE;
}

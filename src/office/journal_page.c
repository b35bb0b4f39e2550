/* The journal: who keeps it sees that something was done, not what is in it; others see what happened to the
 * records they may read. */
#include <stdlib.h>
#include <string.h>

#include "office/inside.h"
#include "office/pages.h"

enum { ROWS_SHOWN = 50 };

void journal_label(json_t *rows)
{
    static const struct choice events[] = {
        {"login", "登录"}, {"login-failed", "登录失败"}, {"login-locked", "连续失败，锁定"}, {"login-code", "动态口令通过"},
        {"code-failed", "动态口令错误"}, {"logout", "退出"}, {"password", "修改口令"}, {"second-factor", "启用动态口令"},
        {"code", "生成一次性口令"}, {"unlock", "解锁"}, {"forget", "重置动态口令"}, {"export", "导出"}, {"import", "导入"},
        {"read", "查看"}, {0},
    };
    json_t *row;
    size_t i;
    json_array_foreach(rows, i, row) {
        const struct choice *event = choice_find(events, json_string_value(json_object_get(row, "verb")));
        if (event)
            json_object_set_new(row, "verb_label", json_string(event->label));
    }
}

/* Records that administrators keep are no business data: their values are shown to whoever keeps the journal. */
static bool is_administration(const char *entity)
{
    static const struct entity *const own[] = {&account_entity, &role_grant_entity, &setting_entity, &bearer_entity};
    for (size_t i = 0; i < ARRAY_SIZE(own); i++)
        if (strcmp(own[i]->name, entity) == 0)
            return true;
    return false;
}

/* What somebody who does not keep the journal may ask about: the one entity named, or all that he reads. */
static int entities_readable(struct request *request, const struct entity *only, const struct entity ***ret)
{
    const struct entity *entity;
    int n = 0;
    for (int i = 0; registry_at(i); i++)
        n++;
    *ret = arena_array(request->arena, const struct entity *, n + 1);
    n = 0;
    for (int i = 0; (entity = registry_at(i)); i++)
        if ((!only || only == entity) && !is_administration(entity->name)
            && access_may(request->session->access, entity, "read"))
            (*ret)[n++] = entity;
    return n;
}

/* Who keeps the journal sees its numbers and misses none; to others they would tell how much everybody does. */
static void row_number(json_t *row, bool keeper)
{
    json_object_del(row, "hash");
    if (!keeper)
        json_object_del(row, "seq");
}

static void row_link(struct request *request, json_t *row, bool keeper)
{
    const char *name = json_string_value(json_object_get(row, "entity")), *id = json_string_value(json_object_get(row, "id"));
    const struct entity *entity = registry_entity(name);
    if (keeper && !is_administration(name)) {
        json_object_del(row, "diff");
        json_object_del(row, "note");
    }
    if (entity && !(entity->flags & ENTITY_HIDDEN) && *id && (!keeper || is_administration(name)))
        json_object_set_new(row, "href", json_string(arena_printf(request->arena, "/%s/%s", name, id)));
}

/* A place in the journal for who must not see its numbers: the row's record, by which it is found, and its hash. */
static json_t *place_json(struct request *request, json_t *row)
{
    return json_string(arena_printf(request->arena, "%s.%s", json_string_value(json_object_get(row, "id")),
                                    json_string_value(json_object_get(row, "hash"))));
}

static int place_seq(struct request *request, const char *place, int64_t *ret_seq)
{
    const char *dot = strchr(place, '.');
    int64_t record = dot ? id_parse(arena_strndup(request->arena, place, (size_t)(dot - place))) : 0;
    return dot ? journal_seq(request->db, record, dot + 1, ret_seq) : NOT_FOUND;
}

static int journal_asked(struct request *request, bool keeper, struct journal_request *ret)
{
    const char *entity = request_text(request, "entity"), *before = request_text(request, "before");
    const struct entity **readable;
    *ret = (struct journal_request){.entity = *entity ? registry_entity(entity) : NULL,
                                    .what = request_text(request, "what"), .limit = ROWS_SHOWN + 1};
    if (*entity && !ret->entity)
        return fail(NOT_FOUND, "没有这类记录");
    if (*before && place_seq(request, before, &ret->before_seq) != DONE)
        return fail(NOT_FOUND, "日志里没有这一页，请从头看起");
    if (keeper)
        return DONE;
    ret->access = request->session->access;
    ret->entity_count = entities_readable(request, ret->entity, &readable);
    ret->entities = readable;
    return DONE;
}

int journal_page(struct request *request)
{
    bool keeper = access_may(request->session->access, &account_entity, "audit");
    struct journal_request asked;
    json_t *rows, *row;
    size_t i;
    TRY(journal_asked(request, keeper, &asked));
    TRY(journal_list(request->arena, request->db, &asked, &rows));
    journal_label(rows);
    if (json_array_size(rows) > ROWS_SHOWN) {
        json_array_remove(rows, ROWS_SHOWN);
        request_set(request, "next", place_json(request, json_array_get(rows, ROWS_SHOWN - 1)));
    }
    json_array_foreach(rows, i, row) {
        row_link(request, row, keeper);
        row_number(row, keeper);
    }
    request_set(request, "rows", rows);
    request_page(request, "entity", json_string(request_text(request, "entity")));
    request_page(request, "what", json_string(request_text(request, "what")));
    return DONE;
}

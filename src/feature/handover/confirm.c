/* An officer confirms what goes over: the records name the new person from this commit on. */
#include <string.h>

#include "feature/handover/private.h"

struct confirming {
    struct request *request;
    struct record *handover;
    int64_t position;
    bool keep, all;
};

static bool chosen(const struct confirming *c, const struct open_item *open)
{
    const struct request *r = c->request;
    for (int i = 0; !c->all && i < r->input_count; i++)
        for (int k = 0; !strcmp(r->inputs[i].name, "item") && k < r->inputs[i].n; k++)
            if (!strcmp(r->inputs[i].values[k], open->href))
                return true;
    return c->all;
}

static int item_keep(struct confirming *c, const struct open_item *open)
{
    struct change change = change_within(&c->request->change, &handover_item_entity, "create");
    struct record *item = record_new(c->request->arena, &handover_item_entity);
    record_set_int(item, ITEM_HANDOVER, c->handover->id);
    record_set_int(item, ITEM_POSITION, ++c->position);
    record_set_text(item, ITEM_KIND, open->line->label);
    record_set_text(item, ITEM_TITLE, open->item.title);
    record_set_text(item, ITEM_ROLE, open->item.role);
    if (*open->item.due)
        record_set_text(item, ITEM_DUE, open->item.due);
    record_set_text(item, ITEM_RESULT, c->keep ? "kept" : "moved");
    record_set_int(item, ITEM_PERSON, record_int(c->handover, c->keep ? HANDOVER_FROM : HANDOVER_TO));
    record_set_text(item, ITEM_HREF, open->href);
    return record_create(&change, item);
}

static int items_confirm(struct confirming *c, const struct open_item *items, size_t n, size_t *ret_left)
{
    int64_t from = record_int(c->handover, HANDOVER_FROM), to = record_int(c->handover, HANDOVER_TO);
    *ret_left = n;
    for (size_t i = 0; i < n; i++) {
        if (!chosen(c, &items[i]))
            continue;
        if (!c->keep)
            TRY(items[i].line->move(&c->request->change, items[i].item.id, from, to));
        TRY(item_keep(c, &items[i]));
        --*ret_left;
    }
    return *ret_left < n ? DONE : request_problem(c->request, "item", "请先勾选要交接的事项");
}

/* The last piece ends it; an officer need not say so once more. */
static int handover_end(struct confirming *c)
{
    struct change change = change_within(&c->request->change, &handover_entity, "finish");
    return record_act(&change, c->handover->id, "finish", NULL, 0, 0);
}

int confirm_apply(struct request *r, struct db *db)
{
    const char *act = request_text(r, "act");
    struct confirming c = {.request = r, .keep = !strcmp(act, "keep"), .all = !strcmp(act, "all")};
    struct open_item *items;
    size_t n, left;
    char id[ID_TEXT];
    request_change(r, db, &handover_entity, "confirm");
    TRY(access_read_to(r->session->access, r->arena, db, &handover_entity, "confirm", r->id, &c.handover));
    if (strcmp(record_text(c.handover, HANDOVER_STATE), "open"))
        return fail(CONFLICT, "这次交接已经办结，请刷新后再看");
    if (strcmp(act, "move") && !c.keep && !c.all)
        return request_problem(r, "act", "请选“移交”“全部移交”或“由原任继续办”");
    if (!c.keep && !record_int(c.handover, HANDOVER_TO))
        return request_problem(r, "to_person", "还没有接手人：请先点“修改”，填写接任或临时代管的人");
    TRY(db_get_int(db, &c.position, "SELECT COALESCE(max(position), 0) FROM handover_item WHERE handover = ?1", value_int(r->id)));
    TRY(open_left(r->arena, db, c.handover, &items, &n));
    TRY(items_confirm(&c, items, n, &left));
    if (!left)
        TRY(handover_end(&c));
    return request_redirect(r, "/handover/%s", id_print(r->id, id));
}

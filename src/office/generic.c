/* Rows for the pages that every entity has: list, record, forms, acts, sheets out and in. */
#include "office/generic.h"

#include <string.h>

#include "office/inside.h"

static const char *const list_parameters[] = {"*filters", "view", "order", "after", "limit", "total", "shared", NULL};
static const char *const past_list_parameters[] = {"*filters", "view", "order", "after", "limit", "total", "shared", "asof", NULL};
static const char *const record_parameters[] = {"actions", NULL};
static const char *const form_parameters[] = {"*filters", NULL};
static const char *const export_parameters[] = {"*filters", "view", "order", NULL};
static const char *const past_export_parameters[] = {"*filters", "view", "order", "asof", NULL};
static const char *const remove_parameters[] = {"note", NULL};
static const char *const import_parameters[] = {"ticket", "digest", "file_name", "file", NULL};
static const char *const file_parameters[] = {NULL};

const struct entity *page_entity(const struct request *request)
{
    return registry_entity(request->page_row->entity);
}

static struct page *row_add(struct arena *arena, struct page_table *table, const struct entity *entity,
                            const char *method, const char *path, const char *verb, const char *label)
{
    struct page *row = arena_new(arena, struct page);
    *row = (struct page){.method = method, .path = arena_printf(arena, "/%s%s", entity->name, path), .verb = verb,
                         .entity = entity->name, .label = label};
    *arena_push(arena, &table->items, &table->n, &table->cap) = row;
    return row;
}

static void read_rows(struct arena *arena, struct page_table *table, const struct entity *entity)
{
    struct page *list = row_add(arena, table, entity, "GET", "", "read", entity->label);
    list->model = generic_list;
    list->view = "office/list";
    list->parameters = entity->history ? past_list_parameters : list_parameters;
    list->flags = entity->parent ? 0 : PAGE_MENU;
    list->menu_order = entity->menu_order;
    struct page *record = row_add(arena, table, entity, "GET", "/:id", "read", entity->label);
    record->model = generic_record;
    record->view = "office/record";
    record->parameters = record_parameters;
    record->flags = entity->flags & ENTITY_READ_JOURNALED ? PAGE_JOURNALED : 0;
    if (!face_sheet_has(entity))
        return;
    struct page *sheet = row_add(arena, table, entity, "GET", ".xlsx", "export", arena_printf(arena, "导出%s", entity->label));
    sheet->prepare = generic_export_prepare;
    sheet->parameters = entity->history ? past_export_parameters : export_parameters;
    sheet->flags = PAGE_JOURNALED | PAGE_NO_FORM;
}

static bool has_files(const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++)
        if (entity->fields[i].kind == FIELD_FILE && !(entity->fields[i].flags & FIELD_SECRET))
            return true;
    return false;
}

static void write_rows(struct arena *arena, struct page_table *table, const struct entity *entity)
{
    unsigned upload = has_files(entity) ? PAGE_UPLOAD : 0;
    const char *label_new = arena_printf(arena, "新增%s", entity->label);
    const char *label_edit = arena_printf(arena, "修改%s", entity->label);
    struct page *new = row_add(arena, table, entity, "GET", "/new", "create", label_new);
    new->model = generic_new;
    new->view = "office/form";
    new->parameters = form_parameters;
    struct page *create = row_add(arena, table, entity, "POST", "", "create", label_new);
    create->prepare = generic_create_prepare;
    create->apply = generic_create;
    create->model = generic_new;
    create->view = "office/form";
    create->flags = upload;
    struct page *edit = row_add(arena, table, entity, "GET", "/:id/edit", "change", label_edit);
    edit->model = generic_edit;
    edit->view = "office/form";
    struct page *change = row_add(arena, table, entity, "POST", "/:id", "change", label_edit);
    change->prepare = generic_create_prepare;
    change->apply = generic_change;
    change->model = generic_edit;
    change->view = "office/form";
    change->flags = upload;
}

static bool verb_seen(const struct flow *flow, int before, const char *verb)
{
    for (int i = 0; i < before; i++)
        if (strcmp(flow->rows[i].verb, verb) == 0)
            return true;
    return false;
}

/* The reason, and what any transition of this verb asks for. */
static const char *const *act_parameters(struct arena *arena, const struct flow *flow, const char *verb)
{
    const char **names = NULL;
    size_t n = 0, cap = 0;
    *arena_push(arena, &names, &n, &cap) = "note";
    for (int i = 0; i < flow->count; i++)
        for (const char *const *name = flow->rows[i].fields; strcmp(flow->rows[i].verb, verb) == 0 && name && *name; name++)
            *arena_push(arena, &names, &n, &cap) = *name;
    *arena_push(arena, &names, &n, &cap) = NULL;
    return names;
}

static void act_rows(struct arena *arena, struct page_table *table, const struct entity *entity)
{
    for (int i = 0; entity->flow && i < entity->flow->count; i++) {
        const struct transition *t = &entity->flow->rows[i];
        if (verb_seen(entity->flow, i, t->verb))
            continue;
        const char *path = arena_printf(arena, "/:id/%s", t->verb), *right = t->right ? t->right : t->verb;
        struct page *form = row_add(arena, table, entity, "GET", path, right, t->label);
        form->model = generic_act_form;
        form->view = "office/act";
        struct page *act = row_add(arena, table, entity, "POST", path, right, t->label);
        act->apply = generic_act;
        act->model = generic_act_form;
        act->view = "office/act";
        act->parameters = act_parameters(arena, entity->flow, t->verb);
    }
    if (entity->flags & ENTITY_REMOVABLE) {
        struct page *remove = row_add(arena, table, entity, "POST", "/:id/remove", "remove", "删除");
        remove->apply = generic_remove;
        remove->parameters = remove_parameters;
    }
}

static void sheet_rows(struct arena *arena, struct page_table *table, const struct entity *entity)
{
    const char *label = arena_printf(arena, "导入%s", entity->label);
    if (!face_sheet_has(entity))
        return;
    struct page *form = row_add(arena, table, entity, "GET", "/import", "import", label);
    form->model = generic_import_form;
    form->view = "office/import";
    struct page *import = row_add(arena, table, entity, "POST", "/import", "import", label);
    import->prepare = generic_import_prepare;
    import->apply = generic_import;
    import->model = generic_import_form;
    import->view = "office/import";
    import->parameters = import_parameters;
    import->flags = PAGE_UPLOAD;
}

void generic_pages_add(struct arena *arena, struct page_table *table, const struct entity *entity)
{
    read_rows(arena, table, entity);
    write_rows(arena, table, entity);
    act_rows(arena, table, entity);
    sheet_rows(arena, table, entity);
    if (has_files(entity)) {
        struct page *file = row_add(arena, table, entity, "GET", "/:id/file/:field", "read", "附件");
        file->prepare = generic_file;
        file->parameters = file_parameters;
        file->flags = PAGE_NO_FORM | (entity->flags & ENTITY_READ_JOURNALED ? PAGE_JOURNALED : 0);
    }
}

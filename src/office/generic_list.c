/* A list: filters and views above, rows, the way to the next page; the same as a sheet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/generic.h"
#include "office/inside.h"

enum { FILTER_NAME = 80 };

static const struct list_view *view_named(const struct entity *entity, const char *name)
{
    for (const struct list_view *v = entity->lists; v && v->name; v++)
        if (!*name || strcmp(v->name, name) == 0)
            return v;
    return NULL;
}

static int inputs_bad(struct request *request, const char *message)
{
    request->answer.status = 400;
    return fail(INVALID, "%s", message);
}

static bool is_list_parameter(const char *name)
{
    static const char *const names[] = {"view", "order", "after", "limit", "total", "shared", "asof"};
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static int request_filters(struct request *request, const struct entity *entity, struct list_request *ret)
{
    struct input *inputs = arena_array(request->arena, struct input, request->input_count + 1);
    struct list_filter *filters;
    int n = 0;
    for (int i = 0; i < request->input_count; i++)
        if (!is_list_parameter(request->inputs[i].name))
            inputs[n++] = request->inputs[i];
    int e = list_filters(request->arena, entity, inputs, n, &filters, &ret->filter_count);
    ret->filters = filters;
    return e == INVALID ? inputs_bad(request, arena_strdup(request->arena, error_message())) : e;
}

int request_past(struct request *request, const struct past **ret)
{
    const char *text = request_text(request, "asof");
    struct date day;
    *ret = NULL;
    if (!*text)
        return DONE;
    if (date_parse(text, &day) != DONE)
        return inputs_bad(request, "截至日期请写成 2026-06-30 这样的日期");
    if (date_compare(day, clock_today()) >= 0)
        return DONE;
    struct past *past = arena_new(request->arena, struct past);
    *past = past_of(request->arena, day);
    *ret = past;
    return DONE;
}

int generic_list_request(struct request *request, struct list_request *ret)
{
    const struct entity *entity = page_entity(request);
    const char *limit = request_text(request, "limit"), *after = request_text(request, "after");
    *ret = (struct list_request){.entity = entity, .access = request->session->access, .verb = request->page_row->verb};
    ret->view = view_named(entity, request_text(request, "view"));
    if (!ret->view)
        return inputs_bad(request, "没有这个视图");
    if (*limit && (strspn(limit, "0123456789") != strlen(limit) || strlen(limit) > 3 || (int)strtol(limit, NULL, 10) < 1 || (int)strtol(limit, NULL, 10) > 200))
        return inputs_bad(request, "limit 须是 1 到 200 的整数");
    ret->limit = *limit ? (int)strtol(limit, NULL, 10) : 20;
    ret->after = *after ? after : NULL;
    ret->order = *request_text(request, "order") ? request_text(request, "order") : NULL;
    ret->total = strcmp(request_text(request, "total"), "1") == 0;
    ret->shared = strcmp(request_text(request, "shared"), "1") == 0;
    TRY(request_past(request, &ret->past));
    TRY(request_filters(request, entity, ret));
    int e = list_order_check(request->arena, ret);
    return e == INVALID ? inputs_bad(request, arena_strdup(request->arena, error_message())) : e;
}

/* what stands around the rows */

/* "/problem.xlsx?state=open&view=mine": the page's parameters, but for the one replaced. */
static const char *list_href(const struct request *request, const char *suffix, const char *without, const char *name,
                             const char *value)
{
    struct buffer out = buffer_in(request->arena);
    char separator = '?';
    buffer_addf(&out, "/%s%s", request->page_row->entity, suffix);
    for (int i = 0; i < request->input_count; i++) {
        const struct input *input = &request->inputs[i];
        if (strcmp(input->name, without) == 0 || strcmp(input->name, "after") == 0 || !input->n || !*input->values[0])
            continue;
        buffer_addc(&out, separator);
        buffer_add_url(&out, input->name);
        buffer_addc(&out, '=');
        buffer_add_url(&out, input->values[0]);
        separator = '&';
    }
    if (name) {
        buffer_addf(&out, "%c%s=", separator, name);
        buffer_add_url(&out, value);
    }
    return out.p;
}

static bool takes_filters(const struct page *row)
{
    for (const char *const *name = row->parameters; name && *name; name++)
        if (!strcmp(*name, "*filters"))
            return true;
    return false;
}

/* Other pages that belong to this list, with its filters where they take them: [{label, href}]. */
static json_t *offers_json(const struct request *request, const struct entity *entity)
{
    json_t *all = json_array();
    const struct page *row;
    const char *list = list_href(request, "", "view", NULL, NULL), *filters = strchr(list, '?');
    for (int i = 0; (row = office_offer_at(i)); i++)
        if (text_equal(row->offered_on, entity->name) && access_may(request->session->access, registry_entity(row->entity), row->verb))
            json_array_append_new(all, json_pack("{s:s,s:s}", "label", row->label, "href",
                                                 arena_printf(request->arena, "%s%s", row->path,
                                                              filters && takes_filters(row) ? filters : "")));
    return all;
}

static bool entity_shares(const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++)
        if (entity->fields[i].flags & FIELD_SHARES)
            return true;
    return false;
}

static json_t *views_json(const struct request *request, const struct list_request *list)
{
    json_t *all = json_array();
    for (const struct list_view *v = list->entity->lists; v && v->name; v++)
        json_array_append_new(all, json_pack("{s:s,s:s,s:b}", "label", v->label, "href",
                                             list_href(request, "", "view", "view", v->name), "current",
                                             v == list->view && !list->shared));
    if (entity_shares(list->entity))
        json_array_append_new(all, json_pack("{s:s,s:s,s:b}", "label", "涉及本单位", "href",
                                             arena_printf(request->arena, "/%s?shared=1", list->entity->name), "current",
                                             list->shared));
    return json_array_size(all) > 1 ? all : json_null();
}

static bool has_box(const struct field *field)
{
    return (field->flags & FIELD_FILTER) && (field->kind == FIELD_ENUM || field->kind == FIELD_DATE);
}

/* What narrows the list and has no box in its form: sent along with it. */
static json_t *kept_json(const struct request *request, const struct entity *entity)
{
    json_t *all = json_array();
    for (int i = 0; i < request->input_count; i++) {
        const struct input *input = &request->inputs[i];
        const char *dot = strchr(input->name, '.');
        int field = entity_field(entity, dot ? arena_strndup(request->arena, input->name, (size_t)(dot - input->name)) : input->name);
        bool shown = field >= 0 && has_box(&entity->fields[field]) && (dot != NULL) == (entity->fields[field].kind == FIELD_DATE);
        bool frame = is_list_parameter(input->name) && strcmp(input->name, "asof") != 0 && strcmp(input->name, "shared") != 0;
        if (!shown && !frame && strcmp(input->name, "q") != 0 && input->n && *input->values[0])
            json_array_append_new(all, json_pack("{s:s,s:s}", "name", input->name, "value", input->values[0]));
    }
    return all;
}

/* 状态、整改期限…: what of a past day's list is as it was known then. */
static const char *history_labels(struct arena *arena, const struct entity *entity)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (const char *const *name = entity->history; name && *name; name++) {
        const struct field *field = &entity->fields[entity_field(entity, *name)];
        if (!(field->flags & FIELD_INNER))
            buffer_addf(&out, "%s%s", out.n ? "、" : "", field->label);
    }
    return out.p;
}

static json_t *choices_json(const struct choice *choices, const char *value)
{
    json_t *all = json_array();
    for (; choices && choices->name; choices++)
        json_array_append_new(all, json_pack("{s:s,s:s,s:b}", "name", choices->name, "label", choices->label, "selected",
                                             strcmp(choices->name, value) == 0));
    return all;
}

/* The boxes of a list's form with what was asked; without a request: with nothing. */
static json_t *filters_json(const struct request *request, const struct entity *entity)
{
    json_t *all = json_array();
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        if (!has_box(field))
            continue;
        json_t *filter = json_pack("{s:s,s:s}", "name", field->name, "label", field->label);
        if (field->kind == FIELD_ENUM)
            json_object_set_new(filter, "select", json_pack("{s:o}", "choices",
                                choices_json(field->choices, request ? request_text(request, field->name) : "")));
        else {
            char from[FILTER_NAME], to[FILTER_NAME];
            snprintf(from, sizeof from, "%s.from", field->name);
            snprintf(to, sizeof to, "%s.to", field->name);
            json_object_set_new(filter, "dates", json_pack("{s:s,s:s,s:s,s:s}", "from", from, "from_value",
                                request ? request_text(request, from) : "", "to", to, "to_value",
                                request ? request_text(request, to) : ""));
        }
        json_array_append_new(all, filter);
    }
    return all;
}

/* Most lists are asked for as they are, and then their boxes are the same for everybody. */
static json_t **empty_filters;

void generic_lists_prepare(struct arena *arena)
{
    const struct entity *entity;
    int n = 0;
    while (registry_at(n))
        n++;
    empty_filters = arena_array(arena, json_t *, n);
    for (int i = 0; (entity = registry_at(i)); i++)
        empty_filters[registry_index(entity)] = json_forever(filters_json(NULL, entity));
}

static void list_surroundings(struct request *request, const struct list_request *list)
{
    const struct entity *entity = list->entity;
    const struct access *access = list->access;
    const char *next = json_string_value(json_object_get(request->answer.data, "next"));
    request_page(request, "entity", json_string(entity->name));
    request_page(request, "note", json_string(entity->note ? entity->note : ""));
    request_page(request, "q", json_string(request_text(request, "q")));
    request_page(request, "views", views_json(request, list));
    request_page(request, "filters", list->filter_count ? filters_json(request, entity) : empty_filters[registry_index(entity)]);
    request_page(request, "kept", kept_json(request, entity));
    if (list->past) {
        request_page(request, "asof", json_string(list->past->day));
        request_page(request, "asof_fields", json_string(history_labels(request->arena, entity)));
    } else
        request_page(request, "offers", offers_json(request, entity));
    request_page(request, "filtered", json_boolean(list->filter_count > 0));
    if (list->view != entity->lists)
        request_page(request, "view", json_string(list->view->name));
    if (next)
        request_page(request, "next_href", json_string(list_href(request, "", "after", "after", next)));
    if (!list->past && access_may(access, entity, "create"))
        request_page(request, "new_href", json_string(arena_printf(request->arena, "/%s/new", entity->name)));
    if (access_may(access, entity, "export"))
        request_page(request, "export_href", json_string(list_href(request, ".xlsx", "limit", NULL, NULL)));
    if (!list->past && access_may(access, entity, "import"))
        request_page(request, "import_href", json_string(arena_printf(request->arena, "/%s/import", entity->name)));
}

/* A program gets records with their fields' names, as GET /ENTITY/ID has them; what lists mask is masked here too. */
static int row_record(struct request *request, const struct list_request *list, json_t *row, json_t **ret)
{
    const struct entity *entity = list->entity;
    struct record *record;
    TRY(record_read(request->arena, request->db, entity, id_parse(json_string_value(json_object_get(row, "id"))), &record));
    if (list->past)
        TRY(history_record(request->db, list->past, record));
    *ret = face_json(request->arena, record);
    for (int i = 0; i < entity->field_count; i++)
        if ((entity->fields[i].flags & FIELD_SENSITIVE) && record->values[i].set)
            json_object_set_new(*ret, entity->fields[i].name,
                                json_string(value_mask(request->arena, record_text(record, i))));
    json_object_set(*ret, "title", json_object_get(row, "title"));
    return DONE;
}

static int rows_as_records(struct request *request, const struct list_request *list, json_t *page)
{
    json_t *records = json_array(), *row, *one;
    size_t i;
    json_array_foreach(json_object_get(page, "rows"), i, row) {
        TRY(row_record(request, list, row, &one));
        json_array_append_new(records, one);
    }
    json_object_set_new(page, "rows", records);
    return DONE;
}

int generic_list(struct request *request)
{
    struct list_request list;
    json_t *page;
    TRY(generic_list_request(request, &list));
    int e = list_page(request->arena, request->db, &list, &page);
    if (e == INVALID)
        return inputs_bad(request, arena_strdup(request->arena, error_message()));
    TRY(e);
    request->answer.data = page;
    if (request->json)
        return rows_as_records(request, &list, page);
    json_object_set_new(page, "linked", json_true());
    list_surroundings(request, &list);
    return DONE;
}

/* lists of others: children of a record, lines of the workbench */

static int children_of(struct request *request, const struct record *record, const struct entity *child, json_t **ret)
{
    char id[ID_TEXT];
    const struct access *access = request->session->access;
    struct list_filter filter = {child->parent, "is", id_print(record->id, id)};
    struct list_request list = {.entity = child, .access = access, .verb = "read", .filters = &filter, .filter_count = 1,
                                .limit = 50};
    TRY(list_page(request->arena, request->db, &list, ret));
    bool hidden = child->flags & ENTITY_HIDDEN;
    json_object_set_new(*ret, "label", json_string(child->label));
    json_object_set_new(*ret, "entity", json_string(child->name));
    json_object_set_new(*ret, "linked", json_boolean(!hidden));
    if (!hidden && access_create_at(access, request->db, child, record->unit, NULL) == DONE)
        json_object_set_new(*ret, "new_href",
                            json_string(arena_printf(request->arena, "/%s/new?%s=%s", child->name, child->parent, id)));
    if (!hidden && !json_is_null(json_object_get(*ret, "next")))
        json_object_set_new(*ret, "all_href",
                            json_string(arena_printf(request->arena, "/%s?%s=%s", child->name, child->parent, id)));
    return DONE;
}

static bool panel_shows(const struct record *record, const struct entity *child)
{
    const struct feature *feature;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->panel_count; k++)
            if (!strcmp(feature->panels[k].entity, record->entity->name) && text_equal(feature->panels[k].shows, child->name))
                return true;
    return false;
}

json_t *generic_children(struct request *request, const struct record *record)
{
    json_t *all = json_array(), *one;
    const struct entity *child;
    for (int i = 0; (child = registry_at(i)); i++) {
        int field = child->parent ? entity_field(child, child->parent) : -1;
        if (field < 0 || field_target(&child->fields[field]) != record->entity || !child->lists || panel_shows(record, child))
            continue;
        if (!access_may(request->session->access, child, "read") || children_of(request, record, child, &one) != DONE)
            continue;
        /* Nothing there and nothing that he could add: not worth a look. */
        if (json_array_size(json_object_get(one, "rows")) || json_object_get(one, "new_href"))
            json_array_append_new(all, one);
    }
    return all;
}

/* the list as a sheet */

static const char *filters_text(const struct request *request)
{
    struct buffer out = buffer_in(request->arena);
    buffer_adds(&out, "");
    for (int i = 0; i < request->input_count; i++)
        if (request->inputs[i].n && *request->inputs[i].values[0])
            buffer_addf(&out, "%s%s=%s", out.n ? "，" : "", request->inputs[i].name, request->inputs[i].values[0]);
    return out.n ? out.p : "全部";
}

int generic_export_prepare(struct request *request)
{
    struct list_request list;
    const char *path;
    char now[MOMENT_TEXT];
    int64_t rows;
    TRY(generic_list_request(request, &list));
    TRY(request_file(request, arena_printf(request->arena, "%s.xlsx", list.entity->label), FILE_TYPE_XLSX, &path));
    const char *note = arena_printf(request->arena, "筛选：%s　导出：%s　%s", filters_text(request),
                                    moment_print(clock_now_ms(), now), request->session->name);
    int e = sheet_write(request->arena, request->db, &list, path, note, &rows);
    if (e != DONE)
        unlink(path);
    return e;
}

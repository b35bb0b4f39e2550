/* One record: its fields, what belongs to it, what other features say of it, what can be done with it, what
 * happened to it. */
#include <string.h>

#include "office/generic.h"
#include "office/inside.h"

static json_t *panels_json(struct request *request, const struct record *record)
{
    json_t *all = json_array();
    const struct feature *feature;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->panel_count; k++) {
            const struct panel *panel = &feature->panels[k];
            json_t *model = NULL;
            if (strcmp(panel->entity, record->entity->name) != 0)
                continue;
            if (panel->model(request, record, &model) != DONE || !model || json_is_null(model))
                continue;
            json_t *one = json_pack("{s:s,s:o}", "label", panel->label, "panel", model);
            if (panel->view)
                json_object_set_new(one, "view", json_string(panel->view));
            json_array_append_new(all, one);
        }
    return all;
}

static json_t *files_json(struct request *request, const struct record *record)
{
    char id[ID_TEXT];
    json_t *all = json_array();
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        if (field->kind != FIELD_FILE || (field->flags & FIELD_SECRET) || !record->values[i].set)
            continue;
        const char *href = arena_printf(request->arena, "/%s/%s/file/%s", record->entity->name, id_print(record->id, id),
                                        field->name);
        json_array_append_new(all, json_pack("{s:s,s:s}", "label", field->label, "href", href));
    }
    return all;
}

/* [{label, fields}]: the fields under the headings of the form. */
static json_t *groups_json(json_t *fields)
{
    json_t *groups = json_array(), *group = NULL, *field;
    size_t i;
    json_array_foreach(fields, i, field) {
        json_t *label = json_object_get(field, "group");
        if (label || !group) {
            group = json_pack("{s:O?,s:[]}", "label", label, "fields");
            json_array_append_new(groups, group);
        }
        json_array_append(json_object_get(group, "fields"), field);
    }
    return groups;
}

void generic_context(struct request *request, const struct record *record)
{
    request_page(request, "groups", groups_json(face_view(request->arena, request->db, record, request->session->access)));
    request_page(request, "files", files_json(request, record));
    request_page(request, "children", generic_children(request, record));
    request_page(request, "panels", panels_json(request, record));
}

/* What can be done now as buttons, the flow's next step before the others; what stands in the way of the rest in words, which
 * a telephone shows as well. */
static void actions_page(struct request *request, json_t *actions)
{
    json_t *open = json_array(), *blocked = json_array(), *one;
    size_t i;
    json_array_foreach(actions, i, one) {
        json_object_set_new(one, "next", json_boolean(i == 0));
        json_array_append(json_object_get(one, "blocked") ? blocked : open, one);
    }
    request_page(request, "actions", open);
    request_page(request, "blocked", blocked);
}

static int record_page(struct request *request, const struct record *record, json_t *actions)
{
    char id[ID_TEXT];
    json_t *history;
    const struct entity *entity = record->entity;
    const struct access *access = request->session->access;
    const char *title = record_title(request->arena, record);
    const char *href = arena_printf(request->arena, "/%s/%s", entity->name, id_print(record->id, id));
    request_page(request, "title", json_string(title));
    request_page(request, "entity", json_string(entity->name));
    request_page(request, "entity_label", json_string(entity->label));
    request_page(request, "href", json_string(href));
    request_page(request, "version", json_integer(record->version));
    actions_page(request, actions);
    generic_context(request, record);
    if (access_may(access, entity, "change") && access_record(access, request->db, entity, "change", record->id) == DONE)
        request_page(request, "edit_href", json_string(arena_printf(request->arena, "%s/edit", href)));
    if ((entity->flags & ENTITY_REMOVABLE) && access_may(access, entity, "remove")
        && access_record(access, request->db, entity, "remove", record->id) == DONE)
        request_page(request, "remove_href", json_string(arena_printf(request->arena, "%s/remove", href)));
    TRY(journal_of(request->arena, request->db, entity, record->id, 20, &history));
    journal_label(history);
    request_page(request, "history", history);
    return DONE;
}

/* A program that wants to know what could be done asks for it (actions=1): the gates are queries. */
int generic_record(struct request *request)
{
    struct record *record;
    bool asked = !request->json || strcmp(request_text(request, "actions"), "1") == 0;
    TRY(request_record(request, &record));
    json_t *actions = asked ? flow_actions(request->arena, request->db, request->session->access, record) : NULL;
    request->answer.data = face_json(request->arena, record);
    if (!request->json)
        return record_page(request, record, actions);
    if (actions)
        json_object_set_new(request->answer.data, "actions", actions);
    return DONE;
}

/* A stored file of the record: always an attachment, its kind never believed. */
int generic_file(struct request *request)
{
    struct record *record;
    const char *name;
    TRY(request_record(request, &record));
    TRY(request_path_text(request, "field", &name));
    int field = entity_field(record->entity, name);
    if (field < 0 || record->entity->fields[field].kind != FIELD_FILE || !record->values[field].set
        || (record->entity->fields[field].flags & FIELD_SECRET))
        return fail(NOT_FOUND, "没有这个附件");
    request->answer.kind = ANSWER_FILE;
    request->answer.path = system_file_path(request->system, request->arena, record_text(record, field));
    request->answer.content_type = "application/octet-stream";
    /* Under the name it came with, where the record keeps that: the field "file" beside "file_name". */
    int named = entity_field(record->entity, arena_printf(request->arena, "%s_name", name));
    request->answer.file_name = named >= 0 && *record_text(record, named)
        ? record_text(record, named)
        : arena_printf(request->arena, "%s-%s", record_title(request->arena, record), record->entity->fields[field].label);
    return DONE;
}

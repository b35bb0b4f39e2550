/* Forms of a record and what their submission does. */
#include <string.h>

#include "document/document.h"
#include "office/generic.h"
#include "office/inside.h"

static bool is_post(const struct request *request)
{
    return strcmp(request->method, "POST") == 0;
}

static json_t *form_json(struct request *request, const struct record *record)
{
    return face_form(request->arena, request->db, record, request->inputs, request->input_count, request->problems,
                     (int)request->problem_count, request->session->access);
}

/* Does the form ask for a file?  Then it is sent in parts. */
static bool asks_file(const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++)
        if (entity->fields[i].kind == FIELD_FILE && !(entity->fields[i].flags & (FIELD_SYSTEM | FIELD_SECRET)))
            return true;
    return false;
}

static void form_page(struct request *request, const struct record *record, json_t *form, const char *action, const char *back)
{
    request_page(request, "entity", json_string(record->entity->name));
    request_page(request, "form", form);
    request_page(request, "action", json_string(action));
    request_page(request, "back", json_string(back));
    if (asks_file(record->entity))
        request_page(request, "multipart", json_true());
    if (record->version)
        request_page(request, "version", json_integer(record->version));
}

/* GET presets come as parameters ("/measure/new?problem=ID"); a refused POST brings what was typed. */
int generic_new(struct request *request)
{
    const struct entity *entity = page_entity(request);
    const char *path = arena_printf(request->arena, "/%s", entity->name);
    struct record *record = record_new(request->arena, entity);
    form_page(request, record, form_json(request, record), path, path);
    if (request->json)
        request_set(request, "form", json_object_get(request->answer.page, "form"));
    return DONE;
}

/* Where somebody else was first: his value beside the typed one, field by field. */
static json_t *conflict_json(struct request *request, const struct record *theirs)
{
    json_t *all = json_array();
    struct record *yours;
    struct change *change = request_change(request, request->db, theirs->entity, "change");
    if (record_read(request->arena, request->db, theirs->entity, theirs->id, &yours) != DONE)
        return all;
    record_fill(change, yours, request->inputs, request->input_count);
    for (int i = 0; i < theirs->entity->field_count; i++) {
        const struct field *field = &theirs->entity->fields[i];
        if (field->flags & (FIELD_SECRET | FIELD_SYSTEM))
            continue;
        const char *a = theirs->values[i].set ? value_print(request->arena, field, &theirs->values[i]) : "";
        const char *b = yours->values[i].set ? value_print(request->arena, field, &yours->values[i]) : "";
        if (strcmp(a, b) != 0)
            json_array_append_new(all, json_pack("{s:s,s:s,s:s}", "label", field->label, "theirs", a, "yours", b));
    }
    return all;
}

int generic_edit(struct request *request)
{
    const struct entity *entity = page_entity(request);
    struct record *record;
    char id[ID_TEXT];
    TRY(request_record(request, &record));
    const char *path = arena_printf(request->arena, "/%s/%s", entity->name, id_print(record->id, id));
    if (request->answer.status == 409)
        request_page(request, "conflict", conflict_json(request, record));
    form_page(request, record, form_json(request, record), path, path);
    request_page(request, "title", json_string(record_title(request->arena, record)));
    return DONE;
}

/* submission */

struct stored { const char *field, *digest, *name; };

/* What we can read is asked whether it bears a 密级 mark; what we cannot (a photo, an archive) is the uploader's to know. */
static int upload_refused(struct request *request, const struct upload *upload)
{
    struct document *document;
    int outcome = document_read(request->arena, upload->file_name ? upload->file_name : "", upload->bytes, upload->n, &document);
    if (outcome < 0)
        return outcome;
    if (outcome != DONE || !document->classified)
        return DONE;
    return request_problem(request, upload->field, "文件头有密级标志，本系统不能存放涉密文件。请改为填写文号，或上传脱密后的说明");
}

/* Files go to the disk before the record that names them. */
int generic_create_prepare(struct request *request)
{
    const struct entity *entity = page_entity(request);
    char digest[DIGEST_TEXT];
    struct stored *stored = arena_array(request->arena, struct stored, request->upload_count + 1);
    int n = 0;
    for (int i = 0; i < request->upload_count; i++) {
        const struct upload *upload = &request->uploads[i];
        int field = entity_field(entity, upload->field);
        if (field < 0 || entity->fields[field].kind != FIELD_FILE || (entity->fields[field].flags & FIELD_SYSTEM))
            return request_problem(request, upload->field, "这里不能上传文件");
        if (!upload->n)
            continue;
        TRY(upload_refused(request, upload));
        TRY(file_store_put(request->system->folder, upload->bytes, upload->n, digest));
        stored[n++] = (struct stored){upload->field, arena_strdup(request->arena, digest), upload->file_name};
    }
    request->state = stored;
    return DONE;
}

/* The name it came with is kept where the entity has a place for it: "file_name" beside "file". */
static void set_files(const struct request *request, struct record *record)
{
    for (const struct stored *s = request->state; s && s->field; s++) {
        int named = entity_field(record->entity, arena_printf(request->arena, "%s_name", s->field));
        record_set_text(record, entity_field(record->entity, s->field), s->digest);
        if (named >= 0 && s->name)
            record_set_text(record, named, s->name);
    }
}

static int answer_record(struct request *request, const struct record *record, int status)
{
    char id[ID_TEXT];
    const struct entity *entity = record->entity;
    /* What belongs to another record is shown there. */
    int parent = entity->parent ? entity_field(entity, entity->parent) : -1;
    if (!request->json && parent >= 0 && record_int(record, parent))
        return request_redirect(request, "/%s/%s", entity->fields[parent].ref, id_print(record_int(record, parent), id));
    id_print(record->id, id);
    if (!request->json)
        return request_redirect(request, "/%s/%s", entity->name, id);
    struct record *saved;
    TRY(record_read(request->arena, request->db, record->entity, record->id, &saved));
    request->answer.status = status;
    request->answer.data = face_json(request->arena, saved);
    return DONE;
}

int generic_create(struct request *request, struct db *db)
{
    const struct entity *entity = page_entity(request);
    struct change *change = request_change(request, db, entity, "create");
    struct record *record = record_new(request->arena, entity);
    int e = record_fill(change, record, request->inputs, request->input_count);
    if (e != DONE)
        return e;
    set_files(request, record);
    TRY(record_create(change, record));
    return answer_record(request, record, 201);
}

int generic_change(struct request *request, struct db *db)
{
    const struct entity *entity = page_entity(request);
    struct change *change = request_change(request, db, entity, "change");
    struct record *record;
    TRY(access_read(request->session->access, request->arena, db, entity, request->id, &record));
    TRY(record_fill(change, record, request->inputs, request->input_count));
    set_files(request, record);
    TRY(record_change(change, record, request->version));
    return answer_record(request, record, 200);
}

static const char *act_verb(const struct request *request)
{
    return strrchr(request->page_row->path, '/') + 1;
}

/* The row of this verb that fits the record's state; where none does, any: the act itself says why it cannot be. */
static const struct transition *act_transition(const struct request *request, const struct record *record)
{
    const struct flow *flow = record->entity->flow;
    const char *state = record_text(record, entity_field(record->entity, flow->state));
    const struct transition *row = flow_find(flow, state, act_verb(request));
    for (int i = 0; !row && i < flow->count; i++)
        if (strcmp(flow->rows[i].verb, act_verb(request)) == 0)
            row = &flow->rows[i];
    return row;
}

/* What an act asks for before it is done: its fields and a reason. */
int generic_act_form(struct request *request)
{
    const struct entity *entity = page_entity(request);
    struct record *record;
    char id[ID_TEXT];
    TRY(request_record(request, &record));
    const struct transition *transition = act_transition(request, record);
    const char *path = arena_printf(request->arena, "/%s/%s", entity->name, id_print(record->id, id));
    static const char *const none[] = {NULL};
    json_t *form = face_form_of(request->arena, request->db, record, transition->fields ? transition->fields : none,
                                request->inputs, request->input_count, request->problems, (int)request->problem_count,
                                request->session->access);
    form_page(request, record, form, arena_printf(request->arena, "%s/%s", path, transition->verb), path);
    request_page(request, "label", json_string(transition->label));
    request_page(request, "record_title", json_string(record_title(request->arena, record)));
    request_page(request, "reason", json_boolean(transition->reason));
    request_page(request, "note", json_string(request_text(request, "note")));
    if (!request->json)
        generic_context(request, record);
    return is_post(request) ? DONE : access_record(request->session->access, request->db, entity,
                                                   request->page_row->verb, request->id);
}

/* The note is the reason given, unless the act has a field of that name. */
static int inputs_of_act(struct request *request, const struct transition *transition, struct input **ret)
{
    int n = 0;
    bool field = false;
    for (const char *const *name = transition->fields; name && *name; name++)
        field |= strcmp(*name, "note") == 0;
    *ret = arena_array(request->arena, struct input, request->input_count + 1);
    for (int i = 0; i < request->input_count; i++)
        if (field || strcmp(request->inputs[i].name, "note") != 0)
            (*ret)[n++] = request->inputs[i];
    return n;
}

static const char *note_of(const struct request *request)
{
    const char *note = request_text(request, "note");
    return *note ? note : NULL;
}

int generic_act(struct request *request, struct db *db)
{
    const struct entity *entity = page_entity(request);
    struct change *change = request_change(request, db, entity, act_verb(request));
    struct record *record;
    struct input *inputs;
    TRY(access_read(request->session->access, request->arena, db, entity, request->id, &record));
    int n = inputs_of_act(request, act_transition(request, record), &inputs);
    change->note = note_of(request);
    TRY(record_act(change, request->id, act_verb(request), inputs, n, request->version));
    TRY(record_read(request->arena, db, entity, request->id, &record));
    return answer_record(request, record, 200);
}

int generic_remove(struct request *request, struct db *db)
{
    const struct entity *entity = page_entity(request);
    struct change *change = request_change(request, db, entity, "remove");
    change->note = note_of(request);
    TRY(record_remove(change, request->id, request->version));
    if (!request->json)
        return request_redirect(request, "/%s", entity->name);
    request->answer.data = json_null();
    return DONE;
}

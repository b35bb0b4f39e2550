/* A sheet comes in: upload, see what would happen, confirm.
 *
 * The uploaded bytes are kept by their digest; the confirmation names them with a ticket only this session can
 * have, and what is saved is read from those bytes again, against the records as they are then. */
#include <string.h>

#include "office/generic.h"
#include "office/inside.h"
#include "office/session.h"

struct import {
    struct sheet_preview *preview;
    bool confirmed;
    char digest[DIGEST_TEXT];
    const char *file_name;
};

static const char *ticket_for(const struct request *request, const char *digest)
{
    char *ticket = arena_alloc(request->arena, DIGEST_TEXT);
    session_derive(request->session->token, digest, ticket);
    return ticket;
}

int generic_import_form(struct request *request)
{
    const struct entity *entity = page_entity(request);
    const struct import *import = request->state;
    request_page(request, "entity", json_string(entity->name));
    request_page(request, "entity_label", json_string(entity->label));
    request_page(request, "action", json_string(arena_printf(request->arena, "/%s/import", entity->name)));
    request_page(request, "back", json_string(arena_printf(request->arena, "/%s", entity->name)));
    request_page(request, "template_href", json_string(arena_printf(request->arena, "/%s.xlsx", entity->name)));
    if (import && import->preview) {
        json_t *preview = sheet_preview_json(import->preview);
        bool ready = !import->preview->counts[ROW_WRONG]
            && import->preview->counts[ROW_NEW] + import->preview->counts[ROW_CHANGED] > 0;
        request_page(request, "digest", json_string(import->digest));
        request_page(request, "ticket", json_string(ticket_for(request, import->digest)));
        request_page(request, "file_name", json_string(import->file_name));
        request_page(request, "ready", json_boolean(ready));
        request_page(request, "preview", preview);
        request_set(request, "preview", preview);
    }
    return DONE;
}

static int import_bytes(struct request *request, struct import *import, const void **ret, size_t *ret_n)
{
    if (request->upload_count) {
        const struct upload *upload = &request->uploads[0];
        *ret = upload->bytes;
        *ret_n = upload->n;
        import->file_name = upload->file_name ? upload->file_name : "导入.xlsx";
        return file_store_put(request->system->folder, upload->bytes, upload->n, import->digest);
    }
    const char *digest = request_text(request, "digest"), *ticket = request_text(request, "ticket");
    if (strlen(digest) != DIGEST_TEXT - 1 || strcmp(ticket, ticket_for(request, digest)) != 0)
        return request_problem(request, "file", "请选择要导入的文件");
    memcpy(import->digest, digest, DIGEST_TEXT);
    import->file_name = request_text(request, "file_name");
    import->confirmed = true;
    return file_store_get(request->system->folder, request->arena, digest, ret, ret_n);
}

int generic_import_prepare(struct request *request)
{
    struct import *import = arena_new(request->arena, struct import);
    const void *bytes;
    size_t n;
    TRY(import_bytes(request, import, &bytes, &n));
    int e = sheet_preview(request->arena, request->db, request->session->access, page_entity(request), import->file_name,
                          bytes, n, &import->preview);
    if (e > 0)
        return request_problem(request, "file", "%s", arena_strdup(request->arena, error_message()));
    request->state = import;
    return e;
}

/* Before the confirmation nothing is saved: the answer is the preview. */
int generic_import(struct request *request, struct db *db)
{
    const struct entity *entity = page_entity(request);
    struct import *import = request->state;
    if (!import->confirmed)
        return generic_import_form(request);
    struct change *change = request_change(request, db, entity, "import");
    TRY(sheet_save(change, import->preview));
    json_t *counts = json_pack("{s:i,s:i,s:s}", "new", import->preview->counts[ROW_NEW], "changed",
                               import->preview->counts[ROW_CHANGED], "file", import->digest);
    TRY(journal_event(change, "import", entity->name, 0, counts));
    if (request->json) {
        request->answer.data = counts;
        return DONE;
    }
    return request_redirect(request, "/%s", entity->name);
}

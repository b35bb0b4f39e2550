/* A sheet comes in: upload, see what would happen, confirm.
 *
 * The uploaded bytes are kept by their digest; the confirmation names them with a ticket only this session can
 * have, and what is saved is read from those bytes again, against the records as they are then. */
#include <string.h>

#include "office/generic.h"
#include "office/inside.h"
#include "office/session.h"

struct import {
    struct sheet_set set;
    struct sheet_import sheets;
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

static void preview_page(struct request *request, const struct import *import)
{
    json_t *preview = sheet_import_json(request->arena, &import->sheets);
    bool ready = !sheet_counted(&import->sheets, ROW_WRONG)
        && sheet_counted(&import->sheets, ROW_NEW) + sheet_counted(&import->sheets, ROW_CHANGED) > 0;
    request_page(request, "digest", json_string(import->digest));
    request_page(request, "ticket", json_string(ticket_for(request, import->digest)));
    request_page(request, "file_name", json_string(import->file_name));
    request_page(request, "ready", json_boolean(ready));
    request_page(request, "preview", preview);
    request_set(request, "preview", preview);
}

int generic_import_form(struct request *request)
{
    const struct sheet_set set = sheet_set_of_page(request);
    const struct import *import = request->state;
    request_page(request, "entity", json_string(set.entities[0]->name));
    request_page(request, "entity_label", json_string(set.label));
    request_page(request, "action", json_string(arena_printf(request->arena, "/%s/import", set.name)));
    request_page(request, "back", json_string(arena_printf(request->arena, "/%s", set.entities[0]->name)));
    request_page(request, "export_href", json_string(arena_printf(request->arena, "/%s.xlsx", set.name)));
    if (set.n > 1)
        request_page(request, "template_href", json_string(arena_printf(request->arena, "/%s/template.xlsx", set.name)));
    if (import && import->sheets.previews)
        preview_page(request, import);
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
    import->set = sheet_set_of_page(request);
    int e = sheet_preview(request->arena, request->db, request->session->access, &import->set, import->file_name, bytes, n,
                          &import->sheets);
    if (e > 0)
        return request_problem(request, "file", "%s", arena_strdup(request->arena, error_message()));
    request->state = import;
    return e;
}

/* Before the confirmation nothing is saved: the answer is the preview. */
int generic_import(struct request *request, struct db *db)
{
    struct import *import = request->state;
    if (!import->confirmed)
        return generic_import_form(request);
    struct change *change = request_change(request, db, page_entity(request), "import");
    TRY(sheet_import_save(change, &import->set, &import->sheets, import->digest));
    if (!request->json)
        return request_redirect(request, "/%s", import->set.entities[0]->name);
    request->answer.data = json_pack("{s:i,s:i,s:s}", "new", sheet_counted(&import->sheets, ROW_NEW), "changed",
                                     sheet_counted(&import->sheets, ROW_CHANGED), "file", import->digest);
    return DONE;
}

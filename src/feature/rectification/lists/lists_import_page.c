/* The page of an edited workbook: upload, differences, save. */
#include <string.h>

#include "feature/rectification/lists/lists_import.h"

/* From prepare to apply, and to the page that shows the differences. */
struct lists_upload {
    char digest[DIGEST_TEXT];            /* of the stored workbook, so that it is uploaded once */
    struct document *document;
    struct lists_differences differences;
    const char *seen;                    /* digest of the differences */
    bool confirmed;                      /* these very differences were shown, and accepted */
};

static struct actor page_actor(const struct request *r)
{
    return (struct actor){r->session->user, r->session->person, r->session->name, "import", r->session->access};
}

/* The zip file of a large export (lists_parts.h): its first entry is a workbook itself. */
static bool is_volumes(const char *bytes, size_t n)
{
    enum { ENTRY_HEAD = 30, NAME_MAX_BYTES = 40 };
    return n > ENTRY_HEAD + NAME_MAX_BYTES && !memcmp(bytes, "PK\3\4", 4) && memmem(bytes + ENTRY_HEAD, NAME_MAX_BYTES, "-1.xlsx", 7);
}

static int workbook_take(struct request *r, struct lists_upload *upload)
{
    const void *bytes;
    size_t n;
    const char *digest = request_text(r, "workbook"), *name = "lists.xlsx";
    if (r->upload_count && r->uploads[0].n) {
        TRY(file_store_put(r->system->folder, r->uploads[0].bytes, r->uploads[0].n, upload->digest));
        bytes = r->uploads[0].bytes, n = r->uploads[0].n, name = r->uploads[0].file_name;
    } else if (strlen(digest) == DIGEST_TEXT - 1) {
        TRY(file_store_get(r->system->folder, r->arena, digest, &bytes, &n));
        memcpy(upload->digest, digest, DIGEST_TEXT);
    } else {
        return request_problem(r, "file", "请选择改好的清单（.xlsx）");
    }
    if (is_volumes(bytes, n))
        return request_problem(r, "file", "这是分册导出的压缩包。请先解开，改好后一册一册导回（三张清单-1.xlsx、三张清单-2.xlsx……）");
    int outcome = document_read_own(r->arena, name, bytes, n, &upload->document);
    return outcome > 0 ? request_problem(r, "file", "%s", error_message()) : outcome;
}

int lists_import_prepare(struct request *r)
{
    struct lists_upload *upload = arena_new(r->arena, struct lists_upload);
    struct actor actor = page_actor(r);
    TRY(workbook_take(r, upload));
    int outcome = lists_compare(r->arena, r->db, &actor, upload->document, &upload->differences);
    if (outcome == INVALID)
        return request_problem(r, "file", "%s", error_message());
    TRY(outcome);
    upload->seen = lists_differences_digest(r->arena, &upload->differences);
    r->state = upload;
    upload->confirmed = !strcmp(request_text(r, "seen"), upload->seen) && !upload->differences.errors;
    if (*request_text(r, "seen") && !upload->confirmed)
        return request_problem(r, NULL, "记录在预览之后又有变化，请重新核对下面的差异再保存");
    return DONE;
}

int lists_import_apply(struct request *r, struct db *db)
{
    const struct lists_upload *upload = r->state;
    if (!upload->confirmed)
        return lists_import_form(r);
    struct change *change = request_change(r, db, &problem_entity, "change");
    TRY(lists_apply(change, &upload->differences));
    return request_redirect(r, "/problem");
}

static json_t *difference_json(struct arena *arena, const struct lists_difference *d)
{
    char id[ID_TEXT];
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:b, s:s}", "problem",
                     arena_strdup(arena, id_print(d->parent, id)), "label", d->label, "before", d->before, "after",
                     d->after, "sheet", d->place.sheet, "row", d->place.row, "column", d->place.title, "new", d->id == 0,
                     "error", d->error ? d->error : "");
}

int lists_import_form(struct request *r)
{
    const struct lists_upload *upload = r->state;
    json_t *rows = json_array();
    for (size_t i = 0; upload && i < upload->differences.n; i++)
        json_array_append_new(rows, difference_json(r->arena, &upload->differences.rows[i]));
    request_set(r, "differences", rows);
    if (upload)
        request_set(r, "upload", json_pack("{s:s, s:s, s:b, s:i, s:b}", "workbook", upload->digest, "seen", upload->seen,
                                           "good", !upload->differences.errors && upload->differences.n, "problems",
                                           (int)upload->differences.problems, "same", !upload->differences.n));
    return DONE;
}

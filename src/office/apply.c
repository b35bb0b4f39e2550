/* The row is run; every POST has one effect however often it comes.
 *
 * The answer of a POST is kept under its key for some days: the same key from the same account for the
 * same address with the same content gets the same answer; anything else with it is a mistake of the asker. */
#include <string.h>

#include "office/inside.h"
#include "office/session.h"

enum { ANSWER_BYTES_MAX = 64 << 10 };
static const int64_t KEEP_MS = 8 * 24 * 60 * 60 * (int64_t)1000;

int request_read(struct request *request)
{
    const struct page *row = request->page_row;
    if (row->prepare)
        TRY(row->prepare(request));
    return row->model ? row->model(request) : DONE;
}

int request_prepare(struct request *request)
{
    const struct page *row = request->page_row;
    return row->prepare ? row->prepare(request) : DONE;
}

/* What was sent, so that another content under the same key is seen. */
static char *content_digest(const struct request *request, char out[DIGEST_TEXT])
{
    uint8_t bytes[DIGEST_SIZE];
    struct digest *digest = digest_start();
    for (int i = 0; i < request->input_count; i++) {
        digest_add(digest, request->inputs[i].name, strlen(request->inputs[i].name) + 1);
        for (int k = 0; k < request->inputs[i].n; k++)
            digest_add(digest, request->inputs[i].values[k], strlen(request->inputs[i].values[k]) + 1);
    }
    for (int i = 0; i < request->upload_count; i++)
        digest_add(digest, request->uploads[i].bytes, request->uploads[i].n);
    digest_finish(digest, bytes);
    return digest_hex(bytes, out);
}

/* NOT_FOUND: a new key.  DONE: the answer of the first time.  CONFLICT: a key that was used for something else. */
static int answer_again(struct request *request, struct db *db, const char *content)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT account, path, content, status, location, body FROM answer WHERE key = ?1",
                 value_text(request->idempotency_key)));
    int e = statement_step(s);
    if (e != STATEMENT_ROW)
        return e == DONE ? NOT_FOUND : e;
    if (statement_int(s, 0) != request->session->user || strcmp(statement_text(s, 1), request->path) != 0
        || strcmp(statement_text(s, 2), content) != 0)
        return fail(CONFLICT, "这个 Idempotency-Key 已用于另一次提交，请换一个新的");
    request->answer.status = (int)statement_int(s, 3);
    if (!statement_is_null(s, 4)) {
        request->answer.kind = ANSWER_REDIRECT;
        request->answer.location = arena_strdup(request->arena, statement_text(s, 4));
    } else {
        request->answer.kind = ANSWER_VIEW;
        if (!statement_is_null(s, 5))
            request->answer.data = json_loads(statement_text(s, 5), JSON_DECODE_ANY, NULL);
        request->answer.view = "office/done";
    }
    return DONE;
}

static int answer_keep(struct request *request, struct db *db, const char *content)
{
    const struct answer *answer = &request->answer;
    bool redirect = answer->kind == ANSWER_REDIRECT;
    char *body = NULL;
    if (request->json && !redirect && answer->kind == ANSWER_VIEW) {
        size_t n = json_dumpb(answer->data, NULL, 0, JSON_COMPACT | JSON_ENCODE_ANY);
        if (n && n < ANSWER_BYTES_MAX) {
            body = arena_alloc(request->arena, n + 1);
            json_dumpb(answer->data, body, n, JSON_COMPACT | JSON_ENCODE_ANY);
        }
    }
    return db_run(db, "INSERT INTO answer (key, account, path, content, status, location, body, at)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                  value_text(request->idempotency_key), value_int(request->session->user), value_text(request->path),
                  value_text(content), value_int(answer->status), value_text(redirect ? answer->location : NULL),
                  value_text(body), value_int(clock_now_ms()));
}

static int apply_once(struct request *request, struct db *db)
{
    char content[DIGEST_TEXT];
    bool keyed = request->session && request->idempotency_key;
    if (keyed) {
        int e = answer_again(request, db, content_digest(request, content));
        if (e != NOT_FOUND)
            return e;
    }
    TRY(request->page_row->apply(request, db));
    return keyed ? answer_keep(request, db, content) : DONE;
}

/* A GET whose row says that reading is journaled. */
static int apply_read(struct request *request, struct db *db)
{
    const struct page *row = request->page_row;
    const struct entity *entity = row->entity ? registry_entity(row->entity) : NULL;
    struct change *change = request_change(request, db, entity, "read");
    json_t *details = json_pack("{s:s}", "path", request->path);
    return journal_event(change, strcmp(row->verb, "export") == 0 ? "export" : "read", row->entity, request->id, details);
}

int request_apply(struct request *request, struct db *db)
{
    struct db *reader = request->db;
    request->db = db;
    names_begin();
    json_begin(request->arena);
    request_change(request, db, request->page_row->entity ? registry_entity(request->page_row->entity) : NULL,
                   request->page_row->verb);
    int e = strcmp(request->method, "POST") == 0 ? apply_once(request, db) : apply_read(request, db);
    json_end();
    request->db = reader;
    request->applied = e;
    if (e != DONE)
        names_rollback();
    return e;
}

void request_done(struct request *request, int outcome)
{
    system_follow(request->system, request->applied, outcome);
}

/* Job: keys are kept for more than a week, so a resend after days still has one effect. */
int answer_clean(struct change *change)
{
    return db_run(change->db, "DELETE FROM answer WHERE at < ?1", value_int(change->now - KEEP_MS));
}

/* What administrators do to an account beside its record: one-time code, unlock, forget the second factor; and what
 * the account's page shows of its logins. */
#include <string.h>

#include "office/credential.h"
#include "office/inside.h"
#include "office/pages.h"
#include "office/session.h"

struct code { char text[CODE_TEXT], hash[PASSWORD_HASH]; };

int account_code_prepare(struct request *request)
{
    struct code *code = arena_new(request->arena, struct code);
    struct record *record;
    if (request->json)
        return fail(DENIED, "一次性口令只在页面上显示，或用命令 mingze user code 生成");
    TRY(request_record(request, &record));
    TRY(password_hash(code_new(code->text), code->hash));
    request->state = code;
    return DONE;
}

/* Shown once, never kept: a repeated submit says that it was shown. */
int account_code_apply(struct request *request, struct db *db)
{
    const struct code *code = request->state;
    struct change *change = request_change(request, db, &account_entity, "code");
    struct record *record;
    char id[ID_TEXT];
    TRY(record_read(request->arena, db, &account_entity, request->id, &record));
    TRY(credential_set_code(db, request->id, code->hash, change->now));
    TRY(session_end_all(db, request->id));
    TRY(journal_event(change, "code", "account", request->id, NULL));
    request_page(request, "login", json_string(record_text(record, ACCOUNT_LOGIN)));
    request_page(request, "code", json_string(code->text));
    request_page(request, "back", json_string(arena_printf(request->arena, "/account/%s", id_print(request->id, id))));
    return DONE;
}

static int account_done(struct request *request, struct change *change)
{
    char id[ID_TEXT];
    TRY(journal_event(change, change->verb, "account", request->id, NULL));
    return request_redirect(request, "/account/%s", id_print(request->id, id));
}

int account_unlock_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &account_entity, "unlock");
    TRY(access_record(request->session->access, db, &account_entity, "unlock", request->id));
    TRY(credential_unlock(db, request->id));
    return account_done(request, change);
}

int account_forget_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &account_entity, "forget");
    TRY(access_record(request->session->access, db, &account_entity, "forget", request->id));
    TRY(credential_set_totp(db, request->id, NULL, 0));
    TRY(session_end_all(db, request->id));
    return account_done(request, change);
}

/* Panel of an account: state of its logins and what may be done to them. */
int account_panel(struct request *request, const struct record *record, json_t **ret)
{
    char id[ID_TEXT], until[MOMENT_TEXT] = "";
    const struct access *access = request->session->access;
    struct credential credential;
    int64_t sessions = 0;
    TRY(credential_read(request->db, request->arena, record->id, &credential));
    TRY(db_get_int(request->db, &sessions, "SELECT count(*) FROM session WHERE account = ?1", value_int(record->id)));
    if (credential.locked_until > clock_now_ms())
        moment_print(credential.locked_until, until);
    const char *href = arena_printf(request->arena, "/account/%s", id_print(record->id, id));
    *ret = json_pack("{s:s,s:s,s:s,s:b,s:I}", "href", href, "password",
                     !credential.there ? "未设置" : credential.must_change ? "一次性口令，待修改" : "已设置", "locked_until", until,
                     "second_factor", credential.totp != NULL, "sessions", (json_int_t)sessions);
    json_object_set_new(*ret, "may_code", json_boolean(access_may(access, &account_entity, "code")));
    json_object_set_new(*ret, "may_unlock", json_boolean(*until && access_may(access, &account_entity, "unlock")));
    json_object_set_new(*ret, "may_forget", json_boolean(credential.totp && access_may(access, &account_entity, "forget")));
    return DONE;
}

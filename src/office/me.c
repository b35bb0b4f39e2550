/* What is one's own: settings, password, second factor. */
#include <qrencode.h>
#include <string.h>

#include "office/credential.h"
#include "office/inside.h"
#include "office/pages.h"
#include "office/session.h"

/* Tokens of one's own programs that still hold. */
static int tokens_json(struct request *request, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char id[ID_TEXT];
    int e;
    *ret = json_array();
    TRY(db_query(request->db, &s, "SELECT id, purpose, ends FROM bearer WHERE holder = ?1 ORDER BY created_at, id LIMIT 100",
                 value_int(request->session->user)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(*ret, json_pack("{s:s,s:s,s:s?}", "id", id_print(statement_int(s, 0), id), "purpose",
                                              statement_text(s, 1), "ends", statement_text(s, 2)));
    return e;
}

int me_form(struct request *request)
{
    struct credential credential;
    json_t *roles = json_array(), *tokens;
    const struct role *role;
    TRY(credential_read(request->db, request->arena, request->session->user, &credential));
    for (int i = 0; (role = access_role_at(i)); i++)
        if (access_has_role(request->session->access, role->name))
            json_array_append_new(roles, json_string(role->label));
    request_set(request, "login", json_string(request->session->login));
    request_set(request, "name", json_string(request->session->name));
    request_set(request, "roles", roles);
    request_set(request, "large_type", json_boolean(request->session->large_type));
    request_set(request, "second_factor", json_boolean(credential.totp != NULL));
    TRY(tokens_json(request, &tokens));
    request_set(request, "tokens", tokens);
    return DONE;
}

/* Taken back at once: the account's own right, so none is asked of the record. */
int token_remove(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &bearer_entity, "remove");
    struct change own = change_within(change, &bearer_entity, "remove");
    struct record *bearer;
    TRY(record_read(request->arena, db, &bearer_entity, request->id, &bearer));
    if (record_int(bearer, BEARER_HOLDER) != request->session->user)
        return fail(NOT_FOUND, "没有这个令牌");
    TRY(record_remove(&own, request->id, 0));
    return request_redirect(request, "/me");
}

int me_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &account_entity, "change");
    struct change own = change_within(change, &account_entity, "change");
    struct record *record;
    TRY(record_read(request->arena, db, &account_entity, request->session->user, &record));
    record_set_int(record, ACCOUNT_LARGE_TYPE, strcmp(request_text(request, "large_type"), "1") == 0);
    TRY(record_change(&own, record, 0));
    return request_redirect(request, "/me");
}

/* password */

int password_form(struct request *request)
{
    const char *policy = setting_text(request->system, request->arena, "password_policy");
    request_page(request, "first", json_boolean(request->session->stage == SESSION_PASSWORD));
    request_page(request, "policy", json_string(strcmp(policy, "asvs") == 0 ? "至少 12 位，一句话最好记"
                                                : "至少 8 位，含大写字母、小写字母、数字、符号中的三类"));
    return DONE;
}

struct new_password { char hash[PASSWORD_HASH]; };

int password_prepare(struct request *request)
{
    struct new_password *made = arena_new(request->arena, struct new_password);
    const char *old = request_text(request, "old"), *new = request_text(request, "new");
    const char *policy = setting_text(request->system, request->arena, "password_policy"), *problem;
    struct credential credential;
    bool right = false;
    if (strlen(old) > PASSWORD_BYTES_MAX)
        return request_problem(request, "old", "现在的口令不正确");
    if (strcmp(new, request_text(request, "again")) != 0)
        return request_problem(request, "again", "两次输入的新口令不一样");
    if (strcmp(new, old) == 0)
        return request_problem(request, "new", "新口令不能与现在的相同");
    if ((problem = password_problem(policy, request->session->login, new)))
        return request_problem(request, "new", "%s", problem);
    TRY(credential_read(request->db, request->arena, request->session->user, &credential));
    TRY(password_verify(credential.password, old, &right));
    if (!right)
        return request_problem(request, "old", "现在的口令不正确");
    TRY(password_hash(new, made->hash));
    request->state = made;
    return DONE;
}

/* Every other session of the account ends; this one goes on under a new value. */
int password_apply(struct request *request, struct db *db)
{
    const struct new_password *made = request->state;
    int64_t user = request->session->user;
    struct change *change = request_change(request, db, &account_entity, "password");
    char *value = arena_alloc(request->arena, SESSION_VALUE);
    TRY(credential_set_password(db, user, made->hash, change->now));
    TRY(session_end_all(db, user));
    TRY(session_begin(db, user, request->remote, request->session->second_factor_passed, change->now, value));
    TRY(journal_event(change, "password", "account", user, NULL));
    request->answer.set_cookie = value;
    return request_redirect(request, "/");
}

/* second factor */

/* The secret that is offered comes from the session itself, so looking at the page changes nothing. */
static bool offered_secret(const struct request *request, char out[DIGEST_TEXT])
{
    if (!request->cookie)
        return false;
    session_derive(request->cookie, "second factor", out);
    out[TOTP_BYTES * 2] = '\0';
    return true;
}

int totp_form(struct request *request)
{
    char secret[DIGEST_TEXT];
    struct credential credential;
    TRY(credential_read(request->db, request->arena, request->session->user, &credential));
    if (!offered_secret(request, secret))
        return fail(DENIED, "动态口令只能在浏览器里启用");
    request_page(request, "enrolled", json_boolean(credential.totp != NULL));
    request_page(request, "first", json_boolean(request->session->stage == SESSION_ENROL));
    request_page(request, "secret", json_string(totp_base32(request->arena, secret)));
    return DONE;
}

static void qr_svg(struct buffer *out, const QRcode *code)
{
    buffer_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-4 -4 %d %d\"><path fill=\"#fff\" d=\"M-4-4h%dv%dh-%dz\"/>"
                     "<path d=\"", code->width + 8, code->width + 8, code->width + 8, code->width + 8, code->width + 8);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                buffer_addf(out, "M%d %dh1v1h-1z", x, y);
    buffer_adds(out, "\"/></svg>");
}

int totp_image(struct request *request)
{
    char secret[DIGEST_TEXT];
    struct buffer out = buffer_in(request->arena);
    if (!offered_secret(request, secret))
        return fail(NOT_FOUND, "没有这个页面");
    const char *site = setting_text(request->system, request->arena, "site_name");
    QRcode *code = QRcode_encodeString8bit(totp_uri(request->arena, site, request->session->login, secret), 0, QR_ECLEVEL_M);
    if (!code)
        return fail(FATAL, "cannot draw the QR code");
    qr_svg(&out, code);
    QRcode_free(code);
    request->answer.kind = ANSWER_BYTES;
    request->answer.content_type = "image/svg+xml";
    request->answer.bytes = out.p;
    request->answer.n = out.n;
    return DONE;
}

int totp_apply(struct request *request, struct db *db)
{
    char secret[DIGEST_TEXT];
    int64_t step, user = request->session->user;
    struct credential credential;
    struct change *change = request_change(request, db, &account_entity, "second-factor");
    TRY(credential_read(db, request->arena, user, &credential));
    if (credential.totp)
        return request_problem(request, "code", "动态口令已启用；换手机请联系安全管理员重置");
    if (!offered_secret(request, secret) || !totp_step(secret, request_text(request, "code"), change->now, 0, &step))
        return request_problem(request, "code", "动态口令不正确，请核对手机时间，输入最新的 6 位数字");
    TRY(credential_set_totp(db, user, secret, step));
    TRY(session_pass(db, request->cookie));
    TRY(journal_event(change, "second-factor", "account", user, NULL));
    return request_redirect(request, "/");
}

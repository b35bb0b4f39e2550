/* Commands over the data folder as a whole: made, shown, checked, copied. */
#include <stdlib.h>
#include <string.h>

#include "office/commands.h"
#include "office/credential.h"
#include "office/inside.h"
#include "office/pages.h"

/* accounts with one-time codes */

enum { CODES_MAX = 64 };

struct issued { int64_t account; const char *login, *name, *role; char text[CODE_TEXT], hash[PASSWORD_HASH]; };
struct issue { struct issued *items; int n; };

/* Every account that cannot log in yet. */
static int issue_find(struct command_call *call, struct issue *issue)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    issue->items = arena_array(call->arena, struct issued, CODES_MAX);
    TRY(db_query(call->system->reader, &s, "SELECT a.id, a.login, a.name, (SELECT g.role FROM role_grant g"
                                           " WHERE g.holder = a.id ORDER BY g.created_at LIMIT 1)"
                                           " FROM account a LEFT JOIN credential c ON c.account = a.id"
                                           " WHERE c.account IS NULL ORDER BY a.created_at, a.login LIMIT 64"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        const struct role *role = statement_is_null(s, 3) ? NULL : access_role(statement_text(s, 3));
        issue->items[issue->n++] = (struct issued){.account = statement_int(s, 0), .role = role ? role->label : "",
            .login = arena_strdup(call->arena, statement_text(s, 1)), .name = arena_strdup(call->arena, statement_text(s, 2))};
    }
    return e;
}

static int issue_write(struct change *change, void *context)
{
    const struct issue *issue = context;
    for (int i = 0; i < issue->n; i++) {
        TRY(credential_set_code(change->db, issue->items[i].account, issue->items[i].hash, change->now));
        TRY(journal_event(change, "code", "account", issue->items[i].account, NULL));
    }
    return DONE;
}

static void issue_print(const struct command_call *call, const struct issue *issue)
{
    json_t *all = json_array();
    for (int i = 0; i < issue->n; i++)
        json_array_append_new(all, json_pack("{s:s,s:s,s:s,s:s}", "login", issue->items[i].login, "name",
                                             issue->items[i].name, "role", issue->items[i].role, "code",
                                             issue->items[i].text));
    if (call->json)
        command_print_json(call, all);
    for (int i = 0; !call->json && i < issue->n; i++)
        fprintf(call->out, "%-14s %s  %s（%s）\n", issue->items[i].login, issue->items[i].text,
                issue->items[i].name, issue->items[i].role);
    json_decref(all);
}

/* Codes are hashed before the lane, a few dozen milliseconds each. */
int command_issue_codes(struct command_call *call)
{
    struct issue issue = {0};
    TRY(issue_find(call, &issue));
    for (int i = 0; i < issue.n; i++) {
        TRY(password_hash(code_new(issue.items[i].text), issue.items[i].hash));
        command_progress(call, "生成一次性口令", i + 1, issue.n);
    }
    TRY(system_write(call->system, issue_write, &issue, "command"));
    if (!call->json && issue.n)
        fprintf(call->err, "以下一次性口令只显示这一次，7 天内有效，首次登录须修改：\n");
    issue_print(call, &issue);
    return DONE;
}

static int init_write(struct change *change, void *context)
{
    static const struct { const char *login, *name, *role; } administrators[] = {
        {"sysadmin", "系统管理员", "system_administrator"},
        {"secadmin", "安全管理员", "security_administrator"},
        {"auditadmin", "审计管理员", "audit_administrator"},
    };
    int64_t there = 0, id;
    TRY(db_get_int(change->db, &there, "SELECT count(*) FROM account"));
    if (there)
        return fail(CONFLICT, "这个数据目录已经初始化过");
    for (size_t i = 0; i < ARRAY_SIZE(administrators); i++)
        TRY(account_open(change, administrators[i].login, administrators[i].name, 0, administrators[i].role, 0, &id));
    return setting_put(change, "profile", context);
}

int command_init(struct command_call *call)
{
    const char *profile = command_option(call, "profile");
    TRY(system_open(call->data_path, SYSTEM_CREATE, &call->system));
    int e = system_write(call->system, init_write, (void *)(profile ? profile : "full"), "command");
    if (e == DONE)
        e = command_issue_codes(call);
    system_close(call->system);
    call->system = NULL;
    return e;
}

/* A demonstration asks nobody for a telephone: the second factor is offered, not required, and the settings say so. */
/* How far back the demonstration begins. */
enum { DEMO_DAYS = 400 };

static int demo_write(struct change *change, void *context)
{
    const struct feature *feature;
    int64_t units = 0;
    TRY(db_get_int(change->db, &units, "SELECT count(*) FROM unit"));
    if (units)
        return fail(CONFLICT, "已经有单位了：演示只能装入空的数据目录");
    TRY(setting_put(change, "second_factor", "offered"));
    change->now -= DEMO_DAYS * (int64_t)86400000;      /* each feature goes on from the day where the one before it ended */
    for (int i = 0; (feature = office_feature_at(i)); i++)
        if (feature->demonstrate)
            TRY(feature->demonstrate(change, context));
    return DONE;
}

int command_demo(struct command_call *call)
{
    TRY(system_write(call->system, demo_write, call->system->folder, "command"));
    fprintf(call->err, "演示目录不强制动态口令（设置“动态口令”为可选）：只供试用，不要存入真实数据。正式使用请另用 mingze init 建立目录。\n");
    return command_issue_codes(call);
}

/* proof */

static const struct command_call *progress_call;

static void journal_progress(int64_t done, int64_t all)
{
    command_progress(progress_call, "校验日志", (long)done, (long)all);
}

struct files { int64_t checked, bad; };

static int field_files_verify(struct command_call *call, struct db *db, const struct entity *entity, const struct field *field,
                              struct files *files)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct arena *arena = arena_create(300 << 20);
    const char *sql = arena_printf(call->arena, "SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", field->name, entity->name,
                                   field->name);
    int e = db_query_built(db, &s, sql, NULL, 0);
    while (e == DONE && (e = statement_step(s)) == STATEMENT_ROW) {
        const void *bytes;
        size_t n;
        arena_reset(arena);
        e = DONE;
        files->checked++;
        if (file_store_get(call->system->folder, arena, statement_text(s, 0), &bytes, &n) != DONE) {
            files->bad++;
            fprintf(call->err, "附件损坏或缺失：%s.%s %s\n", entity->name, field->name, statement_text(s, 0));
        }
    }
    arena_destroy(arena);
    return e;
}

static int files_verify(struct command_call *call, struct db *db, struct files *files)
{
    const struct entity *entity;
    for (int i = 0; (entity = registry_at(i)); i++)
        for (int k = 0; k < entity->field_count; k++)
            if (entity->fields[k].kind == FIELD_FILE)
                TRY(field_files_verify(call, db, entity, &entity->fields[k], files));
    return DONE;
}

int command_verify(struct command_call *call)
{
    struct journal_report report = {0};
    struct files files = {0};
    int64_t locked = 0, unopened = 0;
    struct db *db = call->system->reader;
    TRY(db_check(db));
    progress_call = call;
    int e = journal_verify(call->arena, db, journal_progress, &report);
    if (e > 0)
        fprintf(call->err, "日志链在第 %lld 行断开：%s\n", (long long)report.bad_seq, error_message());
    if (e < 0)
        return e;
    TRY(files_verify(call, db, &files));
    TRY(credential_verify(db, call->arena, &locked, &unopened));
    if (unopened)
        fprintf(call->err, "动态口令 %lld 个里有 %lld 个不能用密钥文件打开：请放回原来的密钥文件，或由安全管理员重置\n", (long long)locked,
                (long long)unopened);
    bool good = e == DONE && !files.bad && !unopened;
    if (call->json)
        command_print_json(call, json_pack("{s:b,s:I,s:s,s:I,s:I}", "good", good, "journal_rows", (json_int_t)report.rows,
                                           "journal_head", report.head, "files", (json_int_t)files.checked, "bad_files",
                                           (json_int_t)files.bad));
    else
        fprintf(call->out, "日志 %lld 行，链首 %.16s…；附件 %lld 个，坏 %lld 个：%s\n", (long long)report.rows, report.head,
                (long long)files.checked, (long long)files.bad, good ? "完好" : "有损坏");
    return good ? DONE : fail(INVALID, "数据有损坏，请从备份恢复，并保留现场");
}

/* copies */

static int copy_verify(struct db *db, void *context)
{
    struct journal_report report = {0};
    struct command_call *call = context;
    return journal_verify(call->arena, db, NULL, &report);
}

static void copy_print(const struct command_call *call, const char *to, const struct backup_report *report)
{
    if (call->json)
        command_print_json(call, json_pack("{s:s,s:I,s:I,s:I,s:b}", "path", to, "database_bytes",
                                           (json_int_t)report->database_bytes, "files", (json_int_t)report->files, "file_bytes",
                                           (json_int_t)report->file_bytes, "key", report->key));
    else
        fprintf(call->out, "%s：数据库 %.1f MB，附件 %lld 个 %.1f MB，已校验\n", to, (double)report->database_bytes / 1e6,
                (long long)report->files, (double)report->file_bytes / 1e6);
}

static void key_note(const struct command_call *call, const char *path, const struct backup_report *report)
{
    if (report->key)
        fprintf(call->err, "密钥文件 %s/key 也在里面：请像数据目录一样保管；要带出本单位时，先把它移到另一处存放\n", path);
    else
        fprintf(call->err, "里面没有密钥文件：启动前请把另存的密钥放到 %s/key（权限 600）\n", path);
}

int command_backup(struct command_call *call)
{
    struct backup_report report = {0};
    TRY(store_backup(call->system->path, call->arguments[0], copy_verify, call, &report));
    copy_print(call, call->arguments[0], &report);
    key_note(call, call->arguments[0], &report);
    return DONE;
}

/* The old key is gone, and with it what it locked: everybody enrols the second factor anew. */
static int key_renew(struct command_call *call)
{
    TRY(system_open(call->data_path, SYSTEM_NEW_KEY, &call->system));
    system_close(call->system);
    call->system = NULL;
    fprintf(call->err, "已换新密钥；原来启用的动态口令已全部清除，须各自重新启用\n");
    return DONE;
}

int command_restore(struct command_call *call)
{
    struct backup_report report = {0};
    TRY(store_restore(call->arguments[0], call->data_path, copy_verify, call, &report));
    copy_print(call, call->data_path, &report);
    if (!report.key && command_option(call, "new-key"))
        return key_renew(call);
    if (!report.key)
        key_note(call, call->data_path, &report);
    return DONE;
}

int command_openapi(struct command_call *call)
{
    json_t *all = openapi_json();
    command_print_json(call, all);
    json_decref(all);
    return DONE;
}

int command_version(struct command_call *call)
{
    if (call->json)
        command_print_json(call, json_pack("{s:s}", "version", MINGZE_VERSION));
    else
        fprintf(call->out, "mingze %s\n", MINGZE_VERSION);
    return DONE;
}

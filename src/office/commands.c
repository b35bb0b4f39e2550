/* Office's commands as rows: help, man page and option parsing come from here. */
#include "office/commands.h"

#include "office/inside.h"

#define OPTIONS(...) (const struct option[]){__VA_ARGS__, {0}}

/* Inside, a command's function gives an outcome like any other; the row's gives the exit status. */
#define STATUS(name) static int name##_status(struct command_call *call) { return command_end(call, name(call)); }
STATUS(command_init)
STATUS(command_serve)
STATUS(command_demo)
STATUS(command_user_list)
STATUS(command_user_add)
STATUS(command_user_grant)
STATUS(command_user_code)
STATUS(command_user_token)
STATUS(command_user_disable)
STATUS(command_user_enable)
STATUS(command_act)
STATUS(command_import)
STATUS(command_export)
STATUS(command_calendar_import)
STATUS(command_verify)
STATUS(command_history_rebuild)
STATUS(command_backup)
STATUS(command_restore)
STATUS(command_openapi)
STATUS(command_version)

const struct command office_commands[] = {
    {"init", NULL, 0, 0, false, "建立数据目录",
     "建立一个空的数据目录，并给三个管理员（sysadmin、secadmin、auditadmin）各生成一个一次性口令。"
     "一次性口令只显示这一次，7 天内有效，首次登录须修改。没有任何默认账号。",
     OPTIONS({"profile", 0, OPTION_CHOICE, "small|full", "规模：small 小单位，三员可由外单位人员担任；full（默认）", "small full"}),
     COMMAND_OWNS, true, command_init_status},
    {"serve", NULL, 0, 0, false, "启动服务",
     "在浏览器里使用。默认只在本机 127.0.0.1:8018 提供服务；给别的机器用时，请在前面放 TLS 或 TLCP 代理，并用 --proxy 写明代理的地址。"
     "按 Ctrl+C 停止。",
     OPTIONS({"listen", 'l', OPTION_TEXT, "HOST:PORT", "监听地址，默认 127.0.0.1:8018"},
             {"proxy", 0, OPTION_TEXT, "ADDRESS", "代理的地址：只相信它转来的来源地址和 TLS 标记"}),
     COMMAND_OWNS, false, command_serve_status},
    {"demo", NULL, 0, 0, false, "装入演示单位",
     "在空的数据目录里装入一个虚构省份的机关、人员、反馈文件和问题，并打印谁能用哪个一次性口令登录。", NULL, COMMAND_WRITES, true,
     command_demo_status},
    {"user list", NULL, 0, 0, false, "列出账号", "列出账号、状态和角色。", NULL, COMMAND_READS, true, command_user_list_status},
    {"user add", "LOGIN", 1, 1, false, "新建账号",
     "新建一个账号，可同时授予一个角色，并打印一次性口令。",
     OPTIONS({"name", 'n', OPTION_TEXT, "姓名", "显示的姓名；不写就用登录名"},
             {"person", 'p', OPTION_TEXT, "工号", "绑定的人员：编号、工号或姓名"},
             {"role", 'r', OPTION_TEXT, "ROLE", "角色，如 organ_officer"},
             {"unit", 'u', OPTION_TEXT, "单位", "在哪个单位：编号、代码或名称"}),
     COMMAND_WRITES, true, command_user_add_status},
    {"user grant", "LOGIN ROLE", 2, 2, false, "授予角色", "给账号一个角色，从今天或 --from 起。",
     OPTIONS({"unit", 'u', OPTION_TEXT, "单位", "在哪个单位：编号、代码或名称"},
             {"from", 0, OPTION_TEXT, "DATE", "起，默认今天"}, {"until", 0, OPTION_TEXT, "DATE", "止，当天仍有效"}),
     COMMAND_WRITES, false, command_user_grant_status},
    {"user code", "LOGIN", 1, 1, false, "生成一次性口令", "忘记口令时用：打印一个 7 天内有效、须立即修改的一次性口令。", NULL,
     COMMAND_WRITES, true, command_user_code_status},
    {"user token", "LOGIN", 1, 1, false, "生成程序令牌",
     "打印一个令牌，程序以 Authorization: Bearer 出示，以这个账号的权限访问。令牌只显示这一次。",
     OPTIONS({"purpose", 0, OPTION_TEXT, "用途", "给谁用，默认“命令行生成”"}, {"days", 0, OPTION_INT, "N", "有效天数，默认 365"}),
     COMMAND_WRITES, true, command_user_token_status},
    {"user disable", "LOGIN", 1, 1, false, "停用账号", "停用账号，它的登录立即全部失效。",
     OPTIONS({"reason", 0, OPTION_TEXT, "理由", "记入日志", .required = true}), COMMAND_WRITES, false, command_user_disable_status},
    {"user enable", "LOGIN", 1, 1, false, "启用账号", "重新启用停用的账号。",
     OPTIONS({"reason", 0, OPTION_TEXT, "理由", "记入日志", .required = true}), COMMAND_WRITES, false, command_user_enable_status},
    {"act", "ENTITY ID VERB [FIELD=VALUE…]", 3, 20, false, "办理一件事项",
     "以令牌所属的人的身份办理，如“mingze act problem 编号 request_closing effect=已换届 --token-file 令牌文件”。权限、条件和页面上完全一样："
     "办不了的在页面上办不了，在这里也办不了。令牌由 mingze user token 生成。",
     OPTIONS({"token-file", 't', OPTION_PATH, "FILE", "存有令牌的文件（不写在命令行上，免得被别人看到）", .required = true},
             {"reason", 'r', OPTION_TEXT, "理由", "退回、反弹重开、申请延期等必填"}),
     COMMAND_WRITES, true, command_act_status},
    {"import", "FILE", 1, 1, true, "导入表格",
     "把一个 .xlsx 或 .csv 导入一类记录；不写 --entity 时，导入一个工作簿里的全部组织和人员。"
     "先比对：新增、有改动、无变化、有误；有一行有误就一行也不导入。导出的表格改后可以直接导回。",
     OPTIONS({"entity", 'e', OPTION_TEXT, "ENTITY", "哪一类，如 unit、person；不写就是组织和人员的整个工作簿"},
             {"check", 0, OPTION_FLAG, NULL, "只比对，不保存"}),
     COMMAND_WRITES, true, command_import_status},
    {"export", "ENTITY [FILTER=VALUE…]", 1, 30, false, "导出表格",
     "导出一类记录的全部或筛选结果，格式由文件名后缀决定：.xlsx、.csv 或 .jsonl；不写 -o 时向标准输出打印 jsonl。"
     "ENTITY 写 organisation，就把全部组织和人员导出成一个工作簿。",
     OPTIONS({"output", 'o', OPTION_PATH, "OUT.xlsx", "写到哪个文件"}), COMMAND_READS, false, command_export_status},
    {"calendar import", "FILE", 1, 1, true, "导入放假调休安排",
     "导入国务院办公厅公布的放假和调休上班日，提醒只在工作日发出。FILE 是新版 npm 包 chinese-days 里的 chinese-days.json，"
     "或每行一天的文本，如“2027-01-01 off”（放假）、“2027-02-06 on”（周末上班）。与现有安排相同的年份不动。",
     NULL, COMMAND_WRITES, true, command_calendar_import_status},
    {"verify", NULL, 0, 0, false, "校验数据", "校验数据库、日志的哈希链和每个附件的摘要。可以在服务运行时进行。", NULL, COMMAND_READS, true,
     command_verify_status},
    {"history rebuild", NULL, 0, 0, false, "重新整理过去的情况",
     "从第一条操作记录起，重新整理“截至某一天”所用的历史。平时由服务自动跟进，只在校验或升级后怀疑有出入时用；可以在服务运行时进行。", NULL,
     COMMAND_WRITES, false, command_history_rebuild_status},
    {"backup", "DIR", 1, 1, true, "备份", "把数据目录复制到一个新目录，校验后才算完成。可以在服务运行时进行。", NULL, COMMAND_READS, true,
     command_backup_status},
    {"restore", "BACKUP", 1, 1, true, "恢复", "把备份恢复成 --data 指定的新数据目录；该目录须不存在。",
     OPTIONS({"new-key", 0, OPTION_FLAG, NULL, "密钥文件已遗失：换一个新的，动态口令全部清除，须重新启用"}), COMMAND_OWNS, true,
     command_restore_status},
    {"openapi", NULL, 0, 0, false, "打印接口说明", "以 OpenAPI 3.1 打印全部接口。", NULL, COMMAND_NO_DATA, false, command_openapi_status},
    {"version", NULL, 0, 0, false, "打印版本", "打印版本。", NULL, COMMAND_NO_DATA, true, command_version_status},
};
const int office_command_count = ARRAY_SIZE(office_commands);

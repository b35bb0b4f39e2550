/* Roles as rows, and office's own rights.  The rights over business entities are given by the
 * features against these names; here are only accounts, settings, complaints and the journal.
 *
 * 三员 (GB/T 22239-2019 8.1.5): system, security and audit administrator; never one person, no business data. */
#include "office/inside.h"

const struct role office_roles[] = {
    {"working_committee_officer", "工委干部", "机关工委的工作人员，看所属各机关", .second_factor = true},
    {"leading_group_secretary", "党组（党委）书记", "看本单位全貌，批示、签字", .second_factor = true},
    {"organ_officer", "机关党委干部", "机关党委专职副书记和工作人员，日常工作", .second_factor = true},
    {"branch_secretary", "党支部书记", "本支部的事"},
    {"handler", "经办人", "承办具体措施的人"},
    {"outside_reviewer", "外部监督", "巡察办、纪检监察组、审计：只看自己提出的反馈"},
    {"member", "党员", "提意见、看自己的事"},
    {"system_administrator", "系统管理员", "建账号、管运行，看不到业务数据", .administrator = true, .excludes = "*",
     .second_factor = true},
    {"security_administrator", "安全管理员", "授权、解锁、安全策略，看不到业务数据", .administrator = true, .excludes = "*",
     .second_factor = true},
    {"audit_administrator", "审计管理员", "查系统日志，看不到业务数据", .administrator = true, .excludes = "*",
     .second_factor = true},
};
const int office_role_count = ARRAY_SIZE(office_roles);

/* The same list as choices of role_grant.role; a test compares them. */
const struct choice role_choices[] = {
    {"working_committee_officer", "工委干部"},
    {"leading_group_secretary", "党组（党委）书记"},
    {"organ_officer", "机关党委干部"},
    {"branch_secretary", "党支部书记"},
    {"handler", "经办人"},
    {"outside_reviewer", "外部监督"},
    {"member", "党员"},
    {"system_administrator", "系统管理员"},
    {"security_administrator", "安全管理员"},
    {"audit_administrator", "审计管理员"},
    {0},
};

#define COMPLAIN(name) {name, "complaint", "create", SCOPE_ALL}, {name, "complaint", "read", SCOPE_SELF}
/* His own and nobody else's, whatever else he may see.  Nobody reads who has a calendar's address, in the journal neither. */
#define REMINDED(name) {name, "notice", "read", SCOPE_SELF}, {name, "calendar_feed", "subscribe", SCOPE_SELF}

const struct right office_rights[] = {
    {"system_administrator", "account", "read create change disable enable code token", SCOPE_ALL},
    {"system_administrator", "role_grant", "read", SCOPE_ALL},
    {"system_administrator", "setting", "read change", SCOPE_ALL},
    {"system_administrator", "person", "read", SCOPE_ALL},       /* to bind an account to */
    {"system_administrator", "calendar_day", "read create change remove import export", SCOPE_ALL},
    {"security_administrator", "account", "read unlock forget", SCOPE_ALL},
    {"security_administrator", "role_grant", "read create change remove", SCOPE_ALL},
    {"security_administrator", "setting", "read change", SCOPE_ALL},
    {"security_administrator", "account", "audit", SCOPE_ALL},
    {"audit_administrator", "account", "read", SCOPE_ALL},
    {"audit_administrator", "role_grant", "read", SCOPE_ALL},
    {"audit_administrator", "setting", "read", SCOPE_ALL},
    {"audit_administrator", "account", "audit", SCOPE_ALL},
    {"working_committee_officer", "complaint", "read answer finish", SCOPE_SUBTREE},
    {"organ_officer", "complaint", "read answer finish", SCOPE_ORGAN},
    {"working_committee_officer", "reminder_step", "read create change", SCOPE_ALL},
    {"organ_officer", "reminder_step", "read", SCOPE_ALL},
    {"system_administrator", "notice", "deliver", SCOPE_ALL},    /* that it is sent, not what it says */
    {"system_administrator", "reminder_step", "read create change", SCOPE_ALL},
    REMINDED("working_committee_officer"),
    REMINDED("leading_group_secretary"),
    REMINDED("organ_officer"),
    REMINDED("branch_secretary"),
    REMINDED("handler"),
    REMINDED("outside_reviewer"),
    REMINDED("member"),
    COMPLAIN("working_committee_officer"),
    COMPLAIN("leading_group_secretary"),
    COMPLAIN("organ_officer"),
    COMPLAIN("branch_secretary"),
    COMPLAIN("handler"),
    COMPLAIN("outside_reviewer"),
    COMPLAIN("member"),
    COMPLAIN("system_administrator"),
    COMPLAIN("security_administrator"),
    COMPLAIN("audit_administrator"),
};
const int office_right_count = ARRAY_SIZE(office_rights);

/* Office's own pages as rows. */
#include "office/pages.h"

#include "office/agenda.h"
#include "office/generic.h"
#include "office/delivery.h"
#include "office/inside.h"
#include "office/ladder.h"
#include "office/notice.h"

#define NAMES(...) (const char *const[]){__VA_ARGS__ __VA_OPT__(,) NULL}

const struct page office_pages[] = {
    {"GET", "/", VERB_SIGNED_IN, NULL, "工作台", .flags = PAGE_MENU, .menu_order = 1, .model = workbench, .view = "office/workbench",
     .icon = "home"},
    {"GET", "/search", VERB_SIGNED_IN, NULL, "搜索", NAMES("q"), .model = search_page, .view = "office/search",
     .icon = "search"},
    {"GET", "/login", VERB_PUBLIC, NULL, "登录", NAMES("next"), .model = login_form, .view = "office/login"},
    {"POST", "/login", VERB_PUBLIC, NULL, "登录", NAMES("login", "password", "next"), .prepare = login_prepare,
     .apply = login_apply, .view = "office/login"},
    {"POST", "/logout", VERB_SIGNED_IN, NULL, "退出", .apply = logout_apply},
    {"GET", "/login/code", VERB_SIGNED_IN, NULL, "动态口令", NAMES("next"), .model = login_code_form, .view = "office/login_code"},
    {"POST", "/login/code", VERB_SIGNED_IN, NULL, "动态口令", NAMES("code"), .apply = login_code_apply,
     .model = login_code_form, .view = "office/login_code"},
    {"GET", "/me", VERB_SIGNED_IN, NULL, "我的设置", .model = me_form, .view = "office/me"},
    {"POST", "/me", VERB_SIGNED_IN, NULL, "我的设置", NAMES("large_type"), .apply = me_apply, .model = me_form, .view = "office/me"},
    {"POST", "/me/token/:id/remove", VERB_SIGNED_IN, NULL, "收回程序令牌", .apply = token_remove},
    {"GET", "/me/password", VERB_SIGNED_IN, NULL, "修改口令", NAMES("next"), .model = password_form, .view = "office/password"},
    {"POST", "/me/password", VERB_SIGNED_IN, NULL, "修改口令", NAMES("old", "new", "again"), .prepare = password_prepare,
     .apply = password_apply, .model = password_form, .view = "office/password"},
    {"GET", "/me/totp", VERB_SIGNED_IN, NULL, "启用动态口令", NAMES("next"), .model = totp_form, .view = "office/totp"},
    {"GET", "/me/totp.svg", VERB_SIGNED_IN, NULL, "动态口令二维码", .flags = PAGE_NO_FORM, .model = totp_image},
    {"POST", "/me/totp", VERB_SIGNED_IN, NULL, "启用动态口令", NAMES("code"), .apply = totp_apply, .model = totp_form,
     .view = "office/totp"},
    {"GET", "/complaint", "read", "complaint", "投诉建议", NAMES("*filters", "view", "order", "after", "limit", "total"),
     .model = generic_list, .view = "office/list"},
    {"GET", "/complaint/new", VERB_SIGNED_IN, NULL, "投诉建议", NAMES("sent"), PAGE_MENU, .menu_order = 90,
     .model = complaint_form,
     .view = "office/complaint"},
    {"POST", "/complaint", "create", "complaint", "提投诉建议", NAMES("text", "contact"), .apply = complaint_apply,
     .model = complaint_form, .view = "office/complaint"},
    {"GET", "/calendar", "subscribe", "calendar_feed", "日历", NAMES("month"), .flags = PAGE_MENU, .menu_order = 3, .model = agenda_page,
     .view = "office/calendar"},
    {"GET", "/unit/:id/calendar", "subscribe", "calendar_feed", "日历", NAMES("month"), .model = agenda_page, .view = "office/calendar"},
    {"POST", "/calendar/feed", "subscribe", "calendar_feed", "生成订阅地址", .apply = calendar_feed_apply, .view = "office/calendar_address"},
    {"POST", "/calendar/feed/:id/remove", "subscribe", "calendar_feed", "停用订阅地址", .apply = calendar_feed_remove},
    {"GET", "/calendar/feed/:secret", VERB_PUBLIC, NULL, "订阅的日历", .flags = PAGE_NO_FORM, .model = calendar_feed_answer},
    {"GET", "/notice", "read", "notice", "提醒", NAMES("before"), .model = notice_page,
     .view = "office/notice"},
    {"GET", "/reminder_step", "read", "reminder_step", "提醒规则",
     NAMES("*filters", "view", "order", "after", "limit", "total"), .model = ladder_list, .view = "office/list"},
    {"GET", "/outbound", "deliver", "notice", "对外发送", .flags = PAGE_MENU, .menu_order = 87, .model = outbound_page,
     .view = "office/outbound"},
    {"POST", "/outbound", "deliver", "notice", "对外发送", NAMES("smtp_password", "hook_secret"), .model = outbound_page,
     .apply = outbound_apply, .view = "office/outbound"},
    {"GET", "/calendar_day", "read", "calendar_day", "放假调休", NAMES("*filters", "view", "order", "after", "limit", "total"),
     PAGE_MENU, .menu_order = 86, .model = calendar_list, .view = "office/list"},
    {"GET", "/journal", VERB_SIGNED_IN, NULL, "日志", NAMES("before", "entity", "what"), PAGE_MENU, .menu_order = 80, .model = journal_page,
     .view = "office/journal"},
    {"POST", "/account/:id/code", "code", "account", "生成一次性口令", .prepare = account_code_prepare,
     .apply = account_code_apply, .view = "office/code"},
    {"POST", "/account/:id/unlock", "unlock", "account", "解锁", .apply = account_unlock_apply},
    {"POST", "/account/:id/forget", "forget", "account", "重置动态口令", .apply = account_forget_apply},
    {"GET", "/openapi.json", VERB_SIGNED_IN, NULL, "接口说明", .flags = PAGE_NO_FORM, .model = openapi_page},
};
const int office_page_rows = ARRAY_SIZE(office_pages);

/* Office as feature 0. */
#include "office/agenda.h"
#include "office/credential.h"
#include "office/inside.h"
#include "office/ladder.h"
#include "office/notice.h"
#include "office/pages.h"
#include "office/session.h"

static const struct entity *const entities[] = {
    &account_entity, &role_grant_entity, &bearer_entity, &complaint_entity, &setting_entity, &calendar_day_entity,
    &reminder_step_entity, &notice_entity, &calendar_feed_entity,
};

static int access_moved(struct change *change)
{
    (void)change;
    session_note();
    return DONE;
}

/* What somebody may see rests on these as well: where units stand, who he is. */
static const struct event events[] = {{"unit", NULL, access_moved}, {"person", NULL, access_moved}};

static const struct migration migrations[] = {{1, "second factors are locked with the folder's key", credential_lock_clear}};

static const struct job jobs[] = {
    {"session_clean", 60 * 60, session_clean},
    {"answer_clean", 60 * 60, answer_clean},
    {"reminders", .run = reminders_run, .morning = true},
};

static const struct panel panels[] = {{"account", "登录状态", account_panel, "office/account_panel"}};

static const struct inbox_line inbox_lines[] = {{"complaint", "待答复的投诉建议", 90, complaint_waiting}};

const struct feature *office_feature(void)
{
    static struct feature feature = {
        .name = "office", .label = "办公",
        .entities = entities, .entity_count = ARRAY_SIZE(entities),
        .roles = office_roles, .rights = office_rights, .pages = office_pages, .commands = office_commands,
        .events = events, .event_count = ARRAY_SIZE(events),
        .migrations = migrations, .migration_count = ARRAY_SIZE(migrations),
        .jobs = jobs, .job_count = ARRAY_SIZE(jobs),
        .panels = panels, .panel_count = ARRAY_SIZE(panels),
        .inbox_lines = inbox_lines, .inbox_line_count = ARRAY_SIZE(inbox_lines),
    };
    feature.role_count = office_role_count;              /* counted beside their tables */
    feature.right_count = office_right_count;
    feature.page_count = office_page_rows;
    feature.command_count = office_command_count;
    return &feature;
}

#include "feature/organisation/private.h"

static const struct entity *const entities[] = {
    &unit_entity, &unit_name_entity, &person_entity, &membership_entity, &post_entity, &tenure_entity,
};

/* Everybody reads the tree he works in; officers keep it; administrators see names to bind users to. */
static const struct right rights[] = {
    {"working_committee_officer", "*", "read create change export import", SCOPE_SUBTREE},
    {"leading_group_secretary", "*", "read export", SCOPE_ORGAN},
    {"organ_officer", "*", "read create change export import", SCOPE_ORGAN},
    {"leading_group_secretary", "unit", "read export", SCOPE_ORGAN},
    {"leading_group_secretary", "unit", "read", SCOPE_NAMED},
    {"organ_officer", "unit", "read create change export import", SCOPE_ORGAN},
    {"organ_officer", "unit", "read", SCOPE_NAMED},
    {"branch_secretary", "*", "read export", SCOPE_SUBTREE},
    {"branch_secretary", "unit", "read", SCOPE_ORGAN},
    {"branch_secretary", "person", "read export", SCOPE_SUBTREE},
    {"branch_secretary", "person", "read", SCOPE_NAMED},
    {"branch_secretary", "membership", "create change", SCOPE_SUBTREE},
    {"handler", "unit", "read", SCOPE_ORGAN},
    {"handler", "person", "read", SCOPE_ORGAN},
    {"outside_reviewer", "unit", "read", SCOPE_ALL},
    {"member", "unit", "read", SCOPE_ORGAN},
    {"member", "person", "read", SCOPE_SELF},
    {"member", "membership", "read", SCOPE_SELF},
    {"system_administrator", "unit", "read", SCOPE_ALL},
    {"security_administrator", "unit", "read", SCOPE_ALL},
    {"security_administrator", "person", "read", SCOPE_ALL},
};

static const char *const list_parameters[] = {"*filters", "view", "order", "after", "limit", "total", "shared", NULL};

static const struct page pages[] = {
    {.method = "GET", .path = "/unit", .verb = "read", .entity = "unit", .label = "单位", .parameters = list_parameters,
     .flags = PAGE_MENU, .menu_order = 30, .model = unit_tree, .view = "organisation/tree", .icon = "building"},
};

static const struct panel panels[] = {
    {"unit", "下级组织和处室", unit_below_panel, "organisation/rows_panel"},
    {"unit", "领导的单位", unit_led_panel, "organisation/rows_panel"},
    {"unit", "职务和现任", unit_posts_panel, "organisation/rows_panel"},
    {"unit", "现有党员", unit_members_panel, "organisation/rows_panel"},
    {"unit", "在岗人员", unit_people_panel, "organisation/rows_panel"},
};

const struct feature organisation_feature = {
    .name = "organisation",
    .label = "组织和人员",
    .entities = entities,
    .entity_count = ARRAY_SIZE(entities),
    .rights = rights,
    .right_count = ARRAY_SIZE(rights),
    .pages = pages,
    .page_count = ARRAY_SIZE(pages),
    .panels = panels,
    .panel_count = ARRAY_SIZE(panels),
    .one_workbook = true,
    .demonstrate = organisation_demonstrate,
};

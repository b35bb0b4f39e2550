#include "feature/organisation/private.h"

static const struct entity *const entities[] = {
    &unit_entity, &unit_name_entity, &person_entity, &membership_entity, &post_entity, &tenure_entity,
};

/* Everybody reads the tree he works in; officers keep it; administrators see names to bind users to. */
static const struct right rights[] = {
    {"working_committee_officer", "*", "read create change export import", SCOPE_SUBTREE},
    {"leading_group_secretary", "*", "read export", SCOPE_ORGAN},
    {"organ_officer", "*", "read create change export import", SCOPE_ORGAN},
    {"branch_secretary", "*", "read export", SCOPE_SUBTREE},
    {"branch_secretary", "unit", "read", SCOPE_ORGAN},
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

const struct feature organisation_feature = {
    .name = "organisation",
    .label = "组织和人员",
    .entities = entities,
    .entity_count = ARRAY_SIZE(entities),
    .rights = rights,
    .right_count = ARRAY_SIZE(rights),
    .one_workbook = true,
    .demonstrate = organisation_demonstrate,
};

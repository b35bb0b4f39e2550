#include "world.h"

static void fields_by_name(void)
{
    CHECK_INT(entity_field(&ticket_entity, "title"), TICKET_TITLE);
    CHECK_INT(entity_field(&ticket_entity, "pin"), TICKET_PIN);
    CHECK_INT(entity_field(&ticket_entity, "titl"), -1);
    CHECK_INT(entity_field(&ticket_entity, "titles"), -1);
    CHECK_INT(entity_field(&ticket_entity, ""), -1);
    CHECK_INT(entity_field(&ticket_entity, "id"), -1);           /* a column of every table, no field */
    CHECK_INT(entity_field(&ticket_entity, "late"), -1);         /* derived */
}

static void choices_by_name_or_label(void)
{
    CHECK(choice_find(states, "waiting") == &states[1]);
    CHECK(choice_find(states, "已办结") == &states[2]);
    CHECK(!choice_find(states, "done"));
    CHECK(!choice_find(states, ""));
    CHECK(!choice_find(NULL, "open"));
}

TESTS({"fields by name", fields_by_name}, {"choices by name or label", choices_by_name_or_label})

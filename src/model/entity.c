#include "model/entity.h"

#include <string.h>

int entity_field(const struct entity *entity, const char *name)
{
    for (int i = 0; i < entity->field_count; i++)
        if (!strcmp(entity->fields[i].name, name))
            return i;
    return -1;
}

const struct choice *choice_find(const struct choice *choices, const char *name_or_label)
{
    for (const struct choice *c = choices; c && c->name; c++)
        if (!strcmp(c->name, name_or_label) || !strcmp(c->label, name_or_label))
            return c;
    return NULL;
}

/* A post changes hands, and the open work goes with the post.
 *
 *   tenure ends ──► handover (post, from, to, date) ──officer confirms──► each record names the new person
 *                       └── handover_item: what was moved, or stays with him */
#ifndef MINGZE_FEATURE_HANDOVER_H
#define MINGZE_FEATURE_HANDOVER_H

#include "office/office.h"

extern const struct feature handover_feature;
extern const struct entity handover_entity, handover_item_entity;

enum handover_field {
    HANDOVER_TITLE, HANDOVER_POST, HANDOVER_FROM, HANDOVER_TO, HANDOVER_ON, HANDOVER_STATE, HANDOVER_NOTE, HANDOVER__COUNT
};
enum handover_item_field {
    ITEM_HANDOVER, ITEM_POSITION, ITEM_KIND, ITEM_TITLE, ITEM_ROLE, ITEM_DUE, ITEM_RESULT, ITEM_PERSON, ITEM_HREF, ITEM__COUNT
};

#endif

#ifndef MINGZE_FEATURE_ORGANISATION_PRIVATE_H
#define MINGZE_FEATURE_ORGANISATION_PRIVATE_H

#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "store/store.h"

/* INVALID, at the later date's field, when a period ends before it begins. */
int period_check(struct change *, int from_field, int until_field);
/* Why a unit of this kind may not have one of that kind above it by a line (UNIT_PARENT, UNIT_LED_BY); NULL: it may. */
const char *unit_upper_refused(struct arena *, const char *kind, enum unit_field line, const char *upper_kind);

/* What the rows of one import say together (entity.check_rows). */
int unit_check_rows(struct arena *, struct db *, struct sheet_preview *);
int membership_check_rows(struct arena *, struct db *, struct sheet_preview *);

/* GET /unit: the tree; with filters, a view or as data the ordinary list. */
int unit_tree(struct request *);
/* On a unit's page: what stands below it by each line, who works and who is a member there, its posts. */
int unit_below_panel(struct request *, const struct record *, json_t **ret);
int unit_led_panel(struct request *, const struct record *, json_t **ret);
int unit_posts_panel(struct request *, const struct record *, json_t **ret);
int unit_members_panel(struct request *, const struct record *, json_t **ret);
int unit_people_panel(struct request *, const struct record *, json_t **ret);

int organisation_demonstrate(struct change *, struct folder *);

#endif

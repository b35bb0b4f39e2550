#ifndef MINGZE_FEATURE_HANDOVER_PRIVATE_H
#define MINGZE_FEATURE_HANDOVER_PRIVATE_H

#include "base/base.h"
#include "feature/handover/handover.h"
#include "feature/organisation/organisation.h"
#include "store/store.h"

/* open_work.c: what is still open in somebody's name within an organ, as the features say now. */
struct open_item { const struct handover_line *line; struct handover_item item; const char *href; };
enum { OPEN_MAX = 1000 };
int open_work(struct arena *, struct db *, int64_t organ, int64_t person, struct open_item **ret, size_t *ret_n);
/* The same of a handover, without what was decided to stay with him. */
int open_left(struct arena *, struct db *, const struct record *handover, struct open_item **ret, size_t *ret_n);

/* confirm.c: POST /handover/:id/confirm, piece by piece or all at once */
int confirm_apply(struct request *, struct db *);

/* tenure.c: an event; makes a handover when a holder leaves, and says who follows when that becomes known. */
int tenure_changed(struct change *);

/* sheet.c: 交接清单, for both signatures. */
int sheet_model(struct request *);               /* GET /handover/:id/sheet */
int sheet_paper_model(struct request *);         /* GET /handover/:id/sheet.docx */

#endif

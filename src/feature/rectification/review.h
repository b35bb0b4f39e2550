/* The review of what was read out of a document; private to the feature. */
#ifndef MINGZE_FEATURE_RECTIFICATION_REVIEW_H
#define MINGZE_FEATURE_RECTIFICATION_REVIEW_H

#include "feature/rectification/private.h"

int review_model(struct request *);
int review_apply(struct request *, struct db *);
/* A document comes in: the form, the reading on the worker, the saving in the lane. */
int feedback_form(struct request *);
int feedback_prepare(struct request *);
int feedback_apply(struct request *, struct db *);
int standing_panel(struct request *, const struct record *problem, json_t **ret);
int sentence_panel(struct request *, const struct record *problem, json_t **ret);
int review_panel(struct request *, const struct record *source, json_t **ret);
/* The stored original, read again; NULL when the source has none. */
int source_document(struct request *, const struct record *source, struct document **ret);
/* All proposals of a source in order. */
int proposals_read(struct arena *, struct db *, int64_t source, struct record ***ret, size_t *ret_n);
/* A document's problems as proposals of a source; in the lane. */
struct extraction;
int proposals_create(struct change *outer, const struct record *source, const struct document *,
                     const struct extraction *);

#endif

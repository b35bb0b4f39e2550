/* Walks the classified outline and takes its leaves as problems. */
#ifndef MINGZE_RECTIFICATION_LEAVES_H
#define MINGZE_RECTIFICATION_LEAVES_H

#include "feature/rectification/reading/harvest.h"

void leaves_take(struct harvest *, struct node *root);
/* Fills in who and until when from a draft's own measures, where no label said it. */
void leaves_finish(struct harvest *, struct draft *);

#endif

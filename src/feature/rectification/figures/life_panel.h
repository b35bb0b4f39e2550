/* A problem's life on one line; private to the feature. */
#ifndef MINGZE_FIGURES_LIFE_PANEL_H
#define MINGZE_FIGURES_LIFE_PANEL_H

#include "office/office.h"

/* {"lines":[{kind,day,title,who,words,paper,late}]}, oldest first. */
int life_panel(struct request *, const struct record *problem, json_t **ret);

#endif

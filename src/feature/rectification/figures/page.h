/* Parts of the dashboard; private to this folder. */
#ifndef MINGZE_FIGURES_PAGE_H
#define MINGZE_FIGURES_PAGE_H

#include "feature/rectification/figures/tally.h"

/* What the page was asked for: the filters, and the request made of them. */
struct asked {
    struct list_filter filters[4];
    int n;
    struct figures_request request;
};

/* Address of the problem list with these filters but `without`, as of `asof` (NULL = now), and up to two more as text. */
const char *rows_href(struct arena *, const struct asked *, const char *without, const char *asof, const char *one, const char *two);
/* [{name,label,n,href,note}] */
json_t *figures_tiles(struct arena *, const struct asked *, const struct figures *);
/* [{name,label,columns:[{label}],rows:[{label,indent,href,cells:[{label,n,href}]}],chart:{…}}]; the chart is for assets/charts.js. */
json_t *figures_sections(struct arena *, const struct asked *, const struct figures *, json_t *course);

extern const char *const figures_parameters[];
int figures_page(struct request *);

#endif

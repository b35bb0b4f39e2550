/* Embedded files at "/assets/DIGEST/NAME" (never changes: kept for a year) and "/assets/NAME" (asked again, 304). */
#ifndef MINGZE_WEB_ASSET_H
#define MINGZE_WEB_ASSET_H

struct arena;
struct MHD_Connection;
struct MHD_Response;

struct assets;

int assets_prepare(struct arena *, struct assets **ret);
void assets_release(struct assets *);

/* The answer to a GET of `path`, made once at start, and its status: 200 or 304.  NOT_FOUND. */
int asset_find(const struct assets *, struct MHD_Connection *, const char *path, struct MHD_Response **ret,
               int *ret_status);

#endif

/* A pasted text to meetings: as a table where it is one, else part by part. */
#include <string.h>

#include "feature/life/activity/minutes.h"

/* A year that stands in no line of a meeting but somewhere above the table. */
static int year_above(const struct minutes_text *text, int year)
{
    for (const char *at = text->t; *at && *at != '\t'; utf8_next(&at)) {
        const char *p = at;
        int found = *at == '2' && at[1] == '0' ? minutes_number(&p) : -1;
        if (found >= 2000 && found <= 2199 && text_starts(p, "年"))
            return found;
    }
    return year;
}

int minutes_read(struct arena *arena, const char *source, int year, const struct known_names *known, struct minutes_found **ret, size_t *ret_n)
{
    static const struct known_names nobody = {0};
    struct minutes_part *parts;
    size_t bytes = strlen(source);
    *ret = NULL;
    *ret_n = 0;
    if (bytes > MINUTES_BYTES_MAX)
        return fail(INVALID, "文字太长（超过约 13 万字），请分几次粘贴");
    if (!utf8_valid(source, bytes))
        return fail(INVALID, "这段文字的编码不对，请重新复制");
    struct minutes_text text = minutes_fold(arena, source);
    if (!known)
        known = &nobody;
    if (minutes_table(arena, &text, year_above(&text, year), known, ret, ret_n))
        return DONE;
    size_t n = minutes_split(arena, &text, year, &parts);
    struct minutes_found *found = arena_array(arena, struct minutes_found, n + 1);
    for (size_t i = 0; i < n; i++)
        minutes_fields(arena, &text, &parts[i], known, &found[i]);
    *ret = found;
    *ret_n = n;
    return DONE;
}

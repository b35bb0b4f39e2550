#include "heat_office.h"

static struct world w;

static json_t *cell(json_t *page, size_t row, size_t column)
{
    json_t *rows = json_object_get(json_object_get(page, "table"), "rows");
    return json_array_get(json_object_get(json_array_get(rows, row), "cells"), column);
}

static const char *text(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* Columns: four quarters of 党员大会, four of 党课, twelve months of 主题党日 …; rows: sum, own, 临时支部, 办公室支部. */
static void colours_by_strength(void)
{
    heat_office(&w);
    json_t *page = heat_ask(&w, "gunianan", "/compliance", true, NULL).page;
    CHECK_TEXT(text(cell(page, 3, 0), "c"), "tone-met");
    CHECK(strstr(text(cell(page, 3, 0), "h"), "/activity?unit="));
    CHECK(strstr(text(cell(page, 3, 0), "h"), "kinds.has=assembly&held_on.from=2026-01-01&held_on.to=2026-03-31"));
    CHECK_TEXT(text(cell(page, 3, 1), "c"), "tone-yellow heat-3");
    CHECK_TEXT(text(cell(page, 3, 4), "c"), "tone-grey heat-3");
    CHECK_TEXT(text(cell(page, 3, 8), "c"), "tone-red heat-3");
    CHECK(strstr(text(cell(page, 3, 8), "h"), "rule=L-05&period=2026-01"));
    CHECK_TEXT(text(cell(page, 3, 18), "c"), "tone-open");           /* November is not over */
    CHECK_TEXT(text(cell(page, 3, 19), "n"), "");                    /* December has not begun */
    CHECK_TEXT(text(cell(page, 2, 8), "c"), "tone-na");              /* the temporary branch was founded in March */
    CHECK_TEXT(text(cell(page, 0, 17), "n"), "5");
    CHECK_TEXT(text(cell(page, 0, 17), "l"), "10月主题党日：缺 5，已开展 1");
    heat_close(&w);
}

TESTS({"colours by strength, numbers that lead on", colours_by_strength})

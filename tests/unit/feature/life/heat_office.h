/* The office with a few meetings in it, and its pages over the board as somebody asks them. */
#ifndef MINGZE_TESTS_HEAT_OFFICE_H
#define MINGZE_TESTS_HEAT_OFFICE_H

#include "life_office.h"
#include "feature/life/compliance/board.h"

/* The answer; the status in *ret_status.  JSON is asked unless `html`. */
__attribute__((unused)) static struct answer heat_ask(struct world *w, const char *login, const char *row, bool html, const char *const inputs[8])
{
    struct ask ask = {.method = "GET", .row = row, .cookie = world_session(w, login), .json = !html};
    for (int i = 0; i < 8 && inputs && inputs[i]; i++)
        ask.inputs[i] = inputs[i];
    struct request *r = world_ask(w, ask);
    struct answer answer = r->answer;
    request_finish(r);
    return answer;
}

/* The number of a row: of a unit by code (NULL = the sum), a rule and a period. */
__attribute__((unused)) static long long heat_count(struct world *w, json_t *data, const char *code, const char *rule, const char *period, const char *what)
{
    json_t *row, *found = NULL;
    size_t i;
    json_array_foreach(json_object_get(data, "rows"), i, row) {
        bool total = !strcmp(json_string_value(json_object_get(row, "row")), "total");
        if (code ? !total && !strcmp(json_string_value(json_object_get(row, "id")), unit_text(w, code)) : total)
            found = row;
    }
    json_t *of = json_object_get(json_object_get(found, "counts"), rule);
    json_t *cell = period ? json_object_get(of, period) : of;
    return cell ? json_integer_value(json_object_get(cell, what)) : -1;
}

__attribute__((unused)) static void heat_office(struct world *w)
{
    life_office(w);
    CHECK_INT(record_post(w, world_session(w, "mengfanyi"), "SL-Z1", "theme_day", "2026-10-10", "学习"), 303);
    CHECK_INT(record_post(w, world_session(w, "mengfanyi"), "SL-Z1", "assembly", "2026-02-10", "大会"), 303);
}

__attribute__((unused)) static void heat_close(struct world *w)
{
    board_clear();
    world_close(w);
}

#endif

/* The office with the demonstration's elections in it: that of the 机关党委, done with, and that of SL-Z1, agreed to and ahead. */
#ifndef MINGZE_TESTS_ELECTION_OFFICE_H
#define MINGZE_TESTS_ELECTION_OFFICE_H

#include <string.h>

#include "../life_office.h"
#include "feature/life/election/pages.h"

static int election_demonstration(struct change *change, void *context)
{
    struct system *system = context;
    return life_feature.demonstrate(change, system->folder);
}

__attribute__((unused)) static void election_office(struct world *w)
{
    life_office(w);
    CHECK_DONE(system_write(w->system, election_demonstration, w->system, "command"));
}

/* The election of a unit as it stands. */
__attribute__((unused)) static int64_t election_of_unit(struct world *w, const char *code)
{
    int64_t id;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT e.id FROM election e JOIN unit u ON u.id = e.body WHERE u.code = ?1", value_text(code)));
    return id;
}

__attribute__((unused)) static int64_t ballot_of(struct world *w, int64_t election, const char *seat)
{
    int64_t id;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM election_round WHERE election = ?1 AND seat = ?2 ORDER BY round DESC LIMIT 1",
                          value_int(election), value_text(seat)));
    return id;
}

#endif

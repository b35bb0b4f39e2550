/* The whole door on a free port, over a small house with a few pages of its own. */
#ifndef MINGZE_TESTS_DOOR_H
#define MINGZE_TESTS_DOOR_H

#include "small_house.h"
#include "wire.h"

#include "web/server.h"
#include "web/web.h"

static struct server *door;

/* Opens it; the message is for who expects another outcome than DONE. */
static int door_open(const char *listen)
{
    static const struct option options[] = {{"listen", 0, OPTION_TEXT}, {"proxy", 0, OPTION_TEXT}, {0}};
    static const struct command serve = {.name = "serve", .options = options};
    const char *const values[] = {listen, NULL};
    const struct command_call call = {.command = &serve, .values = values};
    void *state = NULL;
    int outcome = web_door.open(house.system, &call, &state);
    if (outcome == DONE) {
        door = state;
        listen_name(door->listen_fd, wire_name);
    }
    return outcome;
}

__attribute__((unused)) static void door_close(void)
{
    web_door.close(door);
    door = NULL;
}

#endif

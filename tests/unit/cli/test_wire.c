#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"
#include "base/base.h"
#include "cli/wire.h"

static void words_and_files_arrive(void)
{
    int pair[2], pipes[2], files[WIRE_FILES];
    char *text, byte = 0;
    struct arena *arena = arena_create(1 << 20);
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    CHECK_INT(pipe(pipes), 0);
    CHECK_DONE(wire_send(pair[0], "{\"词\":1}", strlen("{\"词\":1}"), (const int[]){pipes[0], pipes[1], 2}));
    CHECK_DONE(wire_receive(pair[1], arena, &text, files));
    CHECK_TEXT(text, "{\"词\":1}");
    CHECK(files[1] != pipes[1]);
    CHECK_INT(write(files[1], "x", 1), 1);
    CHECK_INT(read(pipes[0], &byte, 1), 1);
    CHECK_INT(byte, 'x');
    for (int i = 0; i < WIRE_FILES; i++)
        close(files[i]);
    close(pipes[0]), close(pipes[1]), close(pair[0]), close(pair[1]);
    arena_destroy(arena);
}

static void a_status_comes_back(void)
{
    int pair[2], status = 0;
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    CHECK_DONE(wire_send_status(pair[0], 2));
    CHECK_DONE(wire_receive_status(pair[1], &status));
    CHECK_INT(status, 2);
    close(pair[0]);
    CHECK_OUTCOME(wire_receive_status(pair[1], &status), UNAVAILABLE);
    close(pair[1]);
}

static void no_files_no_command(void)
{
    int pair[2], files[WIRE_FILES];
    char *text;
    struct arena *arena = arena_create(1 << 20);
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    CHECK_INT(write(pair[0], "\0\0\0\2{}", 6), 6);
    CHECK_OUTCOME(wire_receive(pair[1], arena, &text, files), INVALID);
    close(pair[0]), close(pair[1]);
    arena_destroy(arena);
}

static void too_much_is_refused(void)
{
    int pair[2], files[WIRE_FILES];
    char *text, *much = calloc(1, WIRE_BYTES_MAX + 2);
    struct arena *arena = arena_create(1 << 20);
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    CHECK_OUTCOME(wire_send(pair[0], much, WIRE_BYTES_MAX + 1, (const int[]){0, 1, 2}), TOO_LARGE);
    CHECK_DONE(wire_send(pair[0], "{}", 2, (const int[]){0, 1, 2}));
    CHECK_DONE(wire_receive(pair[1], arena, &text, files));
    for (int i = 0; i < WIRE_FILES; i++)
        close(files[i]);
    close(pair[0]), close(pair[1]);
    free(much);
    arena_destroy(arena);
}

static void long_paths_are_no_addresses(void)
{
    char address[256], path[200];
    unsigned n;
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    CHECK_OUTCOME(wire_address(path, address, &n), INVALID);
    CHECK_DONE(wire_address("/tmp/socket", address, &n));
}

TESTS({"words and files arrive", words_and_files_arrive}, {"a status comes back", a_status_comes_back},
      {"no files, no command", no_files_no_command}, {"too much is refused", too_much_is_refused},
      {"long paths are no addresses", long_paths_are_no_addresses})

/* The other end is the test: it sees what a server would. */
#include "commands.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "cli/run.h"
#include "cli/wire.h"

static struct arena *arena;
static char folder[] = "/tmp/mingze-remote-XXXXXX";

static void begin(void)
{
    arena = arena_create(1 << 20);
    json_setup();
    CHECK(mkdtemp(folder));
    house_setup(&small_feature);
}

static void end(void)
{
    unlink(arena_printf(arena, "%s/socket", folder));
    rmdir(folder);
    office_clear();
    arena_destroy(arena);
}

static int bound(void)
{
    struct sockaddr_un address;
    unsigned n;
    const char *path = arena_printf(arena, "%s/socket", folder);
    CHECK_DONE(wire_address(path, &address, &n));
    unlink(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&address, n) == 0);
    return fd;
}

/* What the server heard, and the status that it gives; below 0: it dies without a word. */
static struct {
    int fd, status;
    char text[8192];
    bool files;
    struct arena *arena;
} server;

static void *serve_one(void *context)
{
    int files[WIRE_FILES];
    char *text;
    int fd = accept4(server.fd, NULL, NULL, SOCK_CLOEXEC);
    if (wire_receive(fd, server.arena, &text, files) == DONE) {
        snprintf(server.text, sizeof server.text, "%s", text);
        server.files = write(files[1], "", 0) == 0 && write(files[2], "", 0) == 0;
        for (int i = 0; i < WIRE_FILES; i++)
            close(files[i]);
        if (server.status >= 0)
            (void)!wire_send_status(fd, server.status);
    }
    close(fd);
    return NULL;
}

static int remote(const char *const *words, int status, int *ret_status)
{
    struct parsed parsed;
    pthread_t thread;
    int n = 0;
    while (words[n])
        n++;
    CHECK_DONE(parse_words(arena, words, n, &parsed));
    parsed.data_path = folder;
    server.arena = arena_create(1 << 20);
    server.status = status;
    server.fd = bound();
    CHECK(listen(server.fd, 1) == 0);
    CHECK(pthread_create(&thread, NULL, serve_one, NULL) == 0);
    int outcome = run_remote(arena, &parsed, ret_status);
    pthread_join(thread, NULL);
    close(server.fd);
    arena_destroy(server.arena);
    return outcome;
}

#define REMOTE(status, ret, ...) remote((const char *const[]){__VA_ARGS__, NULL}, status, ret)

/* Words as the server parses them again: whole options, absolute paths, and nothing that looks like an option behind "--". */
static void the_command_as_words(void)
{
    char *here = getcwd(NULL, 0);
    int status = -1;
    CHECK_DONE(REMOTE(0, &status, "put", "away", "-l", "--from", "a b", "--as=-x", "--json", "one", "/two"));
    CHECK_INT(status, 0);
    CHECK_TEXT(server.text, arena_printf(arena, "{\"words\":[\"put\",\"away\",\"--from=%s/a b\",\"--as=-x\",\"--loud\",\"--json\",\"--\","
                                         "\"%s/one\",\"/two\"],\"terminal\":false}", here, here));
    CHECK(server.files);
    CHECK_DONE(REMOTE(0, &status, "put", "away", "--data", "/elsewhere"));            /* the server has its own */
    CHECK_TEXT(server.text, "{\"words\":[\"put\",\"away\",\"--\"],\"terminal\":false}");
    free(here);
}

static void the_status_comes_back(void)
{
    int status = -1;
    CHECK_DONE(REMOTE(1, &status, "put", "away"));
    CHECK_INT(status, 1);
}

/* Nobody can say whether it was done. */
static void no_answer_is_unknown(void)
{
    int status = -1;
    CHECK_OUTCOME(REMOTE(-1, &status, "put", "away"), UNKNOWN);
    CHECK_TEXT(error_message(), "服务没有答复，结果未知；请稍后查看");
}

/* Neither where there is none, nor where one died, nor in a folder that is none. */
static void no_server_is_found(void)
{
    struct parsed parsed;
    int status;
    CHECK_DONE(parse_words(arena, (const char *const[]){"put", "away"}, 2, &parsed));
    parsed.data_path = "/nowhere";
    CHECK_OUTCOME(run_remote(arena, &parsed, &status), NOT_FOUND);
    parsed.data_path = "/dev/null";
    CHECK_OUTCOME(run_remote(arena, &parsed, &status), NOT_FOUND);
    parsed.data_path = folder;
    close(bound());                                          /* its socket is still there, and nobody behind it */
    CHECK_OUTCOME(run_remote(arena, &parsed, &status), NOT_FOUND);
    char *deep = arena_alloc(arena, 200);
    memset(deep, 'a', 199);
    deep[0] = '/';
    deep[199] = 0;
    parsed.data_path = deep;
    CHECK_OUTCOME(run_remote(arena, &parsed, &status), INVALID);
    CHECK_TEXT(error_message(), "数据目录的路径太长，请换一个短些的");
}

TESTS({"begin", begin}, {"the command as words", the_command_as_words}, {"the status comes back", the_status_comes_back},
      {"no answer is unknown", no_answer_is_unknown}, {"no server is found", no_server_is_found}, {"end", end})

#include "commands.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "cli/wire.h"

static void begin(void)
{
    house_begin(&small_feature);
    house_close();
    unsetenv("MINGZE_DATA");
}

static void end(void)
{
    house_end();
}

static void help_and_version(void)
{
    CHECK_INT(MINGZE(), 2);
    CHECK_TEXT(caught_out, "");
    CHECK(strstr(caught_err, "用法：mingze 命令") && strstr(caught_err, "put away"));
    static const char *const asked[] = {"--help", "-h", "help"};
    for (size_t i = 0; i < ARRAY_SIZE(asked); i++) {
        CHECK_INT(MINGZE(asked[i]), 0);
        CHECK(strstr(caught_out, "用法：mingze 命令"));
        CHECK_TEXT(caught_err, "");
    }
    CHECK_INT(MINGZE("man"), 0);
    CHECK(strstr(caught_out, ".TH"));
    CHECK_INT(MINGZE("--version"), 0);
    CHECK(strstr(caught_out, MINGZE_VERSION));
    CHECK_INT(MINGZE("put", "away", "--help"), 0);
    CHECK(strstr(caught_out, "放进去。") && strstr(caught_out, "--from"));
}

static void a_command_runs_and_gives_its_status(void)
{
    CHECK_INT(MINGZE("say", "a", "b", "-l"), 0);
    CHECK_TEXT(caught_out, "a b loud\n");
    CHECK_INT(MINGZE("say", "--status=1"), 1);
    CHECK_INT(MINGZE("say", "--json", "x"), 0);
    CHECK_TEXT(caught_out, "x json\n");
    CHECK_TEXT(caught_err, "");
}

static void wrong_use_is_told(void)
{
    static const char *const rows[][3] = {{"nothing"}, {"say", "--nothing"}, {"see", "more"}, {"put"}, {"put", "away", "--json=1"}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_INT(MINGZE(rows[i][0], rows[i][1], rows[i][2]), 2);
        CHECK_TEXT(caught_out, "");
        CHECK(text_starts(caught_err, "mingze："));
    }
}

/* --data, else MINGZE_DATA, else ./data. */
static void the_data_folder_is_found(void)
{
    char wanted[100];
    snprintf(wanted, sizeof wanted, "sees %s\n", house.path);
    CHECK_INT(MINGZE("see", "--data", house.path), 0);
    CHECK_TEXT(caught_out, wanted);
    setenv("MINGZE_DATA", house.path, 1);
    CHECK_INT(MINGZE("see"), 0);
    CHECK_TEXT(caught_out, wanted);
    CHECK_INT(MINGZE("see", "--data", "/nowhere"), 1);
    CHECK(text_starts(caught_err, "mingze see："));
    setenv("MINGZE_DATA", "", 1);
    char *here = getcwd(NULL, 0);
    CHECK(chdir("/") == 0);
    CHECK_INT(MINGZE("see"), 1);
    CHECK(text_starts(caught_err, "mingze see：data "));
    CHECK(chdir(here) == 0);
    free(here);
    unsetenv("MINGZE_DATA");
    CHECK_INT(MINGZE("see", "--file", "x"), 0);              /* given instead of a folder */
    CHECK_TEXT(caught_out, "sees nothing\n");
}

/* Without a server the command takes the folder itself, and leaves it again. */
static void writing_without_a_server(void)
{
    char wanted[100];
    for (int i = 0; i < 2; i++) {
        CHECK_INT(MINGZE("put", "away", "x", "--data", house.path), 0);
        snprintf(wanted, sizeof wanted, "put x in %s\n", house.path);
        CHECK_TEXT(caught_out, wanted);
    }
    house_open(SYSTEM_WRITE);                                /* somebody holds it who is no server */
    CHECK_INT(MINGZE("put", "away", "x", "--data", house.path), 1);
    CHECK(text_starts(caught_err, "mingze put away："));
    CHECK_INT(MINGZE("see", "--data", house.path), 0);        /* reading goes beside it */
    house_close();
}

/* With one, its thread runs the row: output comes here, paths are where we are. */
static void writing_through_a_server(void)
{
    char wanted[5000], *here = getcwd(NULL, 0);
    void *state;
    house_open(SYSTEM_WRITE);
    CHECK_DONE(cli_door.open(house.system, NULL, &state));
    CHECK_INT(MINGZE("put", "away", "x", "--data", house.path), 0);
    snprintf(wanted, sizeof wanted, "put %s/x in %s\n", here, house.path);
    CHECK_TEXT(caught_out, wanted);
    CHECK_TEXT(caught_err, "");
    cli_door.close(state);
    house_close();
    free(here);
}

static void *hang_up(void *context)
{
    close(accept4(*(int *)context, NULL, NULL, SOCK_CLOEXEC));
    return NULL;
}

/* A server that does not answer may have done it: it is not done here once more. */
static void a_silent_server_is_not_asked_twice(void)
{
    struct sockaddr_un address;
    unsigned n;
    char path[80];
    pthread_t thread;
    snprintf(path, sizeof path, "%s/socket", house.path);
    CHECK_DONE(wire_address(path, &address, &n));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&address, n) == 0 && listen(fd, 1) == 0);
    CHECK(pthread_create(&thread, NULL, hang_up, &fd) == 0);
    CHECK_INT(MINGZE("put", "away", "x", "--data", house.path), 1);
    CHECK_TEXT(caught_out, "");
    CHECK(text_starts(caught_err, "mingze put away："));
    pthread_join(thread, NULL);
    close(fd);
    unlink(path);
}

/* What was not written is not done, whatever the command said. */
static void a_full_disk_is_told(void)
{
    CHECK_INT(mingze_to("/dev/full", (const char *const[]){"say", "x", NULL}), 1);
    CHECK_TEXT(caught_err, "mingze：输出没有写完\n");
    CHECK_INT(mingze_to("/dev/full", (const char *const[]){"say", "x", "-s", "2", NULL}), 2);      /* its own word goes first */
}

TESTS({"begin", begin}, {"help and version", help_and_version},
      {"a command runs and gives its status", a_command_runs_and_gives_its_status}, {"wrong use is told", wrong_use_is_told},
      {"the data folder is found", the_data_folder_is_found}, {"writing without a server", writing_without_a_server},
      {"writing through a server", writing_through_a_server},
      {"a silent server is not asked twice", a_silent_server_is_not_asked_twice}, {"a full disk is told", a_full_disk_is_told}, {"end", end})

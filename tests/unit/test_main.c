/* The program's own entry, run in a process of its own: here main is the test's. */
#include "check.h"

int mingze_main(int argc, char **argv);
#define main mingze_main
#include "../../src/main.c"
#undef main

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/wait.h>

static char folder[32], output[256 << 10];

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    return remove(path);
}

/* Starts `mingze …`; what it says on either output goes to a file in the folder. */
static pid_t start(char *const *words)
{
    int argc = 0;
    while (words[argc])
        argc++;
    fflush(stdout);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child > 0)
        return child;
    char path[64];
    snprintf(path, sizeof path, "%s/output", folder);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(fd, STDOUT_FILENO);
    dup2(fd, STDERR_FILENO);
    int status = mingze_main(argc, (char **)words);
    fflush(stdout);
    _exit(status);
}

static void read_output(void)
{
    char path[64];
    snprintf(path, sizeof path, "%s/output", folder);
    FILE *f = fopen(path, "re");
    output[f ? fread(output, 1, sizeof output - 1, f) : 0] = 0;
    if (f)
        fclose(f);
}

static int ended(pid_t child)
{
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    read_output();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define MINGZE(...) start((char *const[]){(char *)"mingze", __VA_ARGS__ __VA_OPT__(,) NULL})
#define WORD(text) ((char *)(text))

static void begin(void)
{
    snprintf(folder, sizeof folder, "%s/mingze-main-XXXXXX", check_place());
    CHECK(mkdtemp(folder));
}

static void end(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Every feature of the program is set up: each has its commands in the help. */
static void the_features_are_there(void)
{
    static const char *const commands[] = {"init", "serve", "extract", "draw", "backup"};
    CHECK_INT(ended(MINGZE(WORD("--help"))), 0);
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        if (!strstr(output, commands[i]))
            check_fail(__FILE__, __LINE__, "no command %s", commands[i]);
    CHECK_INT(ended(MINGZE()), 2);
    CHECK_INT(ended(MINGZE(WORD("nothing"))), 2);
    CHECK(strncmp(output, "mingze：", strlen("mingze：")) == 0);
    CHECK_INT(ended(MINGZE(WORD("--version"))), 0);
    CHECK(strstr(output, MINGZE_VERSION));
}

static bool waits_for(const char *text)
{
    for (int i = 0; i < 1500; i++) {
        read_output();
        if (strstr(output, text))
            return true;
        usleep(20000);
    }
    return false;
}

/* `serve` opens both doors that main hands in, and a signal closes them in order. */
static void it_serves_through_both_doors(void)
{
    char data[64], socket_path[80];
    snprintf(data, sizeof data, "%s/data", folder);
    snprintf(socket_path, sizeof socket_path, "%s/socket", data);
    CHECK_INT(ended(MINGZE(WORD("init"), WORD("--data"), data)), 0);
    pid_t child = MINGZE(WORD("serve"), WORD("--data"), data, WORD("--listen"), WORD("127.0.0.1:0"));
    bool web = waits_for("http://127.0.0.1:"), cli = false;
    for (int i = 0; i < 500 && !(cli = access(socket_path, F_OK) == 0); i++)
        usleep(10000);
    kill(child, SIGTERM);
    CHECK_INT(ended(child), 0);
    CHECK(web && cli);
    CHECK(access(socket_path, F_OK) != 0);
}

TESTS({"begin", begin}, {"the features are there", the_features_are_there},
      {"it serves through both doors", it_serves_through_both_doors}, {"end", end})

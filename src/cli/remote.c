/* The client's end: the words go to the server with absolute paths, and our input and output with them. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/run.h"
#include "cli/wire.h"

static int server_connect(struct arena *arena, const char *data_path, int *ret_fd)
{
    struct sockaddr_un address;
    unsigned n;
    TRY(wire_address(arena_printf(arena, "%s/socket", data_path), &address, &n));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return fail(FATAL, "socket: %s", strerror(errno));
    if (connect(fd, (struct sockaddr *)&address, n) != 0) {
        int why = errno;
        close(fd);
        if (why == ENOENT || why == ECONNREFUSED || why == ENOTDIR)
            return NOT_FOUND;
        return fail(UNAVAILABLE, "连不上正在运行的服务：%s", strerror(why));
    }
    *ret_fd = fd;
    return DONE;
}

static const char *path_absolute(struct arena *arena, const char *path)
{
    if (path[0] == '/')
        return path;
    char *here = getcwd(NULL, 0);
    const char *whole = arena_printf(arena, "%s/%s", here ? here : "", path);
    free(here);
    return whole;
}

/* The parsed command as words again: what is a path is absolute, what is the server's own (--data) is left out. */
static char *call_text(struct arena *arena, const struct parsed *parsed)
{
    json_t *words = json_array(), *whole = json_object();
    const struct command *command = parsed->command;
    for (const char *name = command->name; *name; name += strcspn(name, " "), name += *name == ' ')
        json_array_append_new(words, json_stringn(name, strcspn(name, " ")));
    for (int i = 0; i < options_count(command); i++) {
        const struct option *option = &command->options[i];
        if (!parsed->values[i])
            continue;
        const char *value = option->kind == OPTION_PATH ? path_absolute(arena, parsed->values[i]) : parsed->values[i];
        json_array_append_new(words, json_string(option->kind == OPTION_FLAG ? arena_printf(arena, "--%s", option->name)
                                                 : arena_printf(arena, "--%s=%s", option->name, value)));
    }
    if (parsed->json)
        json_array_append_new(words, json_string("--json"));
    json_array_append_new(words, json_string("--"));
    for (int i = 0; i < parsed->argument_count; i++)
        json_array_append_new(words, json_string(command->arguments_are_paths ? path_absolute(arena, parsed->arguments[i])
                                                 : parsed->arguments[i]));
    json_object_set_new(whole, "words", words);
    json_object_set_new(whole, "terminal", json_boolean(isatty(STDERR_FILENO)));
    char *text = json_print(arena, whole);
    json_decref(whole);
    return text;
}

int run_remote(struct arena *arena, const struct parsed *parsed, int *ret_status)
{
    static const int files[WIRE_FILES] = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
    int fd;
    TRY(server_connect(arena, parsed->data_path, &fd));
    const char *text = call_text(arena, parsed);
    int e = wire_send(fd, text, strlen(text), files);
    if (e == DONE && (e = wire_receive_status(fd, ret_status)) != DONE)
        e = fail(UNKNOWN, "服务没有答复，结果未知；请稍后查看");
    close(fd);
    return e;
}

/* The folder's key: a file of its own, so that it can be kept apart from the data it opens. */
#include "store/folder_internal.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_DIGITS = 2 * SECRET_MASTER };

static int key_text(const struct folder *f, char out[KEY_DIGITS + 1])
{
    const char *path = folder_path(f, FOLDER_KEY);
    struct stat st;
    _cleanup_(close_fd_p) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fstat(fd, &st) != 0)
        return fail_errno(path);
    if (st.st_mode & 077)
        return fail(DENIED, "密钥文件 %s 对其他用户开放。请执行 chmod 600 %s", path, path);
    if (read(fd, out, KEY_DIGITS) != KEY_DIGITS)
        return fail(INVALID, "密钥文件 %s 的内容不对，请放回原来的", path);
    out[KEY_DIGITS] = '\0';
    return DONE;
}

int folder_key_read(const struct folder *f, struct secret_key *ret)
{
    char text[KEY_DIGITS + 1];
    uint8_t master[SECRET_MASTER];
    TRY(key_text(f, text));
    if (!hex_parse(text, master, SECRET_MASTER))
        return fail(INVALID, "密钥文件 %s 的内容不对，请放回原来的", folder_path(f, FOLDER_KEY));
    secret_key_make(master, ret);
    return DONE;
}

static int key_write(const struct folder *f, const char *digits)
{
    char line[KEY_DIGITS + 2];
    if (access(folder_path(f, FOLDER_KEY), F_OK) == 0)
        return fail(CONFLICT, "%s 已经存在", folder_path(f, FOLDER_KEY));
    memcpy(line, digits, KEY_DIGITS);
    memcpy(line + KEY_DIGITS, "\n", 2);
    return folder_write(f, FOLDER_KEY, line, KEY_DIGITS + 1);
}

int folder_key_create(const struct folder *f)
{
    uint8_t master[SECRET_MASTER];
    char digits[KEY_DIGITS + 1];
    random_bytes(master, sizeof master);
    return key_write(f, hex_print(master, sizeof master, digits));
}

int folder_key_copy(const struct folder *from, const struct folder *to)
{
    char digits[KEY_DIGITS + 1];
    TRY(key_text(from, digits));
    return key_write(to, digits);
}

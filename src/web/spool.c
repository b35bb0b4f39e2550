#include "web/spool.h"

#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int file_open(int *ret_fd)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] != '/')
        folder = "/tmp";
    *ret_fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (*ret_fd >= 0)
        return DONE;
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/mingze-XXXXXX", folder) >= sizeof path)
        return fail(UNAVAILABLE, "TMPDIR 的路径太长");
    *ret_fd = mkostemp(path, O_CLOEXEC);
    if (*ret_fd < 0)
        return fail(UNAVAILABLE, "不能在 %s 里建立临时文件（%s），请检查其空间和权限", folder, strerror(errno));
    unlink(path);
    return DONE;
}

int spool_add(struct spool *spool, const char *bytes, size_t n)
{
    if (spool->fd < 0)
        TRY(file_open(&spool->fd));
    while (n > 0) {
        ssize_t written = write(spool->fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(UNAVAILABLE, "不能保存上传的文件（%s），请检查服务器的磁盘空间", strerror(errno));
        bytes += written;
        n -= (size_t)written;
        spool->n += (size_t)written;
    }
    return DONE;
}

int spool_map(struct spool *spool, const void **ret_bytes)
{
    if (spool->n == 0) {
        *ret_bytes = "";
        return DONE;
    }
    void *bytes = mmap(NULL, spool->n, PROT_READ, MAP_PRIVATE, spool->fd, 0);
    if (bytes == MAP_FAILED)
        return fail(UNAVAILABLE, "不能读取上传的文件（%s），请稍后重试", strerror(errno));
    *ret_bytes = spool->bytes = bytes;
    return DONE;
}

void spool_release(struct spool *spool)
{
    if (spool->bytes != NULL)
        munmap(spool->bytes, spool->n);
    if (spool->fd >= 0)
        close(spool->fd);
    *spool = SPOOL_EMPTY;
}

#include "document/bundle.h"

#include <zip.h>

#include "base/base.h"

static int file_add(zip_t *zip, const struct bundle_file *file)
{
    zip_source_t *source = zip_source_file(zip, file->path, 0, -1);
    zip_int64_t at = source ? zip_file_add(zip, file->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && at < 0)
        zip_source_free(source);
    return at < 0 || zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0 ? UNAVAILABLE : DONE;
}

int bundle_write(const char *path, const struct bundle_file *files, size_t n)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    int outcome = zip ? DONE : UNAVAILABLE;
    for (size_t i = 0; i < n && outcome == DONE; i++)
        outcome = file_add(zip, &files[i]);
    /* libzip writes beside the path and renames. */
    if (outcome == DONE && zip_close(zip) == 0)
        return DONE;
    if (zip)
        zip_discard(zip);
    return fail(UNAVAILABLE, "不能写压缩文件，请检查磁盘空间后再试");
}

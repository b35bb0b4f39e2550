#include "document/package.h"

#include "base/base.h"
#include "document/xml.h"

#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#define RELATIONSHIPS_MAX 4096

struct relationship {
    const char *source, *id, *type, *target;
};

struct package {
    struct arena *arena;
    zip_t *zip;
    size_t work_left;
    struct relationship *relationships;      /* of every source asked for so far */
    size_t n, cap;
    const char **sources;
    size_t sources_n, sources_cap;
    const char *reading;                     /* the source whose relationships are being read */
};

struct part {
    zip_file_t *file;
    uint64_t left;
};

static int broken(void)
{
    return fail(INVALID, "文件已损坏，打不开。请用 Word 或 WPS 打开后重新保存再试");
}

/* Entries are counted by their marks before libzip sees them: it would take memory for each. */
static bool has_too_many(const char *bytes, size_t n)
{
    static const char mark[] = "PK\1\2";
    size_t seen = 0;
    for (const char *p = bytes, *end = bytes + n; (p = memmem(p, (size_t)(end - p), mark, 4)); p += 4)
        if (++seen > 4 * PACKAGE_ENTRIES_MAX)      /* packages inside a package have marks too */
            return true;
    return false;
}

static bool name_leaves(const char *name)
{
    if (*name == '/' || *name == '\0' || strchr(name, '\\') || strchr(name, ':'))
        return true;
    for (const char *p = name; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL)
        if (!strcmp(p, "..") || text_starts(p, "../"))
            return true;
    return false;
}

static bool is_link(zip_t *zip, zip_uint64_t i)
{
    zip_uint8_t system;
    zip_uint32_t attributes;
    if (zip_file_get_external_attributes(zip, i, 0, &system, &attributes) || system != ZIP_OPSYS_UNIX)
        return false;
    return S_ISLNK(attributes >> 16);
}

static int check_entries(zip_t *zip)
{
    zip_int64_t n = zip_get_num_entries(zip, 0);
    uint64_t unpacked = 0;
    if (n > PACKAGE_ENTRIES_MAX)
        return fail(INVALID, "文件里的部件超过 %d 个，不是正常的文档，不能读", PACKAGE_ENTRIES_MAX);
    for (zip_int64_t i = 0; i < n; i++) {
        zip_stat_t st;
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &st) ||
            (~st.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)))
            return broken();
        if (name_leaves(st.name) || is_link(zip, (zip_uint64_t)i))
            return fail(INVALID, "文件里有指向外面的部件，不是正常的文档，不能读");
        if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
            return fail(UNSUPPORTED, "文件加了密码。请去掉密码后重新保存再试");
        unpacked += st.size;
        if (st.size > PACKAGE_SMALL && st.size / PACKAGE_RATIO_MAX > st.comp_size)
            return fail(INVALID, "文件的压缩比异常（超过 %d 倍），可能是压缩炸弹，不能读", PACKAGE_RATIO_MAX);
        if (unpacked > PACKAGE_BYTES_MAX)
            return fail(INVALID, "文件解压后超过 %u MB，不能读", PACKAGE_BYTES_MAX >> 20);
    }
    return DONE;
}

int package_open(struct arena *arena, const void *bytes, size_t n, struct package **ret)
{
    if (has_too_many(bytes, n))
        return fail(INVALID, "文件里的部件超过 %d 个，不是正常的文档，不能读", PACKAGE_ENTRIES_MAX);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, n, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    zip_error_fini(&error);
    if (!zip) {
        if (source)
            zip_source_free(source);
        return broken();
    }
    int outcome = check_entries(zip);
    if (outcome != DONE) {
        zip_discard(zip);
        return outcome;
    }
    *ret = arena_new(arena, struct package);
    **ret = (struct package){ .arena = arena, .zip = zip, .work_left = SIZE_MAX };
    return DONE;
}

void package_bound(struct package *package, size_t work)
{
    package->work_left = work;
}

bool package_allows(const struct package *package, uint64_t work)
{
    return package->work_left == SIZE_MAX || work <= package->work_left;
}

int package_work(struct package *package, size_t work)
{
    if (package->work_left == SIZE_MAX && work < SIZE_MAX)
        return DONE;
    if (work > package->work_left || work == SIZE_MAX)
        return fail(TOO_LARGE, "文件内容太多，超过了一份反馈文件的限度，请拆成几个文件再读");
    package->work_left -= work;
    return DONE;
}

void package_close_p(struct package **package)
{
    if (*package)
        zip_discard((*package)->zip);
}

bool package_has(const struct package *package, const char *name)
{
    return zip_name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

int part_open(struct package *package, const char *name, struct part **ret)
{
    zip_stat_t st;
    zip_int64_t at = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);     /* part names are case-insensitive */
    if (at < 0)
        return fail(NOT_FOUND, "文件里缺少 %s，请用 Word 或 WPS 打开后重新保存再试", name);
    zip_file_t *file = zip_fopen_index(package->zip, (zip_uint64_t)at, 0);
    if (!file)
        return broken();
    zip_stat_index(package->zip, (zip_uint64_t)at, 0, &st);
    *ret = arena_new(package->arena, struct part);
    **ret = (struct part){ file, st.size };
    return DONE;
}

int part_read(struct part *part, void *out, size_t room, size_t *ret_n)
{
    zip_int64_t n = zip_fread(part->file, out, room);
    if (n < 0 || (uint64_t)n > part->left)
        return broken();
    part->left -= (uint64_t)n;
    *ret_n = (size_t)n;
    return DONE;
}

uint64_t part_left(const struct part *part)
{
    return part->left;
}

void part_close_p(struct part **part)
{
    if (*part)
        zip_fclose((*part)->file);
}

/* Targets are relative to the folder of their source, or absolute in the package. */
static const char *resolve(struct arena *arena, const char *source, const char *target)
{
    if (*target == '/')
        return arena_strdup(arena, target + 1);
    const char *slash = strrchr(source, '/');
    size_t folder = slash ? (size_t)(slash - source) + 1 : 0;
    while (text_starts(target, "./"))
        target += 2;
    while (text_starts(target, "../") && folder) {
        target += 3;
        do
            folder--;
        while (folder && source[folder - 1] != '/');
    }
    return arena_printf(arena, "%.*s%s", (int)folder, source, target);
}

static int start_relationship(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct package *package = context;
    if (space != SPACE_RELATIONSHIPS || strcmp(name, "Relationship") != 0)
        return DONE;
    const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target"), *mode = xml_attribute(attributes, "TargetMode");
    if (!id || !type || !target || text_equal(mode, "External"))
        return DONE;
    if (package->n >= RELATIONSHIPS_MAX)
        return fail(INVALID, "文件里的关系超过 %d 条，不是正常的文档，不能读", RELATIONSHIPS_MAX);
    *arena_push(package->arena, &package->relationships, &package->n, &package->cap) = (struct relationship){
        package->reading,
        arena_strdup(package->arena, id),
        arena_strdup(package->arena, type),
        resolve(package->arena, package->reading, target),
    };
    return DONE;
}

/* Relationships of a source, read once.  A package without them, or with broken ones, has none. */
static void read_relationships(struct package *package, const char *source)
{
    for (size_t i = 0; i < package->sources_n; i++)
        if (!strcmp(package->sources[i], source))
            return;
    package->reading = arena_strdup(package->arena, source);
    *arena_push(package->arena, &package->sources, &package->sources_n, &package->sources_cap) = package->reading;
    const char *slash = strrchr(source, '/');
    int folder = slash ? (int)(slash - source) + 1 : 0;
    const char *part = arena_printf(package->arena, "%.*s_rels/%s.rels", folder, source, source + folder);
    static const struct xml_handler handler = { .start = start_relationship };
    if (xml_read(package, part, &handler, package) != DONE)
        error_clear();
}

const char *package_related_next(struct package *package, const char *source, const char *type, size_t *at)
{
    read_relationships(package, source);
    while (*at < package->n) {
        const struct relationship *r = &package->relationships[(*at)++];
        if (!strcmp(r->source, source) && text_ends(r->type, type))
            return r->target;
    }
    return NULL;
}

const char *package_related(struct package *package, const char *source, const char *type)
{
    size_t at = 0;
    return package_related_next(package, source, type, &at);
}

const char *package_related_id(struct package *package, const char *source, const char *id)
{
    read_relationships(package, source);
    for (size_t i = 0; i < package->n; i++)
        if (!strcmp(package->relationships[i].source, source) && !strcmp(package->relationships[i].id, id))
            return package->relationships[i].target;
    return NULL;
}

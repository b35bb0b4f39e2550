/* Every role on every page row, compared with a table that people have reviewed.
 *
 * ACCEPT=1 build/tests/test-office-role_page writes the table anew; the change is then reviewed like any other. */
#include "check.h"
#include "base/base.h"
#include "office/office.h"

extern const struct feature *const features[];
extern const int feature_count;

static const char golden[] = "tests/golden/role_page.tsv";

enum { ROLES_MAX = 32 };

static bool may(const struct access *access, const struct page *page)
{
    return !page->entity || access_may(access, registry_entity(page->entity), page->verb);
}

static void matrix_row(struct buffer *out, struct access *const *roles, const struct page *page)
{
    bool open = !strcmp(page->verb, VERB_PUBLIC);
    buffer_addf(out, "%s\t%s\t%s", page->method, page->path, page->verb);
    for (int r = 0; access_role_at(r); r++)
        buffer_adds(out, open ? "\tpublic" : may(roles[r], page) ? "\tyes" : "\t-");
    buffer_addc(out, '\n');
}

static int line_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted by method and path, so that the order of rows in the program does not matter. */
static char *matrix(struct arena *arena)
{
    struct access *roles[ROLES_MAX];
    struct buffer head = buffer_in(arena);
    const struct page *page;
    char **lines = NULL;
    size_t n = 0, cap = 0;
    buffer_adds(&head, "method\tpath\tverb");
    for (int r = 0; access_role_at(r); r++) {
        struct grant grant = {access_role_at(r)->name, 0};
        CHECK_DONE(access_create(arena, NULL, 1, 1, &grant, 1, &roles[r]));
        buffer_addf(&head, "\t%s", grant.role);
    }
    buffer_addc(&head, '\n');
    for (int i = 0; (page = office_page_at(i)); i++) {
        struct buffer line = buffer_in(arena);
        matrix_row(&line, roles, page);
        *arena_push(arena, &lines, &n, &cap) = line.p;
    }
    qsort(lines, n, sizeof *lines, line_order);
    for (size_t i = 0; i < n; i++)
        buffer_adds(&head, lines[i]);
    return head.p;
}

static char *file_text(struct arena *arena, const char *path)
{
    char *text = arena_alloc(arena, 1 << 20);
    FILE *file = fopen(path, "rb");
    if (!file)
        return text;
    text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void file_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    CHECK(file);
    fputs(text, file);
    fclose(file);
}

/* The first line that differs says enough. */
static void lines_compare(struct arena *arena, const char *got, const char *wanted)
{
    while (*got || *wanted) {
        size_t g = strcspn(got, "\n"), w = strcspn(wanted, "\n");
        CHECK_TEXT(arena_strndup(arena, got, g), arena_strndup(arena, wanted, w));
        got += g + (got[g] != '\0');
        wanted += w + (wanted[w] != '\0');
    }
}

static void roles_see_the_pages_that_were_reviewed(void)
{
    struct arena *arena = arena_create(64 << 20);
    CHECK_DONE(office_setup(features, feature_count));
    char *now = matrix(arena);
    if (getenv("ACCEPT"))
        file_write(golden, now);
    lines_compare(arena, now, file_text(arena, golden));
    office_clear();
    arena_destroy(arena);
}

/* 三员 see no business data: whatever the features' rows say, only these entities. */
static void administrators_see_no_business_data(void)
{
    static const char *const allowed[] = {"account", "role_grant", "bearer", "setting", "complaint", "unit", "person",
                                          "calendar_day", "reminder_step", NULL};
    struct arena *arena = arena_create(64 << 20);
    const struct role *role;
    const struct entity *entity;
    CHECK_DONE(office_setup(features, feature_count));
    for (int r = 0; (role = access_role_at(r)); r++) {
        struct grant grant = {role->name, 0};
        struct access *access;
        if (!role->administrator)
            continue;
        CHECK_DONE(access_create(arena, NULL, 1, 1, &grant, 1, &access));
        for (int i = 0; (entity = registry_at(i)); i++) {
            bool ok = !access_may(access, entity, "read");
            for (int k = 0; allowed[k]; k++)
                ok |= !strcmp(allowed[k], entity->name);
            if (!ok)
                check_fail(__FILE__, __LINE__, "%s reads %s", role->name, entity->name);
        }
    }
    office_clear();
    arena_destroy(arena);
}

TESTS({"roles see the pages that were reviewed", roles_see_the_pages_that_were_reviewed},
      {"administrators see no business data", administrators_see_no_business_data})

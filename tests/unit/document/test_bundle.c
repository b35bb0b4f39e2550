#include "document/bundle.h"

#include "zip_text.h"

#include "check.h"

static char paths[3][64];

static const char *file(int i, const char *text)
{
    snprintf(paths[i], sizeof paths[i], "/tmp/mingze-bundle-%d-%d", (int)getpid(), i);
    if (text) {
        FILE *f = fopen(paths[i], "w");
        CHECK(f);
        fputs(text, f);
        fclose(f);
    }
    return paths[i];
}

static void files_come_out_as_they_went_in(void)
{
    struct arena *arena = arena_create(1 << 20);
    const struct bundle_file files[] = {{"三张清单-1.xlsx", file(1, "第一册")}, {"三张清单-2.xlsx", file(2, "第二册")}};
    CHECK_DONE(bundle_write(file(0, "what stood there before"), files, 2));
    CHECK_TEXT(arena_strndup(arena, zip_text(arena, paths[0], "三张清单-1.xlsx"), strlen("第一册")), "第一册");
    CHECK_TEXT(arena_strndup(arena, zip_text(arena, paths[0], "三张清单-2.xlsx"), strlen("第二册")), "第二册");
    zip_t *zip = zip_open(paths[0], ZIP_RDONLY, NULL);
    zip_stat_t stat;
    CHECK(zip && zip_get_num_entries(zip, 0) == 2);
    CHECK_TEXT(zip_get_name(zip, 0, 0), "三张清单-1.xlsx");               /* in the order given */
    CHECK(zip_stat_index(zip, 0, 0, &stat) == 0 && stat.comp_method == ZIP_CM_STORE);
    zip_discard(zip);
    CHECK(access(paths[1], F_OK) == 0 && access(paths[2], F_OK) == 0);    /* they stay the caller's */
    for (int i = 0; i < 3; i++)
        remove(paths[i]);
    arena_destroy(arena);
}

static void one_that_is_missing_leaves_nothing_new(void)
{
    const struct bundle_file files[] = {{"三张清单-1.xlsx", file(1, "第一册")}, {"三张清单-2.xlsx", file(2, NULL)}};
    char before[32] = "";
    CHECK_OUTCOME(bundle_write(file(0, "before"), files, 2), UNAVAILABLE);
    CHECK_TEXT(error_message(), "不能写压缩文件，请检查磁盘空间后再试");
    FILE *f = fopen(paths[0], "r");
    CHECK(f && fgets(before, sizeof before, f));
    fclose(f);
    CHECK_TEXT(before, "before");
    const struct bundle_file twice[] = {{"三张清单-1.xlsx", paths[1]}, {"三张清单-1.xlsx", paths[1]}};
    CHECK_OUTCOME(bundle_write(paths[0], twice, 2), UNAVAILABLE);          /* two of one name: nothing of it, not half */
    CHECK(!zip_text(NULL, paths[0], "三张清单-1.xlsx"));
    CHECK_OUTCOME(bundle_write("/tmp/mingze-no-such-folder/x.zip", files, 1), UNAVAILABLE);
    remove(paths[0]), remove(paths[1]);
}

TESTS({"files come out as they went in", files_come_out_as_they_went_in},
      {"one that is missing leaves nothing new", one_that_is_missing_leaves_nothing_new})

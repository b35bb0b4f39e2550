#include "demonstrated.h"
#include "document/document.h"
#include "feature/rectification/papers/papers.h"

static void every_kind_is_written(void)
{
    struct demonstrated d;
    const char *said;
    char id[ID_TEXT];
    demonstrated_open(&d);
    id_print(demonstrated_source(&d), id);
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++) {
        struct document *document;
        const char *path = arena_printf(d.arena, "%s/%s.docx", d.path, kind->name);
        const char *const values[] = {path, id, NULL, "省直机关工委"};
        int status = demonstrated_run(&d, paper_command_run, paper_command_options, kind->name, values, &said);
        if (status)
            check_fail(__FILE__, __LINE__, "%s: %d %s", kind->name, status, said);
        CHECK(strstr(said, kind->label) && strstr(said, "待填"));
        CHECK_DONE(document_read_file(d.arena, path, &document));
        CHECK(document->paragraph_count > 5);
    }
    CHECK(strstr(said, "提示函"));
    const char *const wrong[] = {"/tmp/x.docx", "000000000000", NULL, NULL};
    CHECK_INT(demonstrated_run(&d, paper_command_run, paper_command_options, "plan", wrong, &said), 1);
    CHECK(strstr(said, "没有编号是"));
    CHECK_INT(demonstrated_run(&d, paper_command_run, paper_command_options, "meeting", wrong, &said), 1);
    CHECK(strstr(said, "--meeting"));
    CHECK_INT(demonstrated_run(&d, paper_command_run, paper_command_options, "poem", wrong, &said), 2);
    CHECK(strstr(said, "整改方案"));
    demonstrated_close(&d);
}

TESTS({"every kind is written", every_kind_is_written})

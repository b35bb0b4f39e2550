#include "heat_office.h"

#include <sys/stat.h>
#include <unistd.h>

static struct world w;

static void written(const char *login, const char *row, const char *name, const char *const inputs[8])
{
    struct stat s;
    struct answer answer = heat_ask(&w, login, row, true, inputs);
    CHECK_INT(answer.kind, ANSWER_FILE);
    CHECK_TEXT(answer.file_name, name);
    CHECK(!stat(answer.path, &s) && s.st_size > 4000);
    unlink(answer.path);
}

static void sheets(void)
{
    heat_office(&w);
    written("gunianan", "/compliance.xlsx", "组织生活-截至2026-11-26.xlsx", NULL);
    written("gunianan", "/compliance.xlsx", "组织生活-2025年.xlsx", (const char *const[8]){"year", "2025", "rule", "L-05"});
    written("gunianan", "/compliance.xlsx", "组织生活-截至2026-06-30.xlsx", (const char *const[8]){"asof", "2026-06-30", "rule", "term"});
    written("gunianan", "/missing.xlsx", "组织生活缺什么-截至2026-11-26.xlsx", (const char *const[8]){"period", "2026-09"});
    written("gunianan", "/missing.xlsx", "组织生活缺什么-截至2026-11-26.xlsx", (const char *const[8]){"rule", "term"});
    CHECK_INT(heat_ask(&w, "mengfanyi", "/compliance.xlsx", true, (const char *const[8]){"unit", unit_text(&w, "SL-Z2")}).status, 404);
    heat_close(&w);
}

TESTS({"what was asked for, and when, in the name", sheets})

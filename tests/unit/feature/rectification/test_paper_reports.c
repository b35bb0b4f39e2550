#include "papers_world.h"

static void totals_are_the_lists(void)
{
    struct ledger l;
    struct composition c;
    papers_open(&l);
    char id[ID_TEXT];
    static const struct { const char *field, *value; const char *words; } parts[] = {
        {NULL, NULL, "共反馈问题%d个"}, {"state", "closed", "已完成整改并销号%d个"}, {"state", "closing_requested", "正在审核%d个"},
        {"state", "unfounded", "认定不属实%d个"}, {"overdue", "1", "其中%d个已超过整改期限"},
    };
    for (const char *const *kind = (const char *const[]){"progress", "leader", "notice", NULL}; *kind; kind++) {
        const char *text = text_of(&l, *kind, &c);
        for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
            struct list_filter filters[] = {{"source", "is", id_print(l.source->id, id)}, {parts[i].field, "is", parts[i].value}};
            struct list_request list = {.entity = &problem_entity, .verb = "read", .filters = filters, .filter_count = 1 + (parts[i].field != NULL)};
            int64_t n;
            CHECK_DONE(list_count(l.w.arena, l.w.db, &list, &n));
            CHECK(n > 0);
            const char *head = arena_strndup(l.w.arena, parts[i].words, strcspn(parts[i].words, "%"));
            const char *wanted = arena_printf(l.w.arena, "%s%d个", head, (int)n);
            if (!strstr(text, wanted))
                check_fail(__FILE__, __LINE__, "%s does not say %s:\n%s", *kind, wanted, text);
        }
        CHECK(strstr(text, "整改完成率50.0%"));           /* 3 of 6: the unfounded one is not asked for */
    }
    after_close(&l);
}

TESTS({"totals are the lists", totals_are_the_lists})

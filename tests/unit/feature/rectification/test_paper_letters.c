#include "papers_world.h"

/* A letter for each unit, on pages of its own, and only about what is late. */
static void letters_are_by_unit(void)
{
    struct ledger l;
    struct composition c;
    papers_open(&l);
    struct record *other = ledger_problem(&l, 8);
    record_set_int(other, PROBLEM_ACCOUNTABLE, world_unit(&l.w, "SL-Z5"));
    record_set_text(other, PROBLEM_DEADLINE, "2026-02-28");
    record_set_text(other, PROBLEM_SYMPTOM, "支委会没有记录");
    ledger_save(&l, other);
    const char *text = text_of(&l, "urge", &c), *second = strstr(text, "支委会没有记录");
    CHECK(second && strstr(text, "未按期换届") < second);
    CHECK(strstr(text, "督办函回执") && strstr(strstr(text, "督办函回执") + 1, "督办函回执"));
    CHECK(strstr(text, "你单位有以下1个问题已超过整改期限"));
    int pages = 0;
    for (size_t i = 0; i < c.n; i++)
        pages += c.blocks[i].kind == BLOCK_PAGE;
    CHECK_INT(pages, 3);                                     /* letter, slip, letter, slip */
    struct paper_facts facts;
    struct composition none;
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET deadline = '2099-01-01'"));
    facts_of(&l, &facts);
    CHECK_OUTCOME(paper_compose(paper_kind_find("urge"), &facts, &none), INVALID);
    CHECK(strstr(error_message(), "不用发督办函"));
    after_close(&l);
}

TESTS({"letters are by unit", letters_are_by_unit})

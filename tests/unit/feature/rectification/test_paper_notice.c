#include "papers_world.h"

/* Persons of the system are not named in what is made public, also where somebody wrote them into a text. */
static void nobody_is_named_in_public(void)
{
    struct ledger l;
    struct composition c;
    papers_open(&l);
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET effect = '岳小满和顾念安已到岗，王某不在系统里' WHERE number = 1"));
    const char *text = text_of(&l, "notice", &c);
    CHECK(!strstr(text, "岳小满") && !strstr(text, "顾念安"));
    CHECK(strstr(text, "某某和某某已到岗，王某不在系统里"));
    CHECK_INT(c.hidden, 2);
    CHECK(strstr(text_of(&l, "progress", &c), "岳小满和顾念安已到岗"));
    after_close(&l);
}

TESTS({"nobody is named in public", nobody_is_named_in_public})

#include "../../office/office_test.h"

static struct world w;

static int64_t count(const char *sql)
{
    return world_number(&w, sql);
}

static void a_small_province(void)
{
    world_open(&w);
    CHECK_INT(count("SELECT count(*) FROM unit"), 29);
    CHECK_INT(count("SELECT count(*) FROM unit WHERE kind = 'leading_group'"), 3);
    CHECK_INT(count("SELECT count(*) FROM unit WHERE parent IS NULL AND led_by IS NULL AND kind NOT IN ('external_supervisor', 'working_committee')"), 0);
    CHECK_INT(count("SELECT count(*) FROM person"), 22);
    CHECK_INT(count("SELECT count(*) FROM person WHERE phone LIKE '139000010%'"), 22);      /* numbers that nobody has */
    CHECK_INT(count("SELECT count(DISTINCT phone) FROM person"), 22);
    CHECK_INT(count("SELECT count(*) FROM membership m JOIN unit u ON u.id = m.branch WHERE u.kind NOT IN ('branch', 'temporary_branch')"), 0);
    CHECK_INT(count("SELECT count(*) FROM post o WHERE NOT EXISTS (SELECT 1 FROM tenure t WHERE t.post = o.id AND t.until_date IS NULL)"), 0);
    CHECK_INT(count("SELECT count(*) FROM post o JOIN unit u ON u.id = o.post_unit WHERE u.kind = 'leading_group' AND o.is_leading = 1"), 3);
    world_close(&w);
}

/* One of each role can be let in, at the unit where his work is. */
static void who_logs_in(void)
{
    static const struct { const char *login, *role, *unit, *person; } rows[] = {
        {"hexiaolan", "working_committee_officer", "GW", "GW002"}, {"luchangchuan", "leading_group_secretary", "SL-DZ", "SL001"},
        {"gunianan", "organ_officer", "SL-JW", "SL004"}, {"mengfanyi", "branch_secretary", "SL-Z1", "SL006"}, {"yuexiaoman", "handler", "SL-C3", "SL011"},
        {"liuqinghe", "member", "SL-Z5", "SL014"}, {"yanzhengqing", "outside_reviewer", "XCB", "XC001"}, {"linwanzhou", "organ_officer", "JY-JW", "JY002"},
    };
    world_open(&w);
    CHECK_INT(count("SELECT count(*) FROM account"), ARRAY_SIZE(rows));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        int64_t n = 0;
        CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.holder JOIN unit u ON u.id = g.within"
                              " JOIN person p ON p.id = a.person WHERE a.login = ?1 AND g.role = ?2 AND u.code = ?3 AND a.name = p.name AND p.code = ?4",
                              value_text(rows[i].login), value_text(rows[i].role), value_text(rows[i].unit), value_text(rows[i].person)));
        if (n != 1)
            check_fail(__FILE__, __LINE__, "%s: %d", rows[i].login, (int)n);
    }
    CHECK_INT(count("SELECT count(*) FROM role_grant WHERE role LIKE '%administrator%'"), 0);
    world_close(&w);
}

TESTS({"a small province", a_small_province}, {"who logs in", who_logs_in})

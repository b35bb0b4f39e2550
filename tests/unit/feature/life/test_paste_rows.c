#include "activity_office.h"

static struct world w;

static int64_t unit_id(const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w.system->reader, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    return id;
}

static struct paste read_text(const char *text)
{
    struct paste paste = {.text = text, .unit = unit_id("SL-Z1"), .year = 2026};
    CHECK_DONE(paste_from_text(w.arena, w.system->reader, &paste));
    return paste;
}

static void who_the_names_are(void)
{
    struct members members;
    int64_t id;
    life_office(&w);
    CHECK_DONE(members_read(w.arena, w.system->reader, unit_id("SL-Z1"), &members));
    CHECK_INT((int64_t)members.n, 6);
    CHECK_DONE(member_find(&members, "闻溪", "2026-11-20", &id));
    CHECK_INT(id, person_of(&w, "SL013"));
    CHECK_OUTCOME(member_find(&members, "柳青禾", "2026-11-20", &id), NOT_FOUND);      /* of another branch */
    CHECK_OUTCOME(member_find(&members, "闻溪", "1999-01-01", &id), NOT_FOUND);        /* not yet a member */
    world_close(&w);
}

static void what_is_there_and_what_does_not_fit(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi");
    int64_t id = office_activity(&w, cookie, "SL-Z1", "committee", "2026-11-04", "研究党费");
    struct paste paste = read_text("11月4日支委会，研究党费。\n11月10日主题党日，应到6人，实到5人，缺席：闻溪（出差）、赵六。\n11月18日学习文件。\n");
    CHECK_INT((int64_t)paste.n, 3);
    CHECK_INT(paste.rows[0].recorded, id);
    CHECK(!paste.rows[0].picked && paste.rows[1].picked && !paste.rows[2].picked);
    CHECK_TEXT(paste.rows[1].absent, "闻溪（出差）、赵六");
    CHECK_INT(paste.rows[1].note_count, 2);          /* 赵六 is unknown; 6 less 2 is not 5 */
    CHECK(strstr(paste.rows[1].notes[0], "赵六"));
    CHECK_INT(paste.rows[2].note_count, 1);          /* what was it? */
    paste = read_text("2025年度组织生活会\n时间：2026年1月20日\n");
    CHECK_TEXT(paste.rows[0].for_year, "2025");      /* counts for the year it says, not for its day's */
    world_close(&w);
}

TESTS({"who the names are", who_the_names_are}, {"what is there, and what does not fit", what_is_there_and_what_does_not_fit})

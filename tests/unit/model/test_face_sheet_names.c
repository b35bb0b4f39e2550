#include "world.h"

#include "model/face_sheet.h"
#include "model/record_private.h"

static struct world w;
static struct sheet_names names;

static void begin(void)
{
    world_open(&w);
    sheet_names_start(&names, w.arena, w.db, NULL, 3);
}

static void end(void)
{
    world_close(&w);
}

static void a_name_belongs_to_its_entity(void)
{
    sheet_names_add(&names, &team_entity, "三队", 31);
    sheet_names_add(&names, &team_entity, "三队", 31);              /* code and title may be the same */
    sheet_names_add(&names, &team_entity, "四队", 41);
    sheet_names_add(&names, &team_entity, "四队", 42);
    sheet_names_add(&names, &team_entity, "", 51);
    CHECK_INT(sheet_names_find(&names, &team_entity, "三队"), 31);
    CHECK_INT(sheet_names_find(&names, &team_entity, "四队"), PENDING_SEVERAL);
    CHECK_INT(sheet_names_find(&names, &team_entity, ""), 0);
    CHECK_INT(sheet_names_find(&names, &team_entity, "五队"), 0);
    CHECK_INT(sheet_names_find(&names, &worker_entity, "三队"), 0);
}

static void new_rows_have_titles(void)
{
    sheet_names_new(&names, 31, "三队");
    CHECK_TEXT(sheet_names_title(&names, 31), "三队");
    CHECK_TEXT(sheet_names_title(&names, 41), NULL);
}

/* "title（code）" by its code; "title（second key）" where there is none. */
static void what_people_write(void)
{
    int64_t ticket = world_ticket_made(&w, "漏水", w.teams[1]);
    sheet_names_add(&names, &team_entity, "T3", 31);
    CHECK_INT(sheet_names_pending(&names, &team_entity, "三队（T3）"), 31);
    CHECK_INT(sheet_names_pending(&names, &team_entity, "三队"), 31);
    CHECK_INT(sheet_names_pending(&names, &team_entity, "三队（T4）"), 0);
    sheet_names_add(&names, &note_entity, sheet_names_pair(w.arena, "已派人", ticket), 61);
    CHECK_INT(sheet_names_pending(&names, &note_entity, "已派人（漏水）"), 61);
    CHECK_INT(sheet_names_pending(&names, &note_entity, "已派人（停电）"), 0);
    sheet_names_add(&names, &ticket_entity, "停电", 71);           /* the second key may itself be a new row */
    sheet_names_add(&names, &note_entity, sheet_names_pair(w.arena, "已派人", 71), 62);
    CHECK_INT(sheet_names_pending(&names, &note_entity, "已派人（停电）"), 62);
}

static int same(const char *title, int64_t organ, int row)
{
    struct record *ticket = record_new(w.arena, &ticket_entity);
    record_set_text(ticket, TICKET_TITLE, title);
    ticket->organ = organ;
    return sheet_names_same(&names, ticket, row);
}

static void rows_of_the_same_keys(void)
{
    CHECK_INT(same("漏水", 1, 2), 0);
    CHECK_INT(same("停电", 1, 3), 0);
    CHECK_INT(same("漏水", 1, 4), 2);
    CHECK_INT(same("漏水", 2, 5), 0);          /* in another organ */
    CHECK_INT(same("漏水", 2, 6), 5);
    CHECK_INT(same("", 1, 7), 0);
    CHECK_INT(same("", 1, 8), 0);              /* without its keys it is nobody's double */
}

/* As many names as rows can have, and each is found again. */
static void many_names(void)
{
    struct sheet_names many;
    char text[32];
    sheet_names_start(&many, w.arena, w.db, NULL, 2000);
    for (int i = 1; i <= 10000; i++) {
        snprintf(text, sizeof text, "第%d队", i);
        sheet_names_add(&many, &team_entity, arena_strdup(w.arena, text), i);
    }
    for (int i = 1; i <= 10000; i++) {
        snprintf(text, sizeof text, "第%d队", i);
        CHECK_INT(sheet_names_find(&many, &team_entity, text), i);
    }
}

TESTS({"begin", begin}, {"a name belongs to its entity", a_name_belongs_to_its_entity}, {"new rows have titles", new_rows_have_titles},
      {"what people write", what_people_write}, {"rows of the same keys", rows_of_the_same_keys}, {"many names", many_names}, {"end", end})

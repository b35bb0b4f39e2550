#include "world.h"

#include "model/kinds.h"

static struct world w;

static void begin(void)
{
    world_open(&w);
}

static void end(void)
{
    world_close(&w);
}

static void masks(void)
{
    static const char *const rows[][2] = {
        {"13912345678", "139****5678"}, {"110101199001011234", "110****1234"}, {"沈明", "沈*"}, {"石𠮷祥", "石**"}, {"欧阳明月", "欧***"},
        {"沈", "沈*"}, {"12345", "1****5"}, {"1234567890", "1****0"}, {"𠮷二三四五六七八九十甲", "𠮷二三****八九十甲"}, {"", ""}, {NULL, ""},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(value_mask(w.arena, rows[i][0]), rows[i][1]);
}

/* What a form or a sheet shows, and field_parse reads again. */
static void inputs(void)
{
    char id[2][ID_TEXT];
    static const struct {
        int field;
        struct field_value value;
        const char *wanted;
    } rows[] = {
        {TICKET_TITLE, {.set = true, .text = "漏水"}, "漏水"},
        {TICKET_COUNT, {.set = true, .i = -3}, "-3"},
        {TICKET_DUE, {.set = true, .text = "2026-06-30"}, "2026-06-30"},
        {TICKET_SEEN, {.set = true, .i = 1767225600000}, "2026-01-01 08:00:00"},
        {TICKET_SEEN, {.set = true, .i = 1767225600007}, "2026-01-01 08:00:00.007"},
        {TICKET_SEEN, {.set = true, .i = -1}, "1970-01-01 07:59:59.999"},
        {TICKET_URGENT, {.set = true, .i = 1}, "1"},
        {TICKET_URGENT, {.set = true, .i = 0}, "0"},
        {TICKET_KIND, {.set = true, .text = "wish"}, "wish"},
        {TICKET_COST, {.set = true, .i = 123456}, "1,234.56"},
        {TICKET_DONE_SHARE, {.set = true, .i = 4550}, "45.5%"},
        {TICKET_PIN, {.set = true, .text = "1234"}, ""},           /* never shown */
        {TICKET_HELPERS, {.set = true}, ""},
        {TICKET_DUE, {.set = false, .text = "2026-06-30"}, ""},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(value_input(w.arena, &ticket_fields[rows[i].field], &rows[i].value), rows[i].wanted);
    id_print(w.teams[2], id[0]);
    id_print(w.teams[0], id[1]);
    struct field_value one = {.set = true, .i = w.teams[2]};
    struct field_value two = {.set = true, .ids = (int64_t[]){w.teams[2], w.teams[0]}, .n = 2};
    CHECK_TEXT(value_input(w.arena, &ticket_fields[TICKET_TEAM], &one), id[0]);
    CHECK_TEXT(value_input(w.arena, &ticket_fields[TICKET_HELPERS], &two), arena_printf(w.arena, "%s,%s", id[0], id[1]));
}

/* A person's view of a reference: from memory, or looked up where the title is not held. */
static void labels(void)
{
    int64_t ticket = world_ticket_made(&w, "漏水", w.teams[1]);
    struct field_value team = {.set = true, .i = w.teams[3]}, of_ticket = {.set = true, .i = ticket}, gone = {.set = true, .i = 12345};
    struct field_value teams = {.set = true, .ids = (int64_t[]){w.teams[3], w.teams[0]}, .n = 2}, none = {0};
    CHECK_TEXT(value_label(w.arena, w.db, &ticket_fields[TICKET_TEAM], &team), "一队三组");
    CHECK_TEXT(value_label(w.arena, w.db, &ticket_fields[TICKET_HELPERS], &teams), "一队三组、总队");
    CHECK_TEXT(value_label(w.arena, w.db, &note_fields[NOTE_TICKET], &of_ticket), "漏水");
    CHECK_TEXT(value_label(w.arena, w.db, &note_fields[NOTE_TICKET], &gone), "");
    CHECK_TEXT(value_label(w.arena, NULL, &note_fields[NOTE_TICKET], &of_ticket), "");      /* no connection: what memory has */
    CHECK_TEXT(value_label(w.arena, NULL, &ticket_fields[TICKET_TEAM], &team), "一队三组");
    CHECK_TEXT(value_label(w.arena, w.db, &ticket_fields[TICKET_TEAM], &none), "");
    CHECK_TEXT(value_print(w.arena, &ticket_fields[TICKET_PIN], &(struct field_value){.set = true, .text = "1234"}), "***");
}

static void equality(void)
{
    const struct field *title = &ticket_fields[TICKET_TITLE], *amount = &ticket_fields[TICKET_COUNT], *helpers = &ticket_fields[TICKET_HELPERS];
    struct field_value empty = {0}, rest = {.set = false, .i = 7, .text = "left over"};
    struct field_value a = {.set = true, .text = "a"}, again = {.set = true, .text = arena_strdup(w.arena, "a")}, b = {.set = true, .text = "b"};
    struct field_value zero = {.set = true, .i = 0}, one = {.set = true, .i = 1};
    struct field_value xy = {.set = true, .ids = (int64_t[]){1, 2}, .n = 2}, yx = {.set = true, .ids = (int64_t[]){2, 1}, .n = 2};
    struct field_value x = {.set = true, .ids = (int64_t[]){1}, .n = 1};
    CHECK(value_equal(title, &empty, &rest) && value_equal(title, &a, &again) && !value_equal(title, &a, &b));
    CHECK(!value_equal(title, &a, &empty) && !value_equal(amount, &zero, &empty) && !value_equal(amount, &zero, &one));
    CHECK(value_equal(helpers, &xy, &xy) && !value_equal(helpers, &xy, &yx) && !value_equal(helpers, &xy, &x));
}

static void a_copy_stands_alone(void)
{
    char text[] = "漏水";
    int64_t ids[] = {1, 2};
    struct field_value title = {.set = true, .text = text}, helpers = {.set = true, .ids = ids, .n = 2};
    struct field_value copy = value_copy(w.arena, &ticket_fields[TICKET_TITLE], &title);
    struct field_value links = value_copy(w.arena, &ticket_fields[TICKET_HELPERS], &helpers);
    text[0] = 'x';
    ids[1] = 9;
    CHECK_TEXT(copy.text, "漏水");
    CHECK(links.n == 2 && links.ids[0] == 1 && links.ids[1] == 2);
    CHECK(!value_copy(w.arena, &ticket_fields[TICKET_TITLE], &(struct field_value){0}).set);
}

static void columns(void)
{
    struct field_value text = {.set = true, .text = "漏水"}, number = {.set = true, .i = -7}, none = {.text = "left over"};
    struct value column = value_column(&ticket_fields[TICKET_TITLE], &text);
    CHECK(column.kind == VALUE_TEXT && column.n == strlen("漏水") && column.text == text.text);
    column = value_column(&ticket_fields[TICKET_COST], &number);
    CHECK(column.kind == VALUE_INT && column.integer == -7);
    CHECK_INT(value_column(&ticket_fields[TICKET_TITLE], &none).kind, VALUE_NULL);
}

TESTS({"begin", begin}, {"masks", masks}, {"inputs", inputs}, {"labels", labels}, {"columns", columns}, {"equality", equality},
      {"a copy stands alone", a_copy_stands_alone}, {"end", end})

/* A board from the database: each table is read once, in the order of ids, and met with the units in memory. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/compliance/board.h"
#include "feature/life/compliance/checker.h"

/* A unit while the board is being filled. */
struct row {
    struct check_unit check;             /* code, facts, election, mask */
    int64_t id, parent, led_by, organ;
    bool elected;                        /* a term says whether it has a committee */
    uint32_t first, next;                /* child, sibling: row + 1 */
    uint32_t place;
};

/* What units of one sort are asked: the periods of a year, as if they had done all of it. */
struct sort { bool known; struct mask asked; };

struct filling {
    struct arena *arena;                 /* until the board is full */
    struct board *board;
    struct db *db;
    struct row *rows; size_t n, cap;
    char day[DATE_TEXT];
    struct sort sorts[UNIT_KIND__COUNT][SECTOR__COUNT][2][2];    /* with a committee, with groups */
    struct check_unit *everything;
    struct checker *checker;
};

static int word_find(const struct word *words, int n, const char *id)
{
    for (int i = 0; i < n; i++)
        if (text_equal(words[i].id, id))
            return i;
    return 0;
}

static struct date day_of(const char *text)
{
    struct date date = {0};
    if (text && *text)
        (void)date_parse(text, &date);
    return date;
}

static int units_read(struct filling *f)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(f->db, &s, "SELECT id, code, kind, sector, COALESCE(parent, 0), COALESCE(led_by, 0), organ, founded, dissolved"
                            " FROM unit ORDER BY id"));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        struct row *row = arena_push(f->arena, &f->rows, &f->n, &f->cap);
        *row = (struct row){.id = statement_int(s, 0), .parent = statement_int(s, 4), .led_by = statement_int(s, 5),
                            .organ = statement_int(s, 6), .place = BOARD_NONE};
        row->check.code = arena_strdup(f->arena, statement_text(s, 1));
        row->check.facts.kind = (enum unit_kind)word_find(unit_kind_words, UNIT_KIND__COUNT, statement_text(s, 2));
        row->check.facts.sector = (enum sector)word_find(sector_words, SECTOR__COUNT, statement_text(s, 3));
        row->check.founded = day_of(statement_text(s, 7));
        row->check.dissolved = day_of(statement_text(s, 8));
    }
    return e;
}

static struct row *row_find(const struct filling *f, int64_t id)
{
    size_t low = 0, high = f->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->rows[middle].id == id)
            return &f->rows[middle];
        if (f->rows[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Is it there on the view's day? */
static bool stands(const struct filling *f, const struct row *row)
{
    struct date day = f->board->view.day;
    return (!row->check.founded.year || date_compare(row->check.founded, day) <= 0) &&
           (!row->check.dissolved.year || date_compare(row->check.dissolved, day) > 0);
}

static void groups_count(struct filling *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct row *parent = f->rows[i].check.facts.kind == UNIT_GROUP && stands(f, &f->rows[i]) ? row_find(f, f->rows[i].parent) : NULL;
        if (parent)
            check_unit_group(&parent->check, f->rows[i].check.founded);
    }
}

/* The last election until the day counts, the others say since when there is a committee. */
static int terms_read(struct filling *f)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(f->db, &s, "SELECT body, elected_on, form, extended_to FROM term WHERE elected_on <= ?1 ORDER BY body, elected_on",
                 value_text(f->day)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        struct row *row = row_find(f, statement_int(s, 0));
        if (!row)
            continue;
        row->elected = true;
        check_unit_elected(&row->check, day_of(statement_text(s, 1)), day_of(statement_text(s, 3)),
                           text_equal(statement_text(s, 2), "committee"));
    }
    return e;
}

/* Months before the view's, where its year is not looked at as a whole: the masks know them; of its own month they know too much. */
static unsigned months_known(const struct filling *f)
{
    const struct year_view *view = &f->board->view;
    if (view->closed || !date_compare(view->day, clock_today()))
        return 0xFFFF;
    bool ended = date_add_days(view->day, 1).month != view->day.month;
    return (1u << (view->day.month - !ended)) - 1;
}

static int masks_read(struct filling *f)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    unsigned known = months_known(f);
    int e;
    TRY(db_query(f->db, &s, "SELECT unit, low, high FROM life_mask WHERE year = ?1", value_int(f->board->view.day.year)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        struct row *row = row_find(f, statement_int(s, 0));
        if (!row)
            continue;
        const int64_t words[2] = {statement_int(s, 1), statement_int(s, 2)};
        memcpy(&row->check.mask, words, sizeof row->check.mask);
        for (int lane = 0; lane < MASK_LANES; lane++)
            row->check.mask.lanes[lane] = (uint16_t)(row->check.mask.lanes[lane] & known);
    }
    return e;
}

/* The month of the day, from its rows; tree by tree, since activities stand in the order of days there. */
static int root_month_read(struct filling *f, int64_t root)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char from[DATE_TEXT];
    struct date day = f->board->view.day;
    int e;
    date_print((struct date){day.year, day.month, 1}, from);
    TRY(db_query(f->db, &s, "SELECT held_by, kind, also, also_too, held_on, for_year FROM activity WHERE root = ?1 AND held_on >= ?2"
                            " AND held_on <= ?3", value_int(root), value_text(from), value_text(f->day)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        struct row *row = row_find(f, statement_int(s, 0));
        if (row)
            tally_row_add(&row->check.mask, day.year, s, 1);
    }
    return e;
}

static int month_read(struct filling *f)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct date day = f->board->view.day;
    int e;
    if (months_known(f) >> (day.month - 1) & 1)
        return DONE;
    TRY(db_query(f->db, &s, "SELECT DISTINCT root FROM unit_place"));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(root_month_read(f, statement_int(s, 0)));
    return e;
}

/* --- what is asked --- */

static int asked_of(struct filling *f, const struct unit_facts *facts, struct mask *ret)
{
    struct sort *sort = &f->sorts[facts->kind][facts->sector][facts->committee][facts->groups > 0];
    if (!sort->known) {
        struct mask open;
        struct board_unit unit;
        f->everything->facts = *facts;
        TRY(board_lines(f->board, f->board->check, f->everything, &sort->asked, &open, &unit));
        sort->known = true;
    }
    *ret = sort->asked;
    return DONE;
}

/* O-04: where no election says it, seven full members have a committee.  Members are counted only where it matters. */
static int committee_find(struct filling *f, struct row *row)
{
    enum { COMMITTEE_FROM = 7 };
    struct unit_facts with = row->check.facts;
    struct mask with_one, without;
    int full = 0, probationary = 0;
    if (row->elected)
        return DONE;
    with.committee = true;
    TRY(asked_of(f, &with, &with_one));
    TRY(asked_of(f, &row->check.facts, &without));
    if (memcmp(&with_one, &without, sizeof without))
        TRY(branch_members(f->db, row->id, f->board->view.day, &full, &probationary));
    row->check.facts.committee = full >= COMMITTEE_FROM;
    return DONE;
}

static int lines_fill(struct filling *f, struct row *row, uint32_t place)
{
    struct board *board = f->board;
    struct board_unit *unit = &board->units[place];
    struct mask asked, *met = &board->met[place], *open = &board->open[place];
    const struct check *check;
    struct month_counts counts;
    bool local;
    TRY(committee_find(f, row));
    TRY(checker_check(f->checker, row->id, row->organ, &check, &local));
    if (local)
        TRY(checker_count(f->checker, check, row->id, &row->check, &counts));
    if (local || !check_unit_whole_year(&row->check, board->view.day))      /* not every period asks, or not for one */
        return board_lines(board, check, &row->check, met, open, unit);
    TRY(asked_of(f, &row->check.facts, &asked));
    *met = mask_periods(&row->check.mask, &board->duties);
    for (int lane = 0; lane < MASK_LANES; lane++) {
        met->lanes[lane] = (uint16_t)(met->lanes[lane] & asked.lanes[lane]);
        open->lanes[lane] = (uint16_t)(asked.lanes[lane] & ~met->lanes[lane]);
    }
    return board_standing(board, &row->check, unit);
}

/* --- the order of the tree --- */

static int code_order(const void *a, const void *b)
{
    const struct row *const *x = a, *const *y = b;
    int order = strcmp((*y)->check.code, (*x)->check.code);
    return order ? order : ((*x)->id < (*y)->id) - ((*x)->id > (*y)->id);
}

/* Backwards by code, each in front of its siblings, leaves them in order. */
static uint32_t tree_link(struct filling *f)
{
    struct row **by_code = arena_array(f->arena, struct row *, f->n + 1);
    uint32_t roots = 0;
    for (size_t i = 0; i < f->n; i++)
        by_code[i] = &f->rows[i];
    qsort(by_code, f->n, sizeof *by_code, code_order);
    for (size_t i = 0; i < f->n; i++) {
        struct row *upper = by_code[i]->parent ? row_find(f, by_code[i]->parent) : NULL;
        uint32_t *head = upper ? &upper->first : &roots;
        by_code[i]->next = *head;
        *head = (uint32_t)(by_code[i] - f->rows) + 1;
    }
    return roots;
}

static void tree_place(struct filling *f, uint32_t at, uint32_t parent, uint32_t *n)
{
    for (; at; at = f->rows[at - 1].next) {
        struct row *row = &f->rows[at - 1];
        uint32_t place = row->place = (*n)++;
        f->board->units[place] = (struct board_unit){.id = row->id, .parent = parent, .led_by = BOARD_NONE, .organ = BOARD_NONE};
        tree_place(f, row->first, place, n);
        f->board->units[place].end = *n;
    }
}

static uint32_t place_of(const struct filling *f, int64_t id)
{
    const struct row *row = id ? row_find(f, id) : NULL;
    return row ? row->place : BOARD_NONE;
}

static bool stood(const struct filling *f, const struct row *row)
{
    struct date first = {f->board->view.day.year, 1, 1};
    return (!row->check.dissolved.year || date_compare(row->check.dissolved, first) >= 0) &&
           (!row->check.founded.year || date_compare(row->check.founded, f->board->view.day) <= 0);
}

static int places_fill(struct filling *f)
{
    struct board *board = f->board;
    for (size_t i = 0; i < f->n; i++) {
        struct row *row = &f->rows[i];
        struct board_unit *unit = &board->units[row->place];
        unit->led_by = place_of(f, row->led_by);
        unit->organ = place_of(f, row->organ);
        board->by_id[i] = row->place;
        TRY(lines_fill(f, row, row->place));
        board_stood(board, row->place, stood(f, row));
    }
    return DONE;
}

static int rows_read(struct filling *f)
{
    TRY(units_read(f));
    groups_count(f);
    TRY(terms_read(f));
    TRY(masks_read(f));
    return month_read(f);
}

static void arrays_make(struct board *board, size_t n)
{
    board->n = (uint32_t)n;
    board->units = arena_array(board->arena, struct board_unit, n + 1);
    board->met = arena_array(board->arena, struct mask, n + 1);
    board->open = arena_array(board->arena, struct mask, n + 1);
    board->by_id = arena_array(board->arena, uint32_t, n + 1);
}

int board_fill(struct board *board, struct db *db)
{
    enum { CEILING = 1 << 30 };
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(CEILING);
    struct filling *f = arena_new(arena, struct filling);
    uint32_t n = 0;
    *f = (struct filling){.arena = arena, .board = board, .db = db, .everything = arena_new(arena, struct check_unit)};
    memset(&f->everything->mask, 0xFF, sizeof f->everything->mask);
    date_print(board->view.day, f->day);
    board->check = check_start(board->arena, board->book, board->view.day);
    check_lanes(board->check, board->lanes);
    for (int lane = 0; lane < MASK_LANES; lane++)
        board->duties.periods[lane] = board->lanes[lane].id ? board->lanes[lane].period : PERIOD_YEAR;
    TRY(checker_start(arena, db, &board->view, &f->checker));
    TRY(rows_read(f));
    arrays_make(board, f->n);
    tree_place(f, tree_link(f), BOARD_NONE, &n);
    return places_fill(f);
}

int board_place_read(struct board *board, struct db *db, uint32_t at)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(4 << 20);
    struct check_unit unit;
    struct date first = {board->view.day.year, 1, 1};
    struct checker *checker;
    const struct check *check;
    struct month_counts counts;
    bool local;
    TRY(checker_start(arena, db, &board->view, &checker));
    TRY(checker_check(checker, board->units[at].id, 0, &check, &local));
    TRY(unit_year_read(arena, db, board->units[at].id, &board->view, &unit));
    TRY(checker_count(checker, check, board->units[at].id, &unit, &counts));
    TRY(board_lines(board, check, &unit, &board->met[at], &board->open[at], &board->units[at]));
    board_stood(board, at, (!unit.dissolved.year || date_compare(unit.dissolved, first) >= 0) &&
                           (!unit.founded.year || date_compare(unit.founded, board->view.day) <= 0));
    return DONE;
}

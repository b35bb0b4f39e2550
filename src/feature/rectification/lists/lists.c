/* Writing the three lists; what is in them is the table in lists_columns.c. */
#include "feature/rectification/lists/lists.h"

#include <assert.h>
#include <string.h>

#include "feature/rectification/private.h"

#define LISTS_COLUMNS_MAX 40
#define LISTS_BYTES_MAX (64u << 20)

/* The columns of one list on one kind of paper, in order. */
struct list_face {
    const struct lists_column *columns[LISTS_COLUMNS_MAX];
    int n;
};

static const char *const default_titles[LIST__COUNT] = {
    [LIST_PROBLEMS] = "问题清单", [LIST_RESPONSIBILITY] = "责任清单", [LIST_RECTIFICATION] = "整改清单",
};

const char *lists_title(const struct lists_options *options, enum lists_list list)
{
    const char *title = options->titles[list];
    return title && *title ? title : default_titles[list];
}

/* A4 and A3 in mm; 0 where the column is not on that paper. */
static int column_mm(const struct lists_column *column, int paper)
{
    return paper == 4 ? column->a4_mm : column->a3_mm;
}

/* The columns of a list; on paper (3 or 4) only those that have a width there; 0 = the workbook, all. */
static struct list_face face_of(enum lists_list list, int paper)
{
    struct list_face face = {.n = 0};
    for (int i = 0; i < lists_column_count; i++) {
        const struct lists_column *column = &lists_columns[i];
        if (column->list == list && (!paper || column_mm(column, paper))) {
            assert(face.n < LISTS_COLUMNS_MAX);
            face.columns[face.n++] = column;
        }
    }
    return face;
}

static const char *text_of(const void *record, const struct lists_column *column)
{
    const char *text;
    memcpy(&text, (const char *)record + column->at, sizeof(text));
    return text && *text ? text : NULL;
}

/* --- the workbook ----------------------------------------------------------- */

static const char *const *choice_labels(struct arena *arena, const struct choice *choices)
{
    const char **labels = NULL;
    size_t n = 0, cap = 0;
    if (!choices)
        return NULL;
    for (; choices->name; choices++)
        *arena_push(arena, &labels, &n, &cap) = choices->label;
    *arena_push(arena, &labels, &n, &cap) = NULL;
    return labels;
}

static int sheet_start(struct arena *arena, struct workbook *book, const struct lists_options *options,
                       enum lists_list list, const struct list_face *face)
{
    struct sheet_column *columns = arena_array(arena, struct sheet_column, face->n);
    for (int i = 0; i < face->n; i++) {
        const struct lists_column *column = face->columns[i];
        columns[i] = (struct sheet_column){
            .title = column->title, .width = column->width, .kind = column->kind,
            .choices = choice_labels(arena, column->choices), .hidden = column->flags & LISTS_HIDDEN,
        };
    }
    const char *title = lists_title(options, list);
    struct sheet_layout layout = {
        .name = title, .note = options->note, .columns = columns, .column_count = face->n, .paper = options->paper,
        .title = options->organ ? arena_printf(arena, "%s%s", options->organ, title) : title,
    };
    return workbook_sheet(book, &layout);
}

/* What a cell of a problem's row for its measure number `m` says. */
static const char *cell_of(const struct lists_column *column, const struct lists_problem *problem, size_t m)
{
    if (column->flags & LISTS_OF_MEASURE)
        return m < problem->measure_count ? text_of(&problem->measures[m], column) : NULL;
    return m > 0 && column->flags & LISTS_ONCE ? NULL : text_of(problem, column);
}

/* A problem's row for its measure number `m`; without measures it still has one row. */
static int sheet_row(struct workbook *book, const struct list_face *face, const struct lists_problem *problem, size_t m)
{
    const char *values[LISTS_COLUMNS_MAX];
    bool again[LISTS_COLUMNS_MAX];
    for (int i = 0; i < face->n; i++) {
        again[i] = m > 0 && !(face->columns[i]->flags & LISTS_OF_MEASURE);
        values[i] = cell_of(face->columns[i], problem, m);
    }
    return workbook_row_again(book, values, again, face->n);
}

static size_t rows_of(enum lists_list list, const struct lists_problem *problem)
{
    return list == LIST_RECTIFICATION && problem->measure_count ? problem->measure_count : 1;
}

size_t lists_weigh(const struct lists_problem *problem, size_t *ret_text)
{
    size_t cells = 0;
    *ret_text = 0;
    for (int i = 0; i < lists_column_count; i++)
        for (size_t m = 0; m < rows_of(lists_columns[i].list, problem); m++) {
            const char *text = cell_of(&lists_columns[i], problem, m);
            cells++;
            for (; text && *text; text++, ++*ret_text)
                cells += *text == '\n';
        }
    return cells;
}

/* The problem's rows in each sheet. */
static int sheets_row(struct workbook *book, const struct list_face faces[LIST__COUNT], const struct lists_problem *problem)
{
    for (enum lists_list list = 0; list < LIST__COUNT; list++) {
        workbook_turn(book, (int)list);
        for (size_t m = 0; m < rows_of(list, problem); m++)
            TRY(sheet_row(book, &faces[list], problem, m));
    }
    return DONE;
}

static int sheets_write(struct arena *arena, struct workbook *book, const struct lists_options *options,
                        const struct lists_rows *rows)
{
    struct list_face faces[LIST__COUNT];
    const struct lists_problem *problem;
    for (enum lists_list list = 0; list < LIST__COUNT; list++) {
        faces[list] = face_of(list, 0);
        TRY(sheet_start(arena, book, options, list, &faces[list]));
    }
    TRY(rows->rewind(rows->of));
    for (;;) {
        TRY(rows->next(rows->of, &problem));
        if (!problem)
            return DONE;
        TRY(sheets_row(book, faces, problem));
    }
}

int lists_write_workbook(const char *path, const struct lists_options *options, const struct lists_rows *rows)
{
    struct workbook *book;
    TRY(workbook_create(path, &book));
    struct arena *arena = arena_create(LISTS_BYTES_MAX);
    int outcome = sheets_write(arena, book, options, rows);
    if (outcome == DONE)
        outcome = workbook_finish(book);
    else
        workbook_abandon(book);
    arena_destroy(arena);
    return outcome;
}

/* --- on paper --------------------------------------------------------------- */

/* All measures of a problem in one cell, numbered when there are several: “1.…”, a line each. */
static const char *measures_together(struct arena *arena, const struct lists_problem *problem,
                                     const struct lists_column *column)
{
    struct buffer out = buffer_in(arena);
    for (size_t m = 0; m < problem->measure_count; m++) {
        const char *text = text_of(&problem->measures[m], column);
        if (!text)
            continue;
        if (out.n)
            buffer_addc(&out, '\n');
        if (problem->measure_count > 1)
            buffer_addf(&out, "%zu.", m + 1);
        buffer_adds(&out, text);
    }
    return out.n ? out.p : NULL;
}

static int paper_rows(struct arena *arena, struct paper *paper, const struct list_face *face,
                      const struct lists_rows *rows)
{
    const struct lists_problem *problem;
    TRY(rows->rewind(rows->of));
    for (;;) {
        const char *values[LISTS_COLUMNS_MAX];
        TRY(rows->next(rows->of, &problem));
        if (!problem)
            return DONE;
        arena_reset(arena);
        for (int i = 0; i < face->n; i++) {
            const struct lists_column *column = face->columns[i];
            values[i] = column->flags & LISTS_OF_MEASURE ? measures_together(arena, problem, column)
                                                         : text_of(problem, column);
        }
        paper_table_row(paper, values, face->n);
    }
}

static int paper_list(struct arena *arena, struct paper *paper, const struct lists_options *options,
                      enum lists_list list, const struct lists_rows *rows)
{
    struct list_face face = face_of(list, options->paper);
    struct paper_column columns[LISTS_COLUMNS_MAX];
    for (int i = 0; i < face.n; i++)
        columns[i] = (struct paper_column){face.columns[i]->title, column_mm(face.columns[i], options->paper)};
    const char *title = lists_title(options, list);
    paper_paragraph(paper, PAPER_TITLE, options->organ ? arena_printf(arena, "%s%s", options->organ, title) : title);
    if (options->note)
        paper_paragraph(paper, PAPER_NOTE, options->note);
    paper_table_start(paper, columns, face.n);
    int outcome = paper_rows(arena, paper, &face, rows);
    paper_table_end(paper);
    return outcome;
}

int lists_write_paper(const char *path, const struct lists_options *options, const struct lists_rows *rows)
{
    enum paper_page page = options->paper == 4 ? PAPER_A4_LANDSCAPE : PAPER_A3_LANDSCAPE;
    struct paper *paper;
    TRY(paper_create(path, page, &paper));
    struct arena *arena = arena_create(LISTS_BYTES_MAX);
    int outcome = DONE;
    for (enum lists_list list = 0; list < LIST__COUNT && outcome == DONE; list++) {
        paper_section(paper, page);
        outcome = paper_list(arena, paper, options, list, rows);
    }
    arena_destroy(arena);
    if (outcome == DONE)
        return paper_close(paper);
    paper_abandon(paper);
    return outcome;
}

/* --- problems in memory ----------------------------------------------------- */

static int array_next(void *of, const struct lists_problem **ret)
{
    struct lists_array *array = of;
    *ret = array->position < array->n ? &array->items[array->position++] : NULL;
    return DONE;
}

static int array_rewind(void *of)
{
    ((struct lists_array *)of)->position = 0;
    return DONE;
}

struct lists_rows lists_rows_of(struct lists_array *array)
{
    return (struct lists_rows){array_next, array_rewind, array};
}

/* 交接清单: what was confirmed and what is still open, for the signatures of both and of who oversees it. */
#include <string.h>
#include <unistd.h>

#include "document/document.h"
#include "document/paper.h"
#include "feature/handover/private.h"

struct row { const char *kind, *title, *role, *due, *result; };

struct sheet {
    const char *title, *unit, *post, *from, *to, *on, *note;
    struct row *rows; size_t n, cap;
};

static int confirmed_rows(struct request *r, struct sheet *sheet)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(r->db, &s, "SELECT kind, title, role, due, result, person FROM handover_item WHERE handover = ?1 ORDER BY position",
                 value_int(r->id)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        bool kept = !strcmp(statement_text(s, 4), "kept");
        const char *who = names_title(r->arena, &person_entity, statement_int(s, 5));
        *arena_push(r->arena, &sheet->rows, &sheet->n, &sheet->cap) = (struct row){
            arena_strdup(r->arena, statement_text(s, 0)), arena_strdup(r->arena, statement_text(s, 1)),
            arena_strdup(r->arena, statement_is_null(s, 2) ? "" : statement_text(s, 2)),
            arena_strdup(r->arena, statement_is_null(s, 3) ? "" : statement_text(s, 3)),
            arena_printf(r->arena, kept ? "由%s继续办" : "移交%s", who)};
    }
    return e;
}

static int sheet_fill(struct request *r, const struct record *handover, struct sheet *sheet)
{
    struct record *post;
    struct open_item *items;
    size_t n;
    TRY(record_read(r->arena, r->db, &post_entity, record_int(handover, HANDOVER_POST), &post));
    const char *to = names_title(r->arena, &person_entity, record_int(handover, HANDOVER_TO));
    *sheet = (struct sheet){.title = "工作交接清单", .unit = names_title(r->arena, &unit_entity, record_int(post, POST_UNIT)),
                            .post = record_text(post, POST_TITLE), .on = record_text(handover, HANDOVER_ON),
                            .from = names_title(r->arena, &person_entity, record_int(handover, HANDOVER_FROM)),
                            .to = *to ? to : "（接手人待定）", .note = record_text(handover, HANDOVER_NOTE)};
    TRY(confirmed_rows(r, sheet));
    if (strcmp(record_text(handover, HANDOVER_STATE), "open"))
        return DONE;
    TRY(open_left(r->arena, r->db, handover, &items, &n));
    for (size_t i = 0; i < n; i++)
        *arena_push(r->arena, &sheet->rows, &sheet->n, &sheet->cap) =
            (struct row){items[i].line->label, items[i].item.title, items[i].item.role, items[i].item.due, "待确认"};
    return DONE;
}

static const char *opening(struct arena *arena, const struct sheet *sheet)
{
    struct date on;
    const char *day = date_parse(sheet->on, &on) == DONE ? arena_printf(arena, "%d年%d月%d日", on.year, on.month, on.day) : sheet->on;
    return arena_printf(arena, "%s同志自%s起不再担任%s%s，所承担的工作移交给%s。没有办完的事项共%zu件，清单如下：", sheet->from, day,
                        sheet->unit, sheet->post, sheet->to, sheet->n);
}

static int sheet_of(struct request *r, struct sheet *ret)
{
    struct record *handover;
    TRY(request_record(r, &handover));
    return sheet_fill(r, handover, ret);
}

int sheet_model(struct request *r)
{
    struct sheet sheet;
    char id[ID_TEXT];
    json_t *rows = json_array();
    TRY(sheet_of(r, &sheet));
    for (size_t i = 0; i < sheet.n; i++)
        json_array_append_new(rows, json_pack("{s:s,s:s,s:s,s:s,s:s}", "kind", sheet.rows[i].kind, "title", sheet.rows[i].title,
                                              "role", sheet.rows[i].role, "due", sheet.rows[i].due, "result", sheet.rows[i].result));
    request_set(r, "title", json_string(sheet.title));
    request_set(r, "opening", json_string(opening(r->arena, &sheet)));
    request_set(r, "note", json_string(sheet.note));
    request_set(r, "rows", rows);
    request_page(r, "href", json_string(arena_printf(r->arena, "/handover/%s", id_print(r->id, id))));
    return DONE;
}

static void rows_paper(struct arena *arena, struct paper *paper, const struct sheet *sheet)
{
    static const struct paper_column columns[] = {{"序号", 12}, {"类别", 20}, {"事项", 54}, {"担任", 20}, {"期限", 27}, {"办理", 23}};
    paper_table_start(paper, columns, ARRAY_SIZE(columns));
    for (size_t i = 0; i < sheet->n; i++) {
        const struct row *row = &sheet->rows[i];
        const char *values[] = {arena_printf(arena, "%zu", i + 1), row->kind, row->title, row->role, row->due, row->result};
        paper_table_row(paper, values, ARRAY_SIZE(values));
    }
    paper_table_end(paper);
}

static int sheet_write(struct request *r, const struct sheet *sheet, const char *path)
{
    static const char *const signers[] = {"移交人（签字）：", "接手人（签字）：", "监交人（签字）："};
    struct paper *paper;
    TRY(paper_create(path, PAPER_A4, &paper));
    paper_paragraph(paper, PAPER_TITLE, sheet->title);
    paper_paragraph(paper, PAPER_BODY, opening(r->arena, sheet));
    if (sheet->n)
        rows_paper(r->arena, paper, sheet);
    if (*sheet->note)
        paper_paragraph(paper, PAPER_BODY, arena_printf(r->arena, "其他交接事项：%s", sheet->note));
    for (size_t i = 0; i < ARRAY_SIZE(signers); i++)
        paper_paragraph(paper, PAPER_BODY, arena_printf(r->arena, "%s　　　　　　　　　　　年　　月　　日", signers[i]));
    return paper_close(paper);
}

int sheet_paper_model(struct request *r)
{
    struct sheet sheet;
    const char *path;
    TRY(sheet_of(r, &sheet));
    TRY(request_file(r, arena_printf(r->arena, "工作交接清单-%s.docx", sheet.from), FILE_TYPE_DOCX, &path));
    int e = sheet_write(r, &sheet, path);
    if (e != DONE)
        unlink(path);
    return e;
}

/* The papers at the doors: a page that says what is still to be filled in, the files, the command. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/election/pages.h"
#include "feature/life/election/papers/papers.h"

enum { COPIES_MAX = 500, PER_PAGE_MAX = 3 };

const char *const ballot_paper_parameters[] = {"copies", "per_page", NULL};

/* {name, label, note, href, characters, marks, mark_count}, or why there is none yet. */
static int paper_json(struct request *r, const struct election_paper *paper, const struct election_facts *f, json_t **ret)
{
    struct composition c;
    char id[ID_TEXT];
    *ret = json_pack("{s:s, s:s, s:s, s:b}", "name", paper->name, "label", paper->label, "note", paper->note, "ballot", !strcmp(paper->name, "ballot"));
    int outcome = election_paper_compose(paper, f, &c);
    if (outcome == INVALID) {
        json_object_set_new(*ret, "none", json_string(error_message()));
        return DONE;
    }
    TRY(outcome);
    json_object_update_missing(*ret, draft_json(&c));
    json_object_set_new(*ret, "href", json_string(arena_printf(r->arena, "/election/%s/%s.docx", id_print(f->election->id, id), paper->name)));
    return DONE;
}

int election_papers_model(struct request *r)
{
    struct record *election;
    struct election_facts f;
    json_t *all = json_array(), *one;
    char id[ID_TEXT];
    TRY(request_record(r, &election));
    TRY(election_facts_read(r->arena, r->db, election->id, &f));
    for (const struct election_paper *paper = election_papers; paper->name; paper++) {
        TRY(paper_json(r, paper, &f, &one));
        json_array_append_new(all, one);
    }
    request_set(r, "election", json_string(id_print(election->id, id)));
    request_set(r, "papers", all);
    request_page(r, "title", json_string(record_text(election, ELECTION_TITLE)));
    request_page(r, "entitled", json_integer((json_int_t)(f.members - f.excluded)));
    return DONE;
}

static int number_of(struct request *r, const char *name, int most, int *ret)
{
    char *end;
    const char *text = request_text(r, name);
    if (!*text)
        return DONE;
    long n = strtol(text, &end, 10);
    if (*end || n < 1 || n > most)
        return fail(INVALID, "选票的份数是 1 到 %d，一页 1 到 %d 张", COPIES_MAX, PER_PAGE_MAX);
    *ret = (int)n;
    return DONE;
}

/* "/election/:id/request.docx" ends in the kind's name. */
int election_paper_model(struct request *r)
{
    struct record *election;
    struct election_facts f;
    struct composition c;
    const char *name = strrchr(r->page_row->path, '/') + 1;
    const struct election_paper *paper = election_paper_find(arena_strndup(r->arena, name, strcspn(name, ".")));
    TRY(request_record(r, &election));
    TRY(election_facts_read(r->arena, r->db, election->id, &f));
    TRY(number_of(r, "copies", COPIES_MAX, &f.copies));
    TRY(number_of(r, "per_page", PER_PAGE_MAX, &f.per_page));
    TRY(election_paper_compose(paper, &f, &c));
    return draft_answer(r, paper->label, &c);
}

/* --- mingze election paper KIND --election ID -o OUT.docx --- */

const struct option election_paper_options[] = {
    {"output", 'o', OPTION_PATH, "OUT.docx", "写到哪里", .required = true},
    {"election", 0, OPTION_TEXT, "ID", "选举的编号", .required = true},
    {0},
};

static int kinds_print(const struct command_call *call)
{
    fprintf(call->err, "没有“%s”这种文书，可以写：", call->arguments[0]);
    for (const struct election_paper *paper = election_papers; paper->name; paper++)
        fprintf(call->err, "%s%s（%s）", paper == election_papers ? "" : "、", paper->name, paper->label);
    fputs("\n", call->err);
    return 2;
}

int election_paper_run(struct command_call *call)
{
    struct election_facts f;
    struct composition c;
    const struct election_paper *paper = election_paper_find(call->arguments[0]);
    const char *id = command_option(call, "election");
    if (!paper)
        return kinds_print(call);
    int outcome = election_facts_read(call->arena, call->system->reader, id_parse(id), &f);
    if (outcome == NOT_FOUND)
        outcome = fail(NOT_FOUND, "没有编号是 %s 的选举；mingze export election 列出全部", id);
    if (outcome == DONE)
        outcome = election_paper_compose(paper, &f, &c);
    if (outcome == DONE)
        outcome = composition_write(&c, command_option(call, "output"));
    if (outcome == DONE)
        draft_print(call, paper->label, &c);
    return command_end(call, outcome);
}

/* The papers as files to download, and a page of one source that says of each what is still to be done to it. */
#include <string.h>

#include "feature/rectification/papers/papers.h"

/* "/source/:id/progress.docx" and "/papers/urge.docx" end in the kind's name. */
static const struct paper_kind *kind_of_page(const struct request *r)
{
    const char *name = strrchr(r->page_row->path, '/') + 1;
    return paper_kind_find(arena_strndup(r->arena, name, strcspn(name, ".")));
}

int source_paper_model(struct request *r)
{
    struct record *source;
    struct paper_facts facts;
    struct composition c;
    const struct paper_kind *kind = kind_of_page(r);
    TRY(request_record(r, &source));
    TRY(paper_facts_of_source(r->arena, r->db, r->session->access, source->id, &facts));
    TRY(paper_compose(kind, &facts, &c));
    return draft_answer(r, kind->label, &c);
}

/* A letter about the problems of a list, with its filters. */
int list_paper_model(struct request *r)
{
    struct list_request list = {.entity = &problem_entity, .access = r->session->access, .verb = r->page_row->verb,
                                .order = "source,number,id"};
    struct list_filter *filters;
    struct paper_facts facts;
    struct composition c;
    const struct paper_kind *kind = kind_of_page(r);
    TRY(list_filters(r->arena, &problem_entity, r->inputs, r->input_count, &filters, &list.filter_count));
    list.filters = filters;
    TRY(paper_facts_of_list(r->arena, r->db, &list, &facts));
    if (r->session->unit)
        facts.sender = names_title(r->arena, &unit_entity, r->session->unit);
    TRY(paper_compose(kind, &facts, &c));
    return draft_answer(r, kind->label, &c);
}

int papers_panel(struct request *r, const struct record *source, json_t **ret)
{
    char id[ID_TEXT];
    bool may = access_may(r->session->access, &source_entity, "export")
        && access_record(r->session->access, r->db, &source_entity, "export", source->id) == DONE;
    *ret = may ? json_pack("{s:s}", "id", id_print(source->id, id)) : NULL;
    return DONE;
}

/* What is to be done to one paper before it leaves: {label, note, href, characters, warning, marks, hidden} or why there is none. */
static int kind_json(struct request *r, const struct paper_kind *kind, const struct paper_facts *facts, const char *source, json_t **ret)
{
    struct composition c;
    *ret = json_pack("{s:s, s:s, s:s}", "name", kind->name, "label", kind->label, "note", kind->note);
    int outcome = paper_compose(kind, facts, &c);
    if (outcome == INVALID) {
        json_object_set_new(*ret, "none", json_string(error_message()));
        return DONE;
    }
    TRY(outcome);
    json_object_update_missing(*ret, draft_json(&c));
    json_object_set_new(*ret, "href", json_string(arena_printf(r->arena, "/source/%s/%s.docx", source, kind->name)));
    const char *warning = paper_length_warning(r->arena, composition_characters(&c));
    if (warning)
        json_object_set_new(*ret, "warning", json_string(warning));
    if (kind->public)
        json_object_set_new(*ret, "public", json_pack("{s:i}", "hidden", c.hidden));
    return DONE;
}

int source_papers_model(struct request *r)
{
    struct record *source;
    struct paper_facts facts;
    char id[ID_TEXT];
    json_t *all = json_array(), *one;
    TRY(request_record(r, &source));
    TRY(paper_facts_of_source(r->arena, r->db, r->session->access, source->id, &facts));
    id_print(source->id, id);
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++) {
        if (kind->letter)
            continue;
        TRY(kind_json(r, kind, &facts, id, &one));
        json_array_append_new(all, one);
    }
    request_set(r, "source", json_string(id));
    request_set(r, "figures", figures_json(r->arena, &facts.figures));
    request_set(r, "totals_words", json_string(totals_words(&facts)));
    request_set(r, "papers", all);
    request_page(r, "title", json_string(record_text(source, SOURCE_TITLE)));
    request_page(r, "label", json_string("公文草稿"));
    request_page(r, "letters", json_boolean(access_may(r->session->access, &problem_entity, "accept")));
    return DONE;
}

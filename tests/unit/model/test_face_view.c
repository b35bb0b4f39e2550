#include "faces.h"

static void a_page_shows_what_he_may_read(void)
{
    struct world w;
    world_open(&w);
    struct record *ticket = full_ticket(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    json_t *view = face_view(w.arena, w.db, ticket, NULL);
    CHECK(!row_of(view, "pin") && !row_of(view, "amount"));
    CHECK_TEXT(text_of(row_of(view, "helpers"), "text"), "二队、总队");
    CHECK(*text_of(row_of(view, "held_by"), "href"));
    CHECK_TEXT(text_of(row_of(view, "cost"), "text"), "1,234.56");
    json_decref(view);
    view = face_view(w.arena, w.db, ticket, chief.access);
    CHECK_TEXT(text_of(row_of(view, "held_by"), "text"), "石𠮷祥");
    CHECK_TEXT(text_of(row_of(view, "held_by"), "href"), "");
    json_decref(view);
    world_close(&w);
}

/* Hidden entities have no page to lead to; what he may neither read nor know the name of is not there at all. */
static void references_lead_where_he_may_go(void)
{
    struct world w;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]), other = world_actor(&w, "chief", w.teams[2]);
    struct record *ticket = full_ticket(&w);
    struct record *note = world_note_made(&w, ticket->id, "已派人");
    char id[ID_TEXT];
    json_t *row = row_of(face_view(w.arena, w.db, ticket, chief.access), "team");
    CHECK_TEXT(text_of(row, "href"), arena_printf(w.arena, "/team/%s", id_print(w.teams[1], id)));
    row = row_of(face_view(w.arena, w.db, note, chief.access), "ticket");
    CHECK_TEXT(text_of(row, "text"), "漏水");
    CHECK_TEXT(text_of(row, "href"), arena_printf(w.arena, "/ticket/%s", id_print(ticket->id, id)));
    json_t *view = face_view(w.arena, w.db, ticket, NULL);
    CHECK_INT((int64_t)json_array_size(json_object_get(row_of(view, "helpers"), "links")), 2);
    CHECK_TEXT(text_of(row_of(view, "helpers"), "href"), "");            /* several: each has its own */
    record_set_empty(ticket, TICKET_HELPERS);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK(!row_of(face_view(w.arena, w.db, note, other.access), "ticket"));
    world_close(&w);
}

/* Files have their own place, inner fields are said better elsewhere, and empty ones say nothing. */
static void some_fields_are_not_shown(void)
{
    static const struct field fields[] = {
        {"name", "名", NULL, FIELD_TEXT}, {"place", "处", NULL, FIELD_TEXT, FIELD_INNER, .group = "来历"}, {"paper", "附件", NULL, FIELD_FILE},
        {"born", "生", NULL, FIELD_DATE}, {"size", "大小", NULL, FIELD_INT}, {"key_word", "密", NULL, FIELD_TEXT, FIELD_SECRET},
    };
    const struct entity entity = {.name = "thing", .label = "物", .fields = fields, .field_count = 6, .title = "name"};
    struct arena *arena = arena_create(1 << 20);
    struct record *thing = record_new(arena, &entity);
    for (int i = 0; i < 6; i++)
        if (i != 4)
            record_set_text(thing, i, "2026-06-30");
    json_t *view = face_view(arena, NULL, thing, NULL);
    CHECK_INT((int64_t)json_array_size(view), 2);
    CHECK_TEXT(text_of(json_array_get(view, 0), "name"), "name");
    CHECK_TEXT(text_of(json_array_get(view, 1), "label"), "生");
    CHECK_TEXT(text_of(json_array_get(view, 1), "kind"), "date");
    CHECK_TEXT(text_of(json_array_get(view, 1), "group"), "来历");
    json_decref(view);
    arena_destroy(arena);
}

TESTS({"a page shows what he may read", a_page_shows_what_he_may_read},
      {"references lead where he may go", references_lead_where_he_may_go},
      {"some fields are not shown", some_fields_are_not_shown})

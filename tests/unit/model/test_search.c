#include "world.h"

#include "store/db_internal.h"

static int found(struct world *w, const struct access *access, const char *words)
{
    json_t *hits;
    CHECK_DONE(search_find(w->arena, w->db, access, words, 20, &hits));
    int n = (int)json_array_size(hits);
    json_decref(hits);
    return n;
}

static int64_t ticket_with(struct world *w, const char *title, const char *words, int64_t team)
{
    struct change change = world_change(w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(w, title, team);
    record_set_text(ticket, TICKET_TEXT, words);
    CHECK_DONE(record_create(&change, ticket));
    return ticket->id;
}

static void words_of_any_length_are_found(void)
{
    struct world w;
    json_t *hits;
    world_open(&w);
    ticket_with(&w, "党支部换届不及时", "个别支部到期未换届，Word 2026 版台账缺失，石𠮷祥负责", w.teams[1]);
    ticket_with(&w, "學習計劃", "落實不到位", w.teams[2]);
    CHECK_INT(found(&w, NULL, "党"), 1);
    CHECK_INT(found(&w, NULL, "支部"), 1);
    CHECK_INT(found(&w, NULL, "党支部换届"), 1);
    CHECK_INT(found(&w, NULL, "换届 台账"), 1);
    CHECK_INT(found(&w, NULL, "word"), 1);
    CHECK_INT(found(&w, NULL, "２０２６"), 1);
    CHECK_INT(found(&w, NULL, "𠮷"), 2);          /* the ticket and the worker */
    CHECK_INT(found(&w, NULL, "学习计划"), 1);
    CHECK_INT(found(&w, NULL, "黨支部"), 1);
    CHECK_INT(found(&w, NULL, "没有的话"), 0);
    CHECK_INT(found(&w, NULL, "  ，。 "), 0);
    CHECK_INT(found(&w, NULL, "\"支部\" OR *"), 0);
    CHECK_DONE(search_find(w.arena, w.db, NULL, "台账", 20, &hits));
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(hits, 0), "title")), "党支部换届不及时");
    CHECK(strstr(json_string_value(json_object_get(json_array_get(hits, 0), "snippet")), "台账缺失"));
    json_decref(hits);
    world_close(&w);
}

static void changes_are_followed(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    int64_t id = ticket_with(&w, "旧标题", "", w.teams[1]);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    record_set_text(ticket, TICKET_TITLE, "新名称");
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK_INT(found(&w, NULL, "旧标题"), 0);
    CHECK_INT(found(&w, NULL, "新名称"), 1);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_remove(&change, id, 0));
    CHECK_INT(found(&w, NULL, "新名称"), 0);
    world_close(&w);
}

/* So common a word that a reader of few records has his own looked at first: with the same answer. */
static void a_common_word_gives_his_own(void)
{
    enum { COMMON = 2100, OWN = 3 };
    struct world w;
    json_t *page;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    CHECK_DONE(db_savepoint(w.db));
    for (int i = 0; i < COMMON; i++)
        ticket_with(&w, arena_printf(w.arena, i % (COMMON / OWN) ? "漏水他处%d" : "漏水此处%d", i), "",
                    w.teams[i % (COMMON / OWN) ? 2 : 1]);
    ticket_with(&w, "别的事", "", w.teams[1]);
    CHECK_DONE(db_savepoint_keep(w.db));
    CHECK_INT(found(&w, chief.access, "漏水"), OWN);
    CHECK_INT(found(&w, chief.access, "此处"), OWN);
    CHECK_INT(found(&w, chief.access, "他处"), 0);
    CHECK_INT(found(&w, NULL, "漏水"), 20);
    struct list_filter word = {"q", "is", "漏水"};
    struct list_request list = {.entity = &ticket_entity, .access = chief.access, .filters = &word, .filter_count = 1};
    CHECK_DONE(list_page(w.arena, w.db, &list, &page));
    CHECK_INT((int64_t)json_array_size(json_object_get(page, "rows")), OWN);
    list.access = NULL;
    CHECK_DONE(list_page(w.arena, w.db, &list, &page));
    CHECK_INT((int64_t)json_array_size(json_object_get(page, "rows")), 20);
    world_close(&w);
}

static void only_what_he_may_read(void)
{
    struct world w;
    struct input input;
    struct list_filter *filters;
    int n;
    int64_t count;
    const char *words = "漏水";
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    ticket_with(&w, "漏水一处", "", w.teams[1]);
    ticket_with(&w, "漏水二处", "", w.teams[2]);
    CHECK_INT(found(&w, NULL, "漏水"), 2);
    CHECK_INT(found(&w, chief.access, "漏水"), 1);
    input = (struct input){"q", &words, 1};
    CHECK_DONE(list_filters(w.arena, &ticket_entity, &input, 1, &filters, &n));
    struct list_request list = {.entity = &ticket_entity, .access = chief.access, .filters = filters, .filter_count = n};
    CHECK_DONE(list_count(w.arena, w.db, &list, &count));
    CHECK_INT(count, 1);
    world_close(&w);
}

/* 255 commits one by one: FTS5, that may not tidy up by itself, would have 7 segments. */
static void each_commit_tidies_a_little(void)
{
    struct world w;
    int64_t n;
    world_open(&w);
    db_schema_mode(w.db, true);
    CHECK_DONE(search_gather(w.db));
    db_schema_mode(w.db, false);
    for (int i = 0; i < 255; i++) {
        CHECK_DONE(db_savepoint(w.db));
        ticket_with(&w, arena_printf(w.arena, "第%d处漏水", i), "水管老化，住户反映多次", w.teams[1]);
        CHECK_DONE(w.db->before_commit(w.db));
        CHECK_DONE(db_savepoint_keep(w.db));
    }
    CHECK_INT(found(&w, NULL, "漏水"), 20);
    CHECK_INT(found(&w, NULL, "第254处"), 1);
    CHECK_DONE(db_get_int(w.db, &n, "SELECT count(DISTINCT segid) FROM search_token_idx"));
    CHECK(n <= 4);
    CHECK_DONE(db_get_int(w.db, &n, "SELECT v FROM search_token_config WHERE k = 'automerge'"));
    CHECK_INT(n, 0);
    world_close(&w);
}

TESTS({"words of any length are found", words_of_any_length_are_found}, {"changes are followed", changes_are_followed},
      {"a common word gives his own", a_common_word_gives_his_own},
      {"only what he may read", only_what_he_may_read}, {"each commit tidies a little", each_commit_tidies_a_little})

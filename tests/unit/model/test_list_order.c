#include "world.h"

/* A ticket's indexes are "organ,due", "root,due" and "unit"; its views order by due. */
static void orders_need_an_index(void)
{
    static const char *const served[] = {"due", "-due", "due,title", "id", "-id", ""}, *const others[] = {"title", "-title", "nothing", "created_at"};
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(served); i++)
        CHECK_DONE(list_order_check(w.arena, &(struct list_request){.entity = &ticket_entity, .order = served[i]}));
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        CHECK_OUTCOME(list_order_check(w.arena, &(struct list_request){.entity = &ticket_entity, .order = others[i]}), INVALID);
        CHECK_TEXT(error_message(), arena_printf(w.arena, "这个列表很长，不能按“%s”排序。可以按 id、due 排序，前面加“-”是倒序；"
                   "也可以先按来源等条件筛选，或导出后在表格里排序", others[i] + (others[i][0] == '-')));
    }
    /* A short entity is sorted as one likes. */
    struct entity short_one = ticket_entity;
    short_one.indexes = NULL;
    CHECK_DONE(list_order_check(w.arena, &(struct list_request){.entity = &short_one, .order = "title"}));
    /* What a filter fixes may stand before the order in an index. */
    static const char *const with_state[] = {"root,due", "state,title", NULL};
    struct list_filter open = {"state", "is", "open"}, from = {"state", "from", "open"};
    short_one.indexes = with_state;
    CHECK_DONE(list_order_check(w.arena, &(struct list_request){.entity = &short_one, .order = "title", .filters = &open, .filter_count = 1}));
    CHECK_OUTCOME(list_order_check(w.arena, &(struct list_request){.entity = &short_one, .order = "title", .filters = &from, .filter_count = 1}), INVALID);
    world_close(&w);
}

/* An order is walked along an index when all before it in the index is one value on the whole page. */
static void what_stands_before_must_be_fixed(void)
{
    static const struct {
        const char *index, *order;
        const char *filter;              /* NULL: none */
        int outcome;
    } rows[] = {
        {"organ,title", "title", NULL, DONE},
        {"unit,organ,title", "title", NULL, DONE},
        {"kind,title", "title", NULL, INVALID},
        {"kind,title", "title", "kind", DONE},
        {"kind,title", "title", "state", INVALID},
        {"kind,state,title", "title", "kind", INVALID},
        {"kind,title", "kind", NULL, DONE},
        {"titles,title", "title", NULL, INVALID},
    };
    struct arena *arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *const indexes[] = {"root,due", rows[i].index, NULL};
        const struct list_filter filter = {rows[i].filter, "is", "x"};
        struct entity entity = ticket_entity;
        entity.indexes = indexes;
        const struct list_request list = {.entity = &entity, .order = rows[i].order, .filters = &filter,
                                          .filter_count = rows[i].filter != NULL};
        CHECK_OUTCOME(list_order_check(arena, &list), rows[i].outcome);
    }
    arena_destroy(arena);
}

TESTS({"orders need an index", orders_need_an_index}, {"what stands before must be fixed", what_stands_before_must_be_fixed})

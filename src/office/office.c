/* The features' rows, put together once at start: entities, roles, rights, steps, events, pages. */
#include <stdlib.h>
#include <limits.h>
#include <string.h>

#include "office/inside.h"
#include "office/ladder.h"

enum { FEATURES_MAX = 32, SETUP_BYTES = 8 << 20 };

static const struct feature *features[FEATURES_MAX];
static int feature_count;
static struct arena *arena;
static struct page_table pages;
static struct page_table offers;
static struct { struct menu_row *items; size_t n, cap; } menu;

static bool page_same(const struct page *a, const struct page *b)
{
    return strcmp(a->method, b->method) == 0 && strcmp(a->path, b->path) == 0;
}

static bool page_there(const struct page *row)
{
    for (size_t i = 0; i < pages.n; i++)
        if (page_same(pages.items[i], row))
            return true;
    return false;
}

static int page_check(const struct feature *feature, const struct page *row)
{
    if (!row->verb)
        return fail(INVALID, "%s: page %s has no verb", feature->name, row->path);
    bool unbound = strcmp(row->verb, VERB_PUBLIC) == 0 || strcmp(row->verb, VERB_SIGNED_IN) == 0;
    if (!unbound && !(row->entity && registry_entity(row->entity)))
        return fail(INVALID, "%s: page %s asks a right but names no entity", feature->name, row->path);
    if (page_there(row))
        return fail(INVALID, "%s: page %s %s is there twice", feature->name, row->method, row->path);
    return DONE;
}

static int feature_pages_add(const struct feature *feature)
{
    for (int i = 0; i < feature->page_count; i++) {
        TRY(page_check(feature, &feature->pages[i]));
        *arena_push(arena, &pages.items, &pages.n, &pages.cap) = &feature->pages[i];
    }
    return DONE;
}

static void generic_add_all(void)
{
    const struct entity *entity;
    struct page_table made = {0};
    for (int i = 0; (entity = registry_at(i)); i++)
        if (!(entity->flags & ENTITY_HIDDEN))
            generic_pages_add(arena, &made, entity);
    for (int i = 0; i < feature_count; i++)
        if (features[i]->one_workbook)
            book_pages_add(arena, &made, features[i]);
    for (size_t i = 0; i < made.n; i++)
        if (!page_there(made.items[i]))
            *arena_push(arena, &pages.items, &pages.n, &pages.cap) = made.items[i];
}

/* "*" stands for every entity of the feature that gives the row, except those it has a row of its own for. */
static bool right_given(const struct feature *feature, const char *role, const char *entity)
{
    for (int i = 0; i < feature->right_count; i++)
        if (strcmp(feature->rights[i].role, role) == 0 && strcmp(feature->rights[i].entity, entity) == 0)
            return true;
    return false;
}

static void rights_add(const struct feature *feature)
{
    for (int i = 0; i < feature->right_count; i++) {
        struct right right = feature->rights[i];
        if (strcmp(right.entity, "*") != 0) {
            access_rights_add(&right, 1);
            continue;
        }
        for (int k = 0; k < feature->entity_count; k++) {
            right.entity = feature->entities[k]->name;
            if (!right_given(feature, right.role, right.entity))
                access_rights_add(&right, 1);
        }
    }
}

static int rights_check(const struct feature *feature)
{
    for (int i = 0; i < feature->right_count; i++) {
        const struct right *right = &feature->rights[i];
        if (!access_role(right->role))
            return fail(INVALID, "%s: a right is given to the unknown role %s", feature->name, right->role);
        if (strcmp(right->entity, "*") != 0 && !registry_entity(right->entity))
            return fail(INVALID, "%s: a right is given over the unknown entity %s", feature->name, right->entity);
    }
    return DONE;
}

static int menu_place(const struct page *page)
{
    return page->menu_order ? page->menu_order : INT_MAX;
}

/* By their order; those of the same order as they come. */
static void menu_make(void)
{
    for (size_t k = 0; k < pages.n; k++) {
        const struct page *page = pages.items[k];
        if (!(page->flags & PAGE_MENU))
            continue;
        arena_push(arena, &menu.items, &menu.n, &menu.cap);
        size_t at = menu.n - 1;
        const struct entity *entity = page->entity ? registry_entity(page->entity) : NULL;
        for (; at && menu_place(menu.items[at - 1].page) > menu_place(page); at--)
            menu.items[at] = menu.items[at - 1];
        menu.items[at] = (struct menu_row){page, office_page_feature(page), entity, json_forever(frame_menu_item(page))};
    }
}

static void offers_make(void)
{
    for (size_t k = 0; k < pages.n; k++)
        if (pages.items[k]->offered_on)
            *arena_push(arena, &offers.items, &offers.n, &offers.cap) = pages.items[k];
}

const struct menu_row *office_menu_at(int index)
{
    return index >= 0 && (size_t)index < menu.n ? &menu.items[index] : NULL;
}

const struct page *office_offer_at(int index)
{
    return index >= 0 && (size_t)index < offers.n ? offers.items[index] : NULL;
}

static bool event_fits(const struct event *event, const struct change *change)
{
    return strcmp(event->entity, change->entity->name) == 0 && (!event->verb || strcmp(event->verb, change->verb) == 0);
}

static int office_happened(struct change *change)
{
    for (int i = 0; i < feature_count; i++)
        for (int k = 0; k < features[i]->event_count; k++)
            if (event_fits(&features[i]->events[k], change))
                TRY(features[i]->events[k].happened(change));
    return DONE;
}

int office_setup(const struct feature *const *given, int n)
{
    office_clear();
    if (n + 1 > FEATURES_MAX)
        return fail(INVALID, "too many features");
    arena = arena_create(SETUP_BYTES);
    features[feature_count++] = office_feature();
    for (int i = 0; i < n; i++)
        features[feature_count++] = given[i];
    for (int i = 0; i < feature_count; i++) {
        registry_add(features[i]->entities, features[i]->entity_count);
        access_roles_add(features[i]->roles, features[i]->role_count);
        schema_steps_add(features[i]->name, features[i]->migrations, features[i]->migration_count);
        if (features[i]->tables)
            schema_setup_add(features[i]->tables);
    }
    ladder_lines_name();
    schema_setup_add(office_tables);
    TRY(registry_seal());
    for (int i = 0; i < feature_count; i++) {
        TRY(rights_check(features[i]));
        rights_add(features[i]);
        TRY(feature_pages_add(features[i]));
    }
    generic_add_all();
    offers_make();
    json_setup();
    json_begin(arena);
    menu_make();
    generic_lists_prepare(arena);
    json_end();
    record_observe(office_happened);
    return DONE;
}

void office_clear(void)
{
    registry_clear();
    access_clear();
    schema_clear();
    record_observe(NULL);
    arena_destroy(arena);
    arena = NULL;
    pages = (struct page_table){0};
    offers = (struct page_table){0};
    menu.items = NULL;
    menu.n = menu.cap = 0;
    feature_count = 0;
}

const struct feature *office_feature_at(int index)
{
    return index >= 0 && index < feature_count ? features[index] : NULL;
}

const struct page *office_page_at(int index)
{
    return index >= 0 && (size_t)index < pages.n ? pages.items[index] : NULL;
}

static bool feature_owns(const struct feature *feature, const struct page *page)
{
    return page >= feature->pages && page < feature->pages + feature->page_count;
}

static bool feature_keeps(const struct feature *feature, const char *entity)
{
    for (int i = 0; entity && i < feature->entity_count; i++)
        if (strcmp(feature->entities[i]->name, entity) == 0)
            return true;
    return false;
}

const struct feature *office_page_feature(const struct page *page)
{
    for (int i = 0; i < feature_count; i++)
        if (feature_owns(features[i], page))
            return features[i];
    for (int i = 0; i < feature_count; i++)
        if (feature_keeps(features[i], page->entity))
            return features[i];
    return office_feature();
}

#include "administered.h"

static struct world w;

static json_t *menu_of(const char *login, const char *path)
{
    struct request *r = asked(&w, world_session(&w, login), (struct ask){.method = "GET", .row = path});
    CHECK_INT(r->answer.status, 200);
    return json_object_get(r->answer.page, "menu");
}

/* An item of this address, at the top or within a group. */
static json_t *item(json_t *items, const char *href)
{
    json_t *one, *found;
    size_t i;
    json_array_foreach(items, i, one) {
        const char *at = json_string_value(json_object_get(one, "href"));
        if (at && !strcmp(at, href))
            return one;
        if ((found = item(json_object_get(one, "items"), href)))
            return found;
    }
    return NULL;
}

static void the_menu_is_what_he_may(void)
{
    administered_open(&w);
    json_t *officer = menu_of("gunianan", "/"), *administrator = menu_of("sysadmin", "/me"), *member = menu_of("liuqinghe", "/me");
    CHECK(item(officer, "/unit") && item(officer, "/person"));
    CHECK(!item(administrator, "/person") || !item(administrator, "/post"));
    CHECK(item(administrator, "/setting"));
    CHECK(!item(officer, "/setting") && !item(member, "/setting"));
    CHECK(item(officer, "/complaint/new") && item(administrator, "/complaint/new") && item(member, "/complaint/new"));
    world_close(&w);
}

/* Where he is stands out, also when the page is below the menu's; another address that only begins alike does not. */
static void where_he_is(void)
{
    world_open(&w);
    json_t *menu = menu_of("gunianan", "/person");
    CHECK(json_is_true(json_object_get(item(menu, "/person"), "current")));
    CHECK(!json_object_get(item(menu, "/unit"), "current") && !json_object_get(item(menu, "/"), "current"));
    int64_t id = world_number(&w, "SELECT id FROM person WHERE code = 'SL005'");
    struct request *r = asked(&w, world_session(&w, "gunianan"), (struct ask){.method = "GET", .row = "/person/:id", .id = id});
    CHECK(json_is_true(json_object_get(item(json_object_get(r->answer.page, "menu"), "/person"), "current")));
    world_close(&w);
}

static void what_stands_around_every_page(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"}), *again = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"});
    CHECK_TEXT(page_text(r, "site"), "明责");
    CHECK_TEXT(page_text(r, "title"), "我的设置");
    CHECK_TEXT(page_text(r, "path"), "/me");
    CHECK_TEXT(page_text(r, "token"), world_token(&w, cookie));
    CHECK_TEXT(json_string_value(json_object_get(json_object_get(r->answer.page, "user"), "name")), "顾念安");
    CHECK_INT((int64_t)strlen(page_text(r, "key")), 16);
    CHECK(strcmp(page_text(r, "key"), page_text(again, "key")));          /* fresh for each page */
    r = asked(&w, NULL, (struct ask){.method = "GET", .row = "/login"});
    CHECK_TEXT(page_text(r, "site"), "明责");
    CHECK(!json_object_get(r->answer.page, "menu") && !json_object_get(r->answer.page, "token") && !json_object_get(r->answer.page, "user"));
    r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me", .json = true});
    CHECK(!json_object_get(r->answer.page, "menu"));                      /* a program needs none of it */
    world_close(&w);
}

static int nothing(struct request *r)
{
    (void)r;
    return DONE;
}

#define EXTRA(name, order) \
    {.method = "GET", .path = "/" name, .verb = VERB_SIGNED_IN, .label = name, .flags = PAGE_MENU, .menu_order = order, .model = nothing, .view = "office/me"}
static const struct page extra_pages[] = {EXTRA("personal", 40), EXTRA("extra2", 41), EXTRA("extra3", 42), EXTRA("extra4", 43), EXTRA("extra5", 44), EXTRA("daily", 2)};
static const struct feature extra = {.name = "extra", .label = "另外的事", .pages = extra_pages, .page_count = ARRAY_SIZE(extra_pages)};

/* More than fit in one row stand under their feature's name; what is for every day and the way to complain do not. */
static void a_long_menu_is_grouped(void)
{
    static const struct feature *const features[] = {&organisation_feature, &extra};
    world_open(&w);
    json_t *menu = menu_of("gunianan", "/person"), *one;
    size_t i, groups = 0;
    json_array_foreach(menu, i, one)
        CHECK(!json_object_get(one, "items"));                            /* few enough for one row */
    system_close(w.system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    menu = menu_of("gunianan", "/personal");
    json_array_foreach(menu, i, one) {
        size_t n = json_array_size(json_object_get(one, "items"));
        groups += n > 0;
        CHECK(n != 1);                                                    /* a group of one is that one */
        if (n && !strcmp(json_string_value(json_object_get(one, "label")), "另外的事")) {
            CHECK_INT((int64_t)n, 5);
            CHECK(json_is_true(json_object_get(one, "current")));
        }
        const char *href = json_string_value(json_object_get(one, "href"));
        CHECK(!href || (strcmp(href, "/extra2") && strcmp(href, "/personal")));
    }
    CHECK(groups >= 1);
    CHECK(item(menu, "/daily") && item(menu, "/complaint/new"));
    CHECK(json_is_true(json_object_get(item(menu, "/personal"), "current")));
    CHECK(!json_object_get(item(menu, "/person"), "current"));            /* it only begins alike */
    world_close(&w);
}

TESTS({"the menu is what he may", the_menu_is_what_he_may}, {"where he is", where_he_is}, {"what stands around every page", what_stands_around_every_page},
      {"a long menu is grouped", a_long_menu_is_grouped})

/* What stands around every page: name of the system, who is here, the menu, form token and key. */
#include <string.h>

#include "office/inside.h"

static bool menu_shows(const struct session *session, const struct menu_row *row)
{
    return !row->entity || access_may(session->access, row->entity, row->page->verb);
}

static bool path_under(const char *path, const char *menu)
{
    size_t n = strlen(menu);
    return strcmp(path, menu) == 0 || (n > 1 && strncmp(path, menu, n) == 0 && path[n] == '/');
}

json_t *frame_menu_item(const struct page *row)
{
    json_t *item = json_object();
    json_object_set_new_nocheck(item, "label", json_string_nocheck(row->label));
    json_object_set_new_nocheck(item, "href", json_string_nocheck(row->path));
    if (row->icon)
        json_object_set_new_nocheck(item, "icon", json_string_nocheck(row->icon));
    return item;
}

static json_t *menu_item(const struct request *request, const struct menu_row *row)
{
    if (!path_under(request->path, row->page->path))
        return row->item;
    json_t *item = frame_menu_item(row->page);
    json_object_set_new_nocheck(item, "current", json_true());
    return item;
}

/* What everybody turns to each day stands in the menu itself, and so does the way to complain (DESIGN §5); the rest is under
 * its feature's name once there is too much for one row. */
enum { MENU_ROW = 9, MENU_DAILY = 12, MENU_LAST = 90 };

static bool menu_direct(const struct page *row)
{
    return row->menu_order && (row->menu_order < MENU_DAILY || row->menu_order >= MENU_LAST);
}

static json_t *menu_group(json_t *items, const char *label)
{
    json_t *one;
    size_t i;
    json_array_foreach(items, i, one)
        if (json_object_get(one, "items") && !strcmp(json_string_value(json_object_get(one, "label")), label))
            return one;
    one = json_object();
    json_object_set_new_nocheck(one, "label", json_string_nocheck(label));
    json_object_set_new_nocheck(one, "items", json_array());
    json_array_append_new(items, one);
    return one;
}

static void menu_add(const struct request *request, json_t *items, const struct menu_row *row, bool grouped)
{
    json_t *item = menu_item(request, row);
    if (!grouped || menu_direct(row->page)) {
        json_array_append_new(items, item);
        return;
    }
    json_t *group = menu_group(items, row->feature->label);
    json_array_append_new(json_object_get(group, "items"), item);
    if (json_object_get(item, "current"))
        json_object_set_new_nocheck(group, "current", json_true());
}

/* A group of one is that one. */
static void lonely_lift(json_t *items)
{
    json_t *one;
    size_t i;
    json_array_foreach(items, i, one)
        if (json_array_size(json_object_get(one, "items")) == 1)
            json_array_set(items, i, json_array_get(json_object_get(one, "items"), 0));
}

/* [{label,href,icon,current}] in the order of the menu; a group is {label,current,items}. */
static json_t *menu_json(const struct request *request)
{
    json_t *items = json_array();
    const struct menu_row *row;
    int n = 0;
    for (int i = 0; (row = office_menu_at(i)); i++)
        n += menu_shows(request->session, row);
    for (int i = 0; (row = office_menu_at(i)); i++)
        if (menu_shows(request->session, row))
            menu_add(request, items, row, n > MENU_ROW);
    lonely_lift(items);
    return items;
}

void frame_fill(struct request *request)
{
    char key[17];
    const struct session *session = request->session;
    if (request->json)
        return;
    if (request->page_row && request->page_row->label)
        request_page(request, "title", json_string(request->page_row->label));
    request_page(request, "site", json_string(setting_text(request->system, request->arena, "site_name")));
    request_page(request, "path", json_string(request->path));
    request_page(request, "key", json_string(random_text(key, 16)));
    if (!session)
        return;
    request_page(request, "token", json_string(session->token));
    request_page(request, "large", json_boolean(session->large_type));
    request_page(request, "user", json_pack("{s:s,s:s}", "login", session->login, "name", session->name));
    if (session->stage == SESSION_FULL)
        request_page(request, "menu", menu_json(request));
}

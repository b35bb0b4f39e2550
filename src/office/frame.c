/* What stands around every page: name of the system, who is here, the menu, form token and key. */
#include <string.h>

#include "office/inside.h"

static bool menu_shows(const struct session *session, const struct page *row)
{
    if (!(row->flags & PAGE_MENU))
        return false;
    return !row->entity || access_may(session->access, registry_entity(row->entity), row->verb);
}

static bool path_under(const char *path, const char *menu)
{
    size_t n = strlen(menu);
    return strcmp(path, menu) == 0 || (n > 1 && strncmp(path, menu, n) == 0 && path[n] == '/');
}

static json_t *menu_item(const struct request *request, const struct page *row)
{
    json_t *item = json_object();
    json_object_set_new_nocheck(item, "label", json_string_nocheck(row->label));
    json_object_set_new_nocheck(item, "href", json_string_nocheck(row->path));
    if (row->icon)
        json_object_set_new_nocheck(item, "icon", json_string_nocheck(row->icon));
    if (path_under(request->path, row->path))
        json_object_set_new_nocheck(item, "current", json_true());
    return item;
}

/* [{label,href,icon,current}] in the order of the menu. */
static json_t *menu_json(const struct request *request)
{
    json_t *items = json_array();
    const struct page *row;
    for (int i = 0; (row = office_menu_at(i)); i++)
        if (menu_shows(request->session, row))
            json_array_append_new(items, menu_item(request, row));
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

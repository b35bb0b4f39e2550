#include "check.h"

#include "feature/rectification/figures/kept.h"

static void what_was_put_is_found_by_its_key(void)
{
    json_t *data = json_pack("{s:i, s:s}", "all", 11, "label", "督查"), *page = json_pack("{s:[i, i]}", "tiles", 1, 2), *a, *b;
    CHECK(!kept_find("7 2026-03-01 1", &a, &b));
    kept_put("7 2026-03-01 1", data, page);
    CHECK(kept_find("7 2026-03-01 1", &a, &b));
    CHECK(json_equal(a, data) && json_equal(b, page));
    json_decref(a);
    json_decref(b);
    CHECK(!kept_find("8 2026-03-01 1", &a, &b));         /* something was saved */
    CHECK(!kept_find("7 2026-03-01 2", &a, &b));         /* somebody else */
    json_decref(data);
    json_decref(page);
    kept_clear();
}

static void only_so_much_is_kept(void)
{
    char key[32];
    json_t *data = json_object(), *page = json_object(), *a, *b;
    for (int i = 0; i < 40; i++) {
        snprintf(key, sizeof key, "%d", i);
        kept_put(key, data, page);
    }
    CHECK(!kept_find("0", &a, &b));
    CHECK(kept_find("39", &a, &b));
    json_decref(a);
    json_decref(b);
    char *large = calloc(600 << 10, 1);
    memset(large, 'x', (600 << 10) - 1);
    json_object_set_new(data, "large", json_string(large));
    kept_put("large", data, page);
    CHECK(!kept_find("large", &a, &b));
    free(large);
    json_decref(data);
    json_decref(page);
    kept_clear();
}

TESTS({"what was put is found by its key", what_was_put_is_found_by_its_key}, {"only so much is kept", only_so_much_is_kept})

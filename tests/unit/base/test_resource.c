#include "check.h"

#include "base/base.h"

static void names_are_found(void)
{
    const struct resource *css = resource_find("assets/app.css");
    CHECK(css && css->n > 1000);
    char hex[DIGEST_TEXT];
    digest_sm3_hex(css->bytes, css->n, hex);
    CHECK_INT(strlen(css->digest), 16);
    CHECK(strncmp(hex, css->digest, 16) == 0);
    CHECK_INT(css->bytes[css->n], 0);
    CHECK(!resource_find("assets/app"));
    CHECK(!resource_find(""));
    CHECK(!resource_find("zzz"));
}

static void ranges_are_in_order(void)
{
    size_t n, all;
    const struct resource *first = resource_range("assets/", &n);
    CHECK(first && n >= 3);
    for (size_t i = 0; i < n; i++) {
        CHECK(text_starts(first[i].name, "assets/"));
        CHECK(i == 0 || strcmp(first[i - 1].name, first[i].name) < 0);
        CHECK(resource_find(first[i].name) == &first[i]);
    }
    CHECK(!resource_range("nothing/", &n));
    CHECK_INT(n, 0);
    CHECK(resource_range("", &all));
    CHECK(all > 3);
}

TESTS({"names are found", names_are_found}, {"ranges are in order", ranges_are_in_order})

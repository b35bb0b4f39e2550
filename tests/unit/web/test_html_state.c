#include "check.h"
#include "base/base.h"
#include "web/html_state.h"

static struct html_state after(const char *html)
{
    struct html_state state = {0};
    html_follow(&state, html, strlen(html));
    return state;
}

static void every_place_is_known(void)
{
    static const struct { const char *html; enum html_place place; } places[] = {
        {"", HTML_TEXT}, {"<p>", HTML_TEXT}, {"<p", HTML_TAG_NAME}, {"<p ", HTML_TAG}, {"<p cl", HTML_ATTRIBUTE_NAME},
        {"<p class=", HTML_BEFORE_VALUE}, {"<p class=\"a", HTML_VALUE}, {"<p class='a", HTML_VALUE}, {"<p class=a", HTML_UNQUOTED},
        {"<p class=\"a\"", HTML_TAG}, {"<script>", HTML_RAW}, {"<script>a</script>", HTML_TEXT}, {"<style>p{", HTML_RAW},
        {"<!-- a", HTML_COMMENT}, {"<!-- a -->", HTML_TEXT}, {"<!-- a > b", HTML_COMMENT}, {"</p>", HTML_TEXT},
        {"<script>a</scrip", HTML_RAW}, {"<p class=\"a>b", HTML_VALUE},
    };
    for (size_t i = 0; i < ARRAY_SIZE(places); i++)
        if (after(places[i].html).place != places[i].place)
            check_fail(__FILE__, __LINE__, "after “%s”: %d", places[i].html, (int)after(places[i].html).place);
}

static void attributes_have_kinds(void)
{
    CHECK_INT(after("<a href=\"").attribute, ATTRIBUTE_ADDRESS);
    CHECK_INT(after("<form ACTION='").attribute, ATTRIBUTE_ADDRESS);
    CHECK_INT(after("<img src=\"").attribute, ATTRIBUTE_ADDRESS);
    CHECK_INT(after("<p onclick=\"").attribute, ATTRIBUTE_CODE);
    CHECK_INT(after("<p style=\"").attribute, ATTRIBUTE_CODE);
    CHECK_INT(after("<p title=\"").attribute, ATTRIBUTE_TEXT);
    CHECK(!after("<a href=\"").value_started);
    CHECK(after("<a href=\"/x").value_started);
}

/* A text in two pieces is the text; only the ends of scripts and comments come whole, and cut they are not taken for ends. */
static void pieces_are_the_whole(void)
{
    static const char html[] = "<div class=\"a\"><script src='/x'></script><a href=\"/p?q=1\" title='t'>x</a>";
    size_t close = (size_t)(strstr(html, "</script") - html);
    for (size_t cut = 0; cut < sizeof html - 1; cut++) {
        if (cut > close && cut < close + strlen("</script>"))
            continue;
        struct html_state whole = after(html), parts = {0};
        html_follow(&parts, html, cut);
        html_follow(&parts, html + cut, sizeof html - 1 - cut);
        if (!html_same(&whole, &parts))
            check_fail(__FILE__, __LINE__, "cut behind “%.*s”", (int)cut, html);
    }
    struct html_state cut = after("<script>a</scr");
    html_follow(&cut, "ipt>", 4);
    CHECK_INT(cut.place, HTML_RAW);
}

TESTS({"every place is known", every_place_is_known}, {"attributes have kinds", attributes_have_kinds},
      {"pieces are the whole", pieces_are_the_whole})

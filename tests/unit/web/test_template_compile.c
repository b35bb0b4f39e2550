/* Refused: what would print something unsafe, or what cannot be meant.  Accepted: as the program that it becomes. */
#include "check.h"

#include "base/base.h"
#include "web/template_program.h"

static struct arena *arena;

static void refused(const char *view, const char *message)
{
    const struct resource resource = { .name = "views/t.html", .bytes = (const unsigned char *)view, .n = strlen(view) };
    struct views *views;
    CHECK_OUTCOME(views_compile(arena, &resource, 1, &views), INVALID);
    if (strstr(error_message(), message) == NULL)
        CHECK_TEXT(error_message(), message);
}

static void unsafe_places(void)
{
    refused("<script>{{a}}</script>", "views/t.html:1: a value may stand");
    refused("<style>{{a}}</style>", "a value may stand");
    refused("<p>\n<a class={{a}}>", "views/t.html:2: ");
    refused("<{{a}}>", "a value may stand");
    refused("<a {{a}}>", "a value may stand");
    refused("<!-- {{a}} -->", "a value may stand");
    refused("<a href=\"{{a}}\">", "{{href:");
    refused("<a href=\"/x/{{a}}\">", "{{url:");
    refused("<a href=\"{{url:a}}\">", "{{href:");
    refused("<a onclick=\"{{a}}\">", "no values in");
    refused("<a STYLE='color:{{a}}'>", "no values in");
}

static void mistakes(void)
{
    refused("\n\n{{#a}}", "views/t.html:3: not closed: a");
    refused("{{#a}}{{/b}}", "expected the end of: a");
    refused("{{/b}}", "closes nothing");
    refused("{{a", "{{ without }}");
    refused("{{a b}}", "not a path");
    refused("{{a..b}}", "not a path");
    refused("{{}}", "an empty name");
    refused("{{@nothing}}", "no such name");
    refused("{{raw:a}}", "no such verb: raw");
    refused("{{asset:missing.css}}", "no such asset: missing.css");
    refused("{{>missing}}", "no such view: missing");
    refused("{{>t}}", "circle");
    refused("<p {{#a}}>{{/a}}", "the section leaves");
    refused("<a href=\"{{#a}}\"{{/a}}>", "the section leaves");
    refused("<p", "ends inside a tag");
    refused("x{{<t}}", "the layout is named first");
}

/* One view, "t", as letters: L literal, V value, S section, I inverted, E end, C call, N named call, @ content. */
static const struct view *compiled(const char *text)
{
    struct resource resources[] = {
        {.name = "views/other.html", .bytes = (const unsigned char *)"<p></p>", .n = 7},
        {.name = "views/t.html", .bytes = (const unsigned char *)text, .n = strlen(text)},
    };
    struct views *views;
    CHECK_DONE(views_compile(arena, resources, 2, &views));
    return view_find(views, "t");
}

static const char *steps(const char *text)
{
    const struct view *view = compiled(text);
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "");
    for (size_t i = 0; i < view->n; i++)
        buffer_addc(&b, "LVSIECN@"[view->steps[i].op]);
    return b.p;
}

static void programs_are_flat(void)
{
    static const char *const rows[][2] = {
        {"", "E"}, {"<p>a</p>", "LE"}, {"{{a}}", "VE"}, {"<p>{{a}}</p>{{b.c}}", "LVLVE"}, {"{{#a}}x{{/a}}", "SLEE"}, {"{{^a}}{{b}}{{/a}}", "IVEE"},
        {"{{#a}}{{#b}}x{{/b}}{{/a}}", "SSLEEE"}, {"{{>other}}", "CE"}, {"{{>>data.view}}", "NE"}, {"{{@content}}", "@E"}, {"{{! a word }}", "E"},
        {"{{<other}}\n<p>", "LE"}, {"a{{!x}}b", "LLE"}, {"}}{", "LE"}, {"{{ a }}", "VE"},
        /* A tag alone on its line takes the line with it, and so leaves no literal. */
        {"  {{#a}}  \n  {{/a}}\n", "SEE"}, {"{{#a}} x\n{{/a}}", "SLEE"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strcmp(steps(rows[i][0]), rows[i][1]) != 0)
            check_fail(__FILE__, __LINE__, "%s: %s", rows[i][0], steps(rows[i][0]));
}

static void sections_know_their_end(void)
{
    const struct view *view = compiled("{{#a}}x{{^b}}y{{/b}}{{/a}}z");
    CHECK_INT(view->steps[0].end, 5);
    CHECK_INT(view->steps[2].end, 4);
    CHECK_INT(view->steps[view->n - 1].op, OP_END);
}

static void paths_and_verbs(void)
{
    static const struct {
        const char *text;
        enum view_verb verb;
        enum path_start start;
        unsigned n;
        const char *last;
    } rows[] = {
        {"{{a}}", VERB_TEXT, PATH_OUTWARDS, 1, "a"}, {"{{a.b-c.d_1}}", VERB_TEXT, PATH_OUTWARDS, 3, "d_1"}, {"{{.a}}", VERB_TEXT, PATH_HERE, 1, "a"},
        {"{{.}}", VERB_TEXT, PATH_HERE, 0, NULL}, {"{{data.a}}", VERB_TEXT, PATH_MODEL, 2, "a"}, {"{{page}}", VERB_TEXT, PATH_MODEL, 1, "page"},
        {"{{pages}}", VERB_TEXT, PATH_OUTWARDS, 1, "pages"}, {"{{.data}}", VERB_TEXT, PATH_HERE, 1, "data"}, {"{{@number}}", VERB_TEXT, PATH_NUMBER, 0, NULL},
        {"{{@column.label}}", VERB_TEXT, PATH_COLUMN, 1, "label"}, {"{{json:a}}", VERB_JSON, PATH_OUTWARDS, 1, "a"}, {"{{count:a}}", VERB_COUNT, PATH_OUTWARDS, 1, "a"},
        {"{{a.b.c.d.e.f}}", VERB_TEXT, PATH_OUTWARDS, VIEW_KEYS_MAX, "f"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct view_step *step = &compiled(rows[i].text)->steps[0];
        CHECK_INT(step->verb, rows[i].verb);
        CHECK_INT(step->path->start, rows[i].start);
        CHECK_INT(step->path->n, rows[i].n);
        CHECK_TEXT(step->path->n ? step->path->keys[step->path->n - 1].key : NULL, rows[i].last);
    }
    refused("{{a.b.c.d.e.f.g}}", "not a path");
    refused("{{a.}}", "not a path");
    refused("{{党}}", "not a path");
    refused("{{@first}}", "a condition, not a value");
    refused("{{>>@number}}", "not a path");
}

/* The same value is allowed or not by where it stands. */
static void values_by_their_place(void)
{
    static const char *const good[] = {
        "<a href=\"{{href:a}}\">", "<a href=\"/x?q={{url:a}}\">", "<a href=\"{{href:a}}?b={{url:b}}\">", "<p title=\"{{a}}\">", "<p title='x{{a}}y'>",
        "<div hx-get=\"/x/{{url:a}}\">", "<p data-x='{{json:a}}'>", "<p {{#a}}hidden{{/a}}>", "<p class=\"a {{#b}}c{{/b}}\">",
    };
    for (size_t i = 0; i < ARRAY_SIZE(good); i++)
        CHECK(compiled(good[i])->n > 1);
    refused("<a href=\"{{href:a}}{{href:b}}\">", "{{url:");
    refused("<p style=\"{{a}}\">", "no values in");
    refused("<iframe srcdoc='{{a}}'>", "no values in");
    refused("<p hx-vals='{{json:a}}'>", "no values in");
    refused("<img src='x{{a}}'>", "{{url:");
    refused("<p title={{a}}>", "a value may stand");
    refused("<p title=\"{{>other}}\">", "a view can be put between tags only");
}

static void nesting_has_a_ceiling(void)
{
    struct buffer b = buffer_in(arena);
    for (int i = 0; i < VIEW_NESTING_MAX; i++)
        buffer_adds(&b, "{{#a}}");
    for (int i = 0; i < VIEW_NESTING_MAX; i++)
        buffer_adds(&b, "{{/a}}");
    CHECK(compiled(b.p)->n == 2 * VIEW_NESTING_MAX + 1);
    refused(arena_printf(arena, "{{#a}}%s{{/a}}", b.p), "nested too deeply");
}

/* An asset's address is a literal by now, with the digest of what it is today. */
static void assets_are_addresses(void)
{
    const struct resource *css = resource_find("assets/app.css");
    const struct view_step *step = &compiled("<link href=\"{{asset:app.css}}\">")->steps[1];
    CHECK_INT(step->op, OP_LITERAL);
    CHECK_TEXT(arena_strndup(arena, step->bytes, step->n), arena_printf(arena, "/assets/%s/app.css", css->digest));
}

static void views_by_name(void)
{
    struct views *views;
    size_t n;
    const struct resource *all = resource_range("views/", &n);
    CHECK_DONE(views_compile(arena, all, n, &views));                  /* every view of the program */
    CHECK_INT((int64_t)views->n, (int64_t)n);
    CHECK(view_find(views, "office/error") != NULL && view_find(views, "office/error") == view_find(views, "office/error.html"));
    CHECK(!view_find(views, "office/err") && !view_find(views, "") && !view_find(views, ".html"));
}

static void arena_made(void)
{
    arena = arena_create(64 << 20);
}

TESTS({"the arena stands", arena_made}, {"places that escaping does not save", unsafe_places}, {"mistakes are found at start", mistakes},
      {"programs are flat", programs_are_flat}, {"sections know their end", sections_know_their_end}, {"paths and verbs", paths_and_verbs},
      {"values by their place", values_by_their_place}, {"nesting has a ceiling", nesting_has_a_ceiling},
      {"assets are addresses", assets_are_addresses}, {"views by name", views_by_name})

/* Accepted: a view, a model, and what comes out. */
#include "check.h"

#include "base/base.h"
#include "web/template.h"

static struct arena *arena;

/* Renders the view "t" of up to three sources given as name, text pairs. */
static const char *render(const char *model, bool layout, const char *const *pairs)
{
    struct resource resources[3];
    size_t n = 0;
    for (; n < 3 && pairs[2 * n] != NULL; n++)
        resources[n] = (struct resource){
            .name = arena_printf(arena, "views/%s.html", pairs[2 * n]),
            .bytes = (const unsigned char *)pairs[2 * n + 1], .n = strlen(pairs[2 * n + 1]),
        };
    struct views *views;
    CHECK_DONE(views_compile(arena, resources, n, &views));
    json_t *value = json_loads(model, 0, NULL);
    CHECK(value != NULL);
    struct buffer out = buffer_in(arena);
    view_render(view_find(views, "t"), value, layout, &out);
    json_decref(value);
    return out.p != NULL ? out.p : "";
}

#define RENDER(model, view) render((model), true, (const char *const[]){ "t", (view), NULL })

static void values(void)
{
    CHECK_TEXT(RENDER("{\"a\":\"<b>&\\\"'\"}", "{{a}}"), "&lt;b&gt;&amp;&quot;&#39;");
    CHECK_TEXT(RENDER("{\"a\":{\"b\":{\"c\":\"灯下黑\"}}}", "<p>{{ a.b.c }}</p>"), "<p>灯下黑</p>");
    CHECK_TEXT(RENDER("{\"a\":-9223372036854775808,\"b\":0,\"c\":1.5,\"d\":true,\"e\":null}", "{{a}} {{b}} {{c}} {{d}} {{e}}{{f}}"),
               "-9223372036854775808 0 1.5 true ");
    CHECK_TEXT(RENDER("{\"a\":\"𠮷\"}", "{{a}}{{! nothing }}"), "𠮷");
}

static void addresses(void)
{
    CHECK_TEXT(RENDER("{\"q\":\"a b&c=党/\"}", "<a href=\"/x?q={{url:q}}\">"), "<a href=\"/x?q=a%20b%26c%3D%E5%85%9A%2F\">");
    CHECK_TEXT(RENDER("{\"h\":\"/unit/1?a=1&b=2\"}", "<a href=\"{{href:h}}\">"), "<a href=\"/unit/1?a=1&amp;b=2\">");
    const char *const refused[] = {
        "javascript:alert(1)", "//host/", "/\\\\host", "https://host/", "/\\thost", "", " /x", "data:text/html,x",
    };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        CHECK_TEXT(RENDER(arena_printf(arena, "{\"h\":\"%s\"}", refused[i]), "<a href=\"{{href:h}}\">"), "<a href=\"#\">");
}

static void sections(void)
{
    CHECK_TEXT(RENDER("{\"l\":[{\"n\":1},{\"n\":2}],\"n\":9}", "{{#l}}{{n}},{{/l}}{{n}}"), "1,2,9");
    CHECK_TEXT(RENDER("{\"l\":[\"a\",\"b\",\"c\"]}", "{{#l}}{{@number}}{{.}}{{^@last}}、{{/@last}}{{/l}} {{count:l}}"), "1a、2b、3c 3");
    CHECK_TEXT(RENDER("{\"l\":[],\"s\":\"\",\"z\":0,\"f\":false}", "{{#l}}x{{/l}}{{^l}}none{{/l}}{{#s}}x{{/s}}{{#z}}x{{/z}}{{#f}}x{{/f}}{{^u}}!{{/u}}"),
               "none!");
    CHECK_TEXT(RENDER("{\"l\":[{\"y\":true,\"n\":1}]}", "{{#l}}{{#.y}}{{.n}}{{/.y}}{{/l}}"), "1");
    CHECK_TEXT(RENDER("{\"o\":{\"a\":1},\"t\":\"v\"}", "{{#o}}{{a}}{{t}}{{/o}}{{#t}}<b>{{.}}</b>{{/t}}"), "1v<b>v</b>");
}

static void contexts(void)
{
    static const char model[] = "{\"page\":{\"title\":\"T\"},\"data\":{\"rows\":[{\"page\":7,\"children\":[{\"id\":1}]}]},\"children\":[1,2]}";
    CHECK_TEXT(RENDER(model, "{{#data.rows}}{{page.title}}{{.page}}{{#children}}{{#.children}}!{{/.children}}{{/children}}{{/data.rows}}"), "T7");
}

/* What is the same for a whole column stands once, in the nearest list of columns outside. */
static void columns(void)
{
    static const char model[] = "{\"columns\":[{\"n\":\"A\",\"main\":true},{\"n\":\"B\"}],"
        "\"rows\":[{\"id\":1,\"cells\":[\"x\",\"y\"]},{\"id\":2,\"cells\":[\"\",\"z\",\"w\"]},"
        "{\"columns\":[{\"n\":\"C\"}],\"cells\":[\"v\"]}]}";
    CHECK_TEXT(RENDER(model, "{{#rows}}{{#cells}}<td class=\"{{@column.n}}\">{{#@column.main}}<b>{{id}}{{.}}{{^.}}?{{/.}}</b>{{/@column.main}}"
                             "{{^@column.main}}{{.}}{{/@column.main}}</td>{{/cells}}\n{{/rows}}"),
               "<td class=\"A\"><b>1x</b></td><td class=\"B\">y</td>\n<td class=\"A\"><b>2?</b></td><td class=\"B\">z</td>"
               "<td class=\"\">w</td>\n<td class=\"C\">v</td>\n");
    CHECK_TEXT(RENDER("{\"columns\":[{\"n\":\"A\"}],\"o\":{\"l\":[1]}}", "{{@column.n}}{{#o}}{{@column.n}}{{#l}}{{@column.n}}{{/l}}{{/o}}"), "A");
}

/* More objects and keys than the renderer remembers. */
static void many(void)
{
    struct buffer model = buffer_in(arena), wanted = buffer_in(arena);
    buffer_adds(&model, "{\"t\":\"T\",\"l\":[");
    for (int i = 0; i < 3000; i++) {
        buffer_addf(&model, "%s{\"n\":%d,\"o\":{\"n\":\"o%d\"%s}}", i ? "," : "", i, i, i % 3 ? "" : ",\"m\":1");
        buffer_addf(&wanted, "%do%d%sT", i, i, i % 3 ? "" : "m");
    }
    buffer_adds(&model, "]}");
    CHECK_TEXT(RENDER(model.p, "{{#l}}{{n}}{{o.n}}{{#o.m}}m{{/o.m}}{{t}}{{#absent}}x{{/absent}}{{/l}}"), wanted.p);
}

static void lines(void)
{
    CHECK_TEXT(RENDER("{\"l\":[1,2]}", "<ul>\n  {{#l}}\n  <li>{{.}}</li>\n  {{/l}}\n</ul>\n{{! end }}\n"),
               "<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>\n");
    CHECK_TEXT(RENDER("{\"a\":1}", "x\n{{a}}\ny"), "x\n1\ny");
}

static void layouts(void)
{
    const char *const sources[] = {
        "t", "{{<frame}}\n<p>{{>part/name}}</p>", "frame", "<main>{{@content}}</main>{{page.title}}",
        "part/name", "{{data.name}}",
    };
    CHECK_TEXT(render("{\"data\":{\"name\":\"张\"},\"page\":{\"title\":\"T\"}}", true, sources), "<main><p>张</p></main>T");
    CHECK_TEXT(render("{\"data\":{\"name\":\"张\"},\"page\":{\"title\":\"T\"}}", false, sources), "<p>张</p>");
}

static void named(void)
{
    const char *const sources[] = { "t", "{{#l}}[{{>>.view}}]{{/l}}", "part/a", "{{name}}", "part/b", "{{>>view}}b" };
    CHECK_TEXT(render("{\"l\":[{\"view\":\"part/a.html\",\"name\":\"A\"},{\"view\":\"part/missing\"},{}]}", true, sources), "[A][][]");
    CHECK_TEXT(render("{\"l\":[{\"view\":\"part/b\"}]}", true, sources), "[bbbbbbbbbbbbbbbb]");
}

static void attributes(void)
{
    CHECK_TEXT(RENDER("{\"c\":true,\"d\":{\"a\":[1,\"\\\"\"]}}", "<input {{#c}}checked{{/c}} data-x='{{json:d}}'>"),
               "<input checked data-x='{&quot;a&quot;:[1,&quot;\\&quot;&quot;]}'>");
}

static void arena_made(void)
{
    arena = arena_create(16 << 20);
}

TESTS({"the arena stands", arena_made}, {"values are escaped", values}, {"addresses are our own", addresses},
      {"sections", sections}, {"contexts", contexts}, {"columns of a list", columns}, {"many objects", many}, {"lone tags take their line", lines},
      {"layouts and parts", layouts}, {"views that the model names", named}, {"attributes", attributes})

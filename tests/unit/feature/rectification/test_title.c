#include "feature/rectification/reading/title.h"

#include "reading.h"

static const struct { const char *text, *title; } rows[] = {
    {"关于检查情况的通报\n各支部：\n", "关于检查情况的通报"},
    {"中共南山县水利局党组\n关于巡察整改情况的通报\n", "中共南山县水利局党组关于巡察整改情况的通报"},
    {"中共南山县委第三巡察组\n关于巡察南山县水利局党组的\n反馈意见\n", "关于巡察南山县水利局党组的反馈意见"},
    {"当前位置：首页 > 公开\n南山县水利局整改情况\n", "南山县水利局整改情况"},
    {"附件2\n南山镇整改台账\n", "南山镇整改台账"},
    {"附件1 南山镇问题清单\n", "南山镇问题清单"},
    {"附件：南山街道整改台账\n", "南山街道整改台账"},
    {"巡 察 公 告\n现将有关事项公告如下。\n", "巡 察 公 告"},
    {"南山县水利局问题整改清单（第二批）\n", "南山县水利局问题整改清单（第二批）"},
    {"南山县水利局巡察整改情况通报 根据部署，现将有关情况公布。\n", "南山县水利局巡察整改情况通报"},
    {"关于表彰先进的通知\n一、表彰对象\n", "关于表彰先进的通知"},
    {"各党支部：\n关于检查情况的通报\n", "关于检查情况的通报"},                /* to whom is no part of it */
    /* none */
    {"一、整改落实情况\n关于检查情况的通报\n", ""},                        /* numbered: the text has begun */
    {"按照部署，巡察组反馈了情况。\n关于检查情况的通报\n", ""},            /* so it has below a sentence */
    {"通报\n", ""},                                                        /* too short to be one */
    {"各支部：\n学习不深入\n", ""},
    {"南山县水利局党组，关于检查情况的通报\n", ""},
    {"", ""},
};

static void the_document_names_itself(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct source_text *t = reading_text(rows[i].text);
        CHECK_TEXT(title_read(t), rows[i].title);
    }
}

static const char *after_lines(int n, const char *title)
{
    struct arena *arena = arena_create(1 << 20);
    static char text[4096];
    struct buffer b = buffer_in(arena);
    for (int i = 0; i < n; i++)
        buffer_addf(&b, "栏目%d：\n", i + 10);
    buffer_addf(&b, "%s\n", title);
    snprintf(text, sizeof text, "%s", b.p);
    arena_destroy(arena);
    return title_read(reading_text(text));
}

static void only_among_the_first_lines_and_not_too_long(void)
{
    char longest[512] = "关于", *end = longest + strlen(longest);
    CHECK_TEXT(after_lines(11, "关于检查情况的通报"), "关于检查情况的通报");
    CHECK_TEXT(after_lines(12, "关于检查情况的通报"), "");
    for (int i = 0; i < 86; i++)                                          /* with its ends 90 glyphs */
        end = stpcpy(end, "水");
    memcpy(end, "通报", sizeof "通报");
    CHECK_TEXT(after_lines(0, longest), longest);
    memcpy(end, "水通报", sizeof "水通报");
    CHECK_TEXT(after_lines(0, longest), "");
}

TESTS({"the document names itself", the_document_names_itself},
      {"only among the first lines and not too long", only_among_the_first_lines_and_not_too_long})

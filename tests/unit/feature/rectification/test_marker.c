#include "feature/rectification/reading/marker.h"

#include "reading.h"

static const struct { const char *text; enum marker_style style; int number; size_t length; } markers[] = {
    { "一、总体情况", MARKER_CHAPTER, 1, 2 },
    { "二十三、总体情况", MARKER_CHAPTER, 23, 4 },
    { "（十）在“…”方面", MARKER_SECTION, 10, 3 },
    { "(三) 半角括号", MARKER_SECTION, 3, 4 },
    { "12.关于", MARKER_ITEM, 12, 3 },
    { "1．全角点", MARKER_ITEM, 1, 2 },
    { "1、2名党员", MARKER_ITEM, 1, 2 },
    { "2.4家单位往来款", MARKER_ITEM, 2, 2 },
    { "（2）关于", MARKER_SUBITEM, 2, 3 },
    { "3）关于", MARKER_SUBITEM, 3, 2 },
    { "①关于", MARKER_CIRCLED, 1, 1 },
    { "一是学习", MARKER_ORDINAL, 1, 2 },
    { "一要学习", MARKER_DEMAND, 1, 2 },
    { "第二，学习", MARKER_RANK, 2, 3 },
    { "首先，学习", MARKER_RANK, 1, 3 },
    { "问题1：学习", MARKER_COUNTED, 1, 4 },
    { "反馈问题十二：学习", MARKER_COUNTED, 12, 7 },
    { "问题（三）学习", MARKER_COUNTED, 3, 5 },
    { "问题1.针对", MARKER_COUNTED, 1, 4 },
    { "2-13，小金库", MARKER_CODE, 2013, 5 },
    { "附件2", MARKER_PART, 2, 3 },
    { "- 部分单位", MARKER_BULLET, 0, 2 },
    { "•部分单位", MARKER_BULLET, 0, 1 },
};

static void every_style_is_read(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(markers); i++) {
        struct source_text *t = reading_text(markers[i].text);
        struct passage p = reading_line(t);
        struct marker m;
        if (!marker_at(t, p.from, p.to, true, &m))
            check_fail(__FILE__, __LINE__, "no marker: %s", markers[i].text);
        CHECK_INT(m.style, markers[i].style);
        CHECK_INT(m.number, markers[i].number);
        CHECK_INT((int64_t)m.length, (int64_t)markers[i].length);
    }
}

static void other_words_are_none(void)
{
    static const char *const texts[] = { "一些单位", "2024年", "18个问题", "问题较多", "（试行）", "十分重视", "附件：清单", "第三支部", "20.5万元只", "2024-01-02" };
    for (size_t i = 0; i < ARRAY_SIZE(texts) - 2; i++) {
        struct source_text *t = reading_text(texts[i]);
        struct passage p = reading_line(t);
        struct marker m;
        if (marker_at(t, p.from, p.to, true, &m))
            check_fail(__FILE__, __LINE__, "a marker: %s", texts[i]);
    }
}

TESTS({ "every style is read", every_style_is_read }, { "other words are none", other_words_are_none })

#include <string.h>

#include "check.h"
#include "base/base.h"
#include "base/strokes.h"

static const char *written(uint32_t c)
{
    static char text[STROKES_MAX + 1];
    uint8_t strokes[STROKES_MAX];
    int n = strokes_of(c, strokes);
    for (int i = 0; i < n; i++)
        text[i] = (char)('0' + strokes[i]);
    text[n] = '\0';
    return text;
}

/* As the mainland writes them: 丁 ends in 竖, not in 折; 习 in 提, which is 横; 阝 has two strokes. */
static void how_characters_are_written(void)
{
    CHECK_TEXT(written(U'一'), "1");
    CHECK_TEXT(written(U'丁'), "12");
    CHECK_TEXT(written(U'王'), "1121");
    CHECK_TEXT(written(U'习'), "541");
    CHECK_TEXT(written(U'陈'), "5215234");
    CHECK_TEXT(written(U'江'), "441121");
    CHECK_TEXT(written(U'\U00020BB7'), "121251");     /* 𠮷, outside the first plane */
    CHECK_TEXT(written(U'A'), "");
    CHECK_TEXT(written(0x4dff), "");                  /* before the first block of the table, behind its last */
    CHECK_TEXT(written(0x10ffff), "");
    CHECK_TEXT(written(0), "");
}

static void in_order(const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            int order = strokes_compare(names[i], names[k]);
            if ((order < 0) != (i < k) || (order > 0) != (i > k))
                check_fail(__FILE__, __LINE__, "%s and %s: %d", names[i], names[k], order);
        }
}

static void surnames_by_count_then_by_stroke(void)
{
    static const char *const names[] = {
        "丁一", "卜平", "于明", "万里", "习文", "马力", "王强", "毛宁", "文静", "尹红", "邓华", "石磊", "田野", "白云", "冯军", "刘洋", "江涛",
        "李娜", "吴敏", "何清", "沈明", "张伟", "陈晨", "林晚", "罗成", "周正", "赵亮", "胡杨", "郭平", "唐诗", "黄海", "蒋云", "谢安",
    };
    in_order(names, ARRAY_SIZE(names));
}

/* Of one surname: one character first, then by the second character, then by the third. */
static void given_names(void)
{
    static const char *const names[] = {"王凡", "王强", "王一鸣", "王大同", "王大钧", "王文远", "王海波"};
    static const char *const compound[] = {"欧阳修", "欧阳一凡", "欧阳少东", "洪波"};
    in_order(names, ARRAY_SIZE(names));
    in_order(compound, ARRAY_SIZE(compound));
    CHECK_INT(strokes_compare("王 强", "王强"), 0);
    CHECK_INT(strokes_compare("王　强", "王强"), 0);
    CHECK(strokes_compare("王", "王强") < 0);
}

static void unknown_ones_stand_last(void)
{
    CHECK(strokes_known("石𠮷祥"));
    CHECK(strokes_known("阿依古丽·买买提"));
    CHECK(!strokes_known("Wang"));
    CHECK(!strokes_known("王\U0003FFFDx"));
    CHECK(strokes_compare("魏巍", "Anna") < 0);
    CHECK(strokes_compare("Anna", "魏巍") > 0);
    CHECK_INT(strokes_compare("A", "B"), 0);
    CHECK_INT(strokes_compare("", ""), 0);
}

TESTS({"how characters are written", how_characters_are_written},
      {"surnames by count, then by stroke", surnames_by_count_then_by_stroke}, {"given names", given_names},
      {"unknown ones stand last", unknown_ones_stand_last})

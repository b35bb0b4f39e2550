#include "feature/rectification/reading/title.h"

#include "base/base.h"
#include "feature/rectification/reading/marker.h"
#include "feature/rectification/reading/words.h"

/* A title stands among the first lines, above the first numbered one; its own length is bounded too. */
#define TITLE_LINES 12
#define TITLE_GLYPHS_MIN 4
#define TITLE_GLYPHS_MAX 90

/* Without the spaces that spread a short title (巡 察 公 告). */
static bool ends_as_title(const struct source_text *t, struct passage p)
{
    WORD_LIST(ends, U"通报", U"报告", U"通知", U"清单", U"台账", U"材料", U"情况", U"记录", U"记录表", U"方案", U"公告", U"公示", U"意见", U"要点", U"摘要", U"函", U"纪要", U"决定",
        U"反馈", U"发言", U"会议", U"分解表", U"明细表", U"统计表", U"汇总表", U"登记表", U"检查表", U"提纲", U"讲话", U"总结", U"汇报", U"责任书", U"计划", U"规定", U"办法");
    uint32_t last[8];
    size_t n = 0;
    if (p.to > p.from && t->folded[p.to - 1] == U'）')
        while (p.to > p.from && t->folded[--p.to] != U'（')
            ;
    for (size_t i = p.to; i > p.from && n < ARRAY_SIZE(last); i--)
        if (t->folded[i - 1] != ' ')
            last[n++] = t->folded[i - 1];
    for (word_list e = ends; *e; e++) {
        size_t length = word_length(*e), k = 0;
        while (k < length && k < n && (*e)[length - 1 - k] == last[k])
            k++;
        if (k == length)
            return true;
    }
    return false;
}

/* Running words and navigation have marks that titles have not. */
static bool plain(const struct source_text *t, struct passage p)
{
    struct marker marker;
    if (passage_length(p) < TITLE_GLYPHS_MIN || passage_length(p) > TITLE_GLYPHS_MAX || marker_at(t, p.from, p.to, true, &marker))
        return false;
    for (size_t i = p.from; i < p.to; i++)
        if (t->folded[i] == U'。' || t->folded[i] == U'；' || t->folded[i] == U'，' || t->folded[i] == U'>' || t->folded[i] == U'|')
            return false;
    return t->folded[p.to - 1] != U'：';
}

/* 附件1 区…问题清单, 附件：街道…台账: the name of the paper behind its number. */
static struct passage without_annex(const struct source_text *t, struct passage p)
{
    size_t n = words_at(t, p.from, p.to, WORDS(U"附件", U"附："));
    while (n && p.from + n < p.to && (glyph_digit(t->folded[p.from + n]) || glyph_mark(t->folded[p.from + n])))
        n++;
    p.from += n;
    return passage_trim(t, p);
}

/* The first line of a title that goes on: an organ's name, 中共…委员会, or words that 关于 follows. */
static bool goes_on(const struct source_text *t, struct passage p, struct passage next)
{
    WORD_LIST(organs, U"党组", U"党委", U"委员会", U"党工委", U"工委", U"支部", U"局", U"办公室", U"政府", U"巡察组", U"巡视组", U"公司", U"医院", U"学校", U"学院", U"中心");
    return plain(t, p) && plain(t, next) && ends_as_title(t, next) && passage_length(p) + passage_length(next) <= TITLE_GLYPHS_MAX
        && (words_end(t, p, organs) || words_in(t, p, WORDS(U"关于")) || words_at(t, next.from, next.to, WORDS(U"关于", U"反馈", U"向")));
}

/* A page without line breaks: its title ends at the first space. */
static struct passage head_of_running_line(const struct source_text *t, struct passage p)
{
    for (size_t i = p.from; i < p.to && i <= p.from + TITLE_GLYPHS_MAX; i++)
        if (t->folded[i] == ' ' && i > p.from + TITLE_GLYPHS_MIN) {
            struct passage head = { p.from, i };
            return plain(t, head) && ends_as_title(t, head) ? head : (struct passage){ p.from, p.from };
        }
    return (struct passage){ p.from, p.from };
}

const char *title_read(const struct source_text *t)
{
    struct marker marker;
    for (size_t i = 0; i < t->line_count && i < TITLE_LINES && !t->lines[i].table; i++) {
        struct passage whole = t->lines[i].text, p = without_annex(t, whole);
        if (marker_at(t, p.from, p.to, true, &marker))
            return "";
        bool addresses = !passage_empty(whole) && t->folded[whole.to - 1] == U'：';        /* 各支部： is no first line of a title */
        if (plain(t, p) && !addresses && i + 1 < t->line_count && !t->lines[i + 1].table && !ends_as_title(t, p) && goes_on(t, p, t->lines[i + 1].text))
            return arena_printf(t->arena, "%s%s", source_text_words(t, p), source_text_words(t, t->lines[i + 1].text));
        if (plain(t, p) && ends_as_title(t, p))
            return source_text_words(t, p);
        struct passage head = head_of_running_line(t, p);
        if (!passage_empty(head))
            return source_text_words(t, head);
        if (passage_find_mark(t, whole, U"。") != NOWHERE)
            return "";
    }
    return "";
}

#include "feature/rectification/reading/deadline.h"

#include "feature/rectification/reading/words.h"

/* 2025年春灌前: so many glyphs may stand between the year and 前. */
#define SEASON_GLYPHS_MAX 5
#define CLAUSE_GLYPHS_MAX 200

struct written_date {
    int year, month;
    size_t end;
};

static size_t digits_at(const struct source_text *t, size_t at, size_t end, int *ret)
{
    size_t n = 0;
    *ret = 0;
    while (at + n < end && n < 4 && glyph_digit(t->folded[at + n])) {
        *ret = *ret * 10 + (int)(t->folded[at + n] - '0');
        n++;
    }
    return n;
}

/* 2025年6月底  6月30日  2025年底 ; false when no year or month stands there. */
static bool date_at(const struct source_text *t, size_t at, size_t end, struct written_date *d)
{
    *d = (struct written_date){ 0 };
    int number;
    size_t i = at, n = digits_at(t, i, end, &number);
    if (n == 4 && glyph_is(t, i + n, end, U'年')) {
        d->year = number;
        i += n + 1;
        n = digits_at(t, i, end, &number);
    }
    if (n && n <= 2 && glyph_is(t, i + n, end, U'月')) {
        d->month = number;
        i += n + 1;
        n = digits_at(t, i, end, &number);
        if (n && n <= 2 && glyph_is(t, i + n, end, U'日'))
            i += n + 1;
    }
    if (!d->year && !d->month)
        return false;
    i += words_at(t, i, end, WORDS(U"底", U"末", U"初", U"中旬", U"上旬", U"下旬", U"份", U"底之"));
    d->end = i;
    return true;
}

static size_t before_at(const struct source_text *t, size_t at, size_t end)
{
    size_t n = words_at(t, at, end, WORDS(U"之前", U"前"));
    return n && !words_at(t, at + n, end, WORDS(U"的", U"已", U"后", U"期", U"往", U"来", U"述", U"三", U"半年")) ? n : 0;
}

static bool reports(const struct source_text *t, struct passage clause)
{
    return words_in(t, clause, WORDS(U"报送", U"上报", U"书面报", U"报告整改", U"报市", U"报县", U"报至"));
}

static struct passage clause_around(const struct source_text *t, struct passage p, size_t at)
{
    struct passage c = { at, at };
    while (c.from > p.from && at - c.from < CLAUSE_GLYPHS_MAX && !glyph_stop(t->folded[c.from - 1]) && t->folded[c.from - 1] != U'，')
        c.from--;
    while (c.to < p.to && c.to - at < CLAUSE_GLYPHS_MAX && !glyph_stop(t->folded[c.to]))
        c.to++;
    return c;
}

static bool past(const struct harvest *h, const struct written_date *d)
{
    return !d->year && d->month && h->month && d->month < h->month;
}

/* 计划2025年6月完成 without 前 */
static bool planned(const struct source_text *t, struct passage clause, size_t at, size_t end)
{
    struct passage before = { clause.from, at }, after = { end, clause.to };
    return words_in(t, before, WORDS(U"计划", U"预计", U"力争", U"确保", U"拟于", U"争取", U"将于"))
        && words_in(t, after, WORDS(U"完成", U"到位", U"竣工", U"投用", U"投入使用", U"建成", U"整改", U"清零", U"销号"));
}

static size_t prefix_start(const struct source_text *t, struct passage p, size_t at)
{
    static const uint32_t *const prefixes[] = { U"每年", U"今年", U"当年", U"明年", U"次年", U"本年" };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (at >= p.from + 2 && word_at(t, at - 2, at, prefixes[i]))
            return at - 2;
    return at;
}

static bool dated(const struct harvest *h, struct passage p, size_t at, size_t *ret_end)
{
    const struct source_text *t = h->text;
    struct written_date d;
    if (!date_at(t, at, p.to, &d))
        return false;
    struct passage clause = clause_around(t, p, at);
    size_t before = before_at(t, d.end, p.to);
    for (size_t k = 1; !before && d.year && !d.month && k <= SEASON_GLYPHS_MAX; k++) {
        if (d.end + k >= p.to || glyph_mark(t->folded[d.end + k]) || glyph_digit(t->folded[d.end + k]))
            break;
        before = before_at(t, d.end + k, p.to);
        if (before && t->folded[d.end + k - 1] != U'以')
            d.end += k;
        else
            before = 0;
    }
    *ret_end = d.end + before;
    size_t next;
    struct passage own = passage_until(t, (struct passage){ at, clause.to }, U"，", &next);
    bool done_by = words_in(t, own, WORDS(U"整改到位", U"完成", U"整改完毕", U"落实到位")) && !reports(t, own);
    if (reports(t, clause) && !done_by)
        return false;
    if (before)
        return !past(h, &d);
    return planned(t, clause, at, d.end);
}

bool deadline_in(const struct harvest *h, struct passage p, struct passage *ret)
{
    const struct source_text *t = h->text;
    WORD_LIST(spans, U"一个月内", U"两个月内", U"三个月内", U"六个月内", U"半年内", U"半年之内", U"一年内", U"1年之内", U"2个月内", U"3个月内", U"6个月内", U"年底前", U"月底前", U"年内");
    for (size_t i = p.from; i < p.to; i++) {
        uint32_t c = t->folded[i];
        size_t end;
        if (glyph_digit(c) && (i == p.from || !glyph_digit(t->folded[i - 1])) && dated(h, p, i, &end)) {
            *ret = (struct passage){ prefix_start(t, p, i), end };
            return true;
        }
        size_t n = c == U'一' || c == U'两' || c == U'三' || c == U'六' || c == U'半' || c == U'年' || c == U'月' || glyph_digit(c)
            ? words_at(t, i, p.to, spans) : 0;
        bool alone = i == p.from || (!glyph_digit(t->folded[i - 1]) && t->folded[i - 1] != U'以' && t->folded[i - 1] != U'去' && t->folded[i - 1] != U'每');
        struct passage after = { i + n, clause_around(t, p, i).to };
        if (n && alone && !reports(t, after) && words_in(t, after, WORDS(U"完成", U"到位", U"整改", U"解决", U"清零", U"建成", U"投用", U"化解", U"消除", U"实现", U"办结", U"拆除", U"清退", U"出台"))) {
            *ret = (struct passage){ prefix_start(t, p, i), i + n };
            return true;
        }
    }
    return false;
}

WORD_LIST(classes, U"立行立改，长期坚持", U"长期坚持", U"持续推进", U"立行立改", U"立即整改", U"即知即改", U"立整立改", U"长期整改", U"持续坚持", U"常态化推进");

bool deadline_class_in(const struct source_text *t, struct passage p, struct passage *ret)
{
    for (size_t i = p.from; i < p.to; i++) {
        size_t n = words_at(t, i, p.to, classes);
        if (n) {
            *ret = (struct passage){ i, i + n };
            return true;
        }
    }
    return false;
}

bool deadline_document_date(const struct source_text *t, struct passage p, int *ret_year, int *ret_month)
{
    struct written_date d;
    if (passage_empty(p) || !date_at(t, p.from, p.to, &d) || !d.year || !d.month)
        return false;
    *ret_year = d.year;
    *ret_month = d.month;
    return true;
}

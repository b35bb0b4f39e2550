#include "check.h"
#include "feature/life/activity/minutes.h"

static struct arena *arena;

/* The first words of each part. */
static void parts(const char *source, int year, int wanted, const char *const *heads)
{
    struct minutes_part *parts;
    arena = arena_create(16 << 20);
    struct minutes_text text = minutes_fold(arena, source);
    size_t n = minutes_split(arena, &text, year, &parts);
    CHECK_INT((int64_t)n, wanted);
    for (size_t i = 0; i < n; i++) {
        CHECK(text_starts(text.t + parts[i].from, heads[i]));
        CHECK_INT((int64_t)parts[i].to, (int64_t)(i + 1 < n ? parts[i + 1].from : text.n));
    }
    arena_destroy(arena);
}

static void forms(void)
{
    parts("支委会记录\n时间：2026年1月4日\n决定：1月20日前完成。\n党员大会记录\n地点：会议室\n时间：2026年2月8日\n", 0, 2,
          (const char *const[]){"支委会记录", "党员大会记录"});
    parts("时间：2026年1月4日\n党员大会", 0, 1, (const char *const[]){"时间"});
}

static void sentences(void)
{
    parts("3月4日召开支委会；3月10日开展主题党日。", 2026, 2, (const char *const[]){"3月4日", "3月10日"});
    parts("本月支部于3月4日召开支委会，定于3月10日开展主题党日。", 2026, 1, (const char *const[]){"本月"});
    parts("3月20日前报送党员大会情况。", 2026, 0, NULL);
}

TESTS({"forms begin at their heading", forms}, {"sentences begin at themselves", sentences})

#include "check.h"
#include "feature/life/activity/minutes.h"

static struct arena *arena;
static const struct known_names nobody = {0};

static void reads(const char *list, const struct known_names *known, const char *wanted)
{
    struct absentee *a;
    size_t n = absentees_read(arena, list, known, &a);
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++)
        buffer_addf(&out, "%s%s=%s", i ? " " : "", a[i].name, a[i].reason);
    CHECK_TEXT(out.p, wanted);
}

static void lists(void)
{
    static const char *const members[] = {"孟凡一", "叶知行", "林"};
    const struct known_names known = {members, 3};
    arena = arena_create(16 << 20);
    reads("张三（出差）、李四", &nobody, "张三=出差 李四=");
    reads("张三(出差)，李四：病假；王五因公外出", &nobody, "张三=出差 李四=病假 王五=因公外出");
    reads("张三、李四因病请假", &nobody, "张三=因病 李四=因病");
    reads("张三、李四（均出差）", &nobody, "张三=出差 李四=出差");
    reads("张三同志、李四同志和王五同志", &nobody, "张三= 李四= 王五=");
    reads("无", &nobody, "");
    reads("没有", &nobody, "");
    reads("全体到会", &nobody, "");
    reads("2人：张三、李四", &nobody, "张三= 李四=");
    reads("张三、张三", &nobody, "张三=");
    reads("孟凡一出差叶知行病假", &known, "孟凡一=出差 叶知行=病假");
    reads("林、孟凡一", &known, "林= 孟凡一=");
    reads("各位党员同志都来了没有人缺席会议", &nobody, "");
    reads("", &nobody, "");
    arena_destroy(arena);
}

/* What is kept comes back, name by name. */
static void kept(void)
{
    static const char *const names[] = {"张三", "李四", "王五"};
    const struct known_names absent = {names, 3};
    const struct absentee said[] = {{"张三", "出差"}, {"李四", ""}, {"王五", "在党校培训"}};
    arena = arena_create(16 << 20);
    const char *text = absence_print(arena, said, 3);
    CHECK_TEXT(text, "张三：出差；王五：在党校培训");
    for (int i = 0; i < 3; i++)
        CHECK_TEXT(absence_reason(arena, text, said[i].name, &absent), said[i].reason);
    CHECK_TEXT(absence_reason(arena, "出差", "李四", &absent), "出差");          /* everybody's */
    CHECK_TEXT(absence_reason(arena, "", "李四", &absent), "");
    CHECK_TEXT(absence_reason(arena, "张三出差，其余病假", "李四", &absent), "病假");
    CHECK_TEXT(absence_reason(arena, "张三出差，其余病假", "张三", &absent), "出差");
    CHECK_TEXT(absence_print(arena, said + 1, 1), "");
    arena_destroy(arena);
}

TESTS({"lists as people write them", lists}, {"the form that is kept", kept})

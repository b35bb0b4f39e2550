#include "minutes_fields.h"

static void by_labels(void)
{
    arena = arena_create(16 << 20);
    struct minutes_found m = fields("支委会\n时间：3月4日 地点：会议室 主持：孟凡一 记录（整理）：闻溪\n应到委员5名，实到4名\n缺席：张三（出差）\n议题：\n1、研究党费\n2、研究换届\n");
    CHECK_INT(m.kind, ACTIVITY_COMMITTEE);
    CHECK_TEXT(m.place, "会议室");
    CHECK_TEXT(m.chair, "孟凡一");
    CHECK_TEXT(m.recorder, "闻溪");
    CHECK(m.expected == 5 && m.present == 4 && m.absentee_count == 1);
    CHECK_TEXT(m.topic, "研究党费；研究换届");
    arena_destroy(arena);
}

TESTS({"by labels", by_labels})

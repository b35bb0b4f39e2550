#include "activity_office.h"
#include "document/document.h"
#include "feature/life/activity/record_paper.h"

static struct world w;
static const char *cookie;

static const char *text_of(int64_t activity)
{
    struct composition c;
    CHECK_DONE(record_compose(w.arena, w.system->reader, office_read(&w, &activity_entity, activity), &c));
    return composition_text(&c);
}

static bool says(const char *text, const char *words)
{
    bool there = strstr(text, words) != NULL;
    if (!there)
        printf("# not there: %s\n", words);
    return there;
}

/* Every element of L-15. */
static void elements(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    CHECK_INT(office_post(&w, cookie, "/activity", 0, (struct ask){.inputs = {
        "held_by", unit_text(&w, "SL-Z1"), "kind", "assembly", "held_on", "2026-11-20", "topic", "通报工作", "place", "三楼会议室", "chair", "孟凡一",
        "absent", "闻溪", "absence", "闻溪因公出差"}})->answer.status, 303);
    int64_t id = world_number(&w, "SELECT id FROM activity");
    CHECK_INT(office_post(&w, cookie, "/activity/:id", id, (struct ask){.inputs = {"minutes", "孟凡一通报。\n\n大家讨论。", "recorder", "叶知行"}})->answer.status, 303);
    office_post(&w, cookie, "/decision", 0, (struct ask){.inputs = {"activity", id_of(&w, id), "text", "排出方案", "person", "孟凡一", "due_on", "2026-12-10"}});
    office_post(&w, cookie, "/ballot", 0, (struct ask){.inputs = {"activity", id_of(&w, id), "motion", "通过方案", "yes", "4", "no", "1"}});
    const char *text = text_of(id);
    static const char *const wanted[] = {"水利厅办公室党支部工作记录", "时间\t2026年11月20日（星期五）", "地点\t三楼会议室", "主持\t孟凡一", "记录\t叶知行",
                                         "应到 6 人，实到 5 人", "闻溪（因公出差）", "议题\t通报工作", "孟凡一通报。\n大家讨论。", "（一）排出方案。责任人：孟凡一。完成时限：2026年12月10日。",
                                         "通过方案\t6\t5\t4\t1\t0\t通过"};
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
        CHECK(says(text, wanted[i]));
    CHECK(!strstr(text, "待填"));
    world_close(&w);
}

/* What nobody wrote down is to be filled in, not left out; a late entry says its days and nothing more. */
static void to_fill_in(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    const char *text = text_of(office_activity(&w, cookie, "SL-Z1", "committee", "2026-09-04", "研究党费"));
    static const char *const wanted[] = {"【待填：地点】", "【待填：主持人】", "【待填：应到人数】", "没有形成决议", "没有表决事项", "缺席（原因）\t无", "补录：活动之后 83 天录入"};
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
        CHECK(says(text, wanted[i]));
    world_close(&w);
}

static void a_year(void)
{
    struct composition c;
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    int64_t ids[] = {office_activity(&w, cookie, "SL-Z1", "committee", "2026-11-04", "研究党费"),
                     office_activity(&w, cookie, "SL-Z1", "theme_day", "2026-11-10", "学习讨论")};
    int64_t unit = world_number(&w, "SELECT id FROM unit WHERE code = 'SL-Z1'");
    CHECK_DONE(records_compose(w.arena, w.system->reader, unit, 2026, ids, 2, &c));
    const char *text = composition_text(&c);
    CHECK(says(text, "水利厅办公室党支部2026年工作记录"));
    CHECK(says(text, "11月10日\t主题党日\t学习讨论\t6\t6"));
    CHECK(says(text, "支委会记录") && says(text, "主题党日记录"));
    CHECK_OUTCOME(records_compose(w.arena, w.system->reader, unit, 2026, ids, 0, &c), NOT_FOUND);
    world_close(&w);
}

TESTS({"every element", elements}, {"what is to be filled in", to_fill_in}, {"a year", a_year})

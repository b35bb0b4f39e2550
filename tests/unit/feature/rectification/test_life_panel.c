#include "life.h"

#include "feature/rectification/figures/life_panel.h"

static const char *line_text(json_t *panel, size_t i, const char *name)
{
    const char *text = json_string_value(json_object_get(json_array_get(json_object_get(panel, "lines"), i), name));
    return text ? text : "";
}

static void shown(struct ledger *l, int64_t problem, json_t **ret)
{
    static bool once;
    struct session session = {0};
    if (!once)
        json_setup();
    once = true;
    struct request r = {.arena = l->w.arena, .db = l->w.db, .session = &session};
    json_begin(l->w.arena);
    CHECK_DONE(life_panel(&r, ledger_read(l, &problem_entity, problem), ret));
    json_end();
}

static void a_life_is_told_from_the_feedback_to_the_last_recheck(void)
{
    static const char *const kinds[] = {"feedback", "created", "claim", "plan", "start", "evidence", "request_closing", "endorse",
                                        "accept", "recheck"};
    struct ledger l;
    json_t *panel;
    ledger_open(&l);
    life_people(&l);
    life_clock = clock_now_ms();
    struct record *problem = life_closed(&l, 1);
    CHECK_DONE(ACT(reviewer, "recheck", NULL, "recheck_how", "visit", "recheck_finding", "走访三名党员，均参加了选举"));
    shown(&l, problem->id, &panel);
    CHECK_INT((int64_t)json_array_size(json_object_get(panel, "lines")), (int64_t)ARRAY_SIZE(kinds));
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        CHECK_TEXT(line_text(panel, i, "kind"), kinds[i]);
    CHECK_TEXT(line_text(panel, 0, "day"), "2026-07-06");
    CHECK_TEXT(line_text(panel, 0, "words"), "未按期换届");
    CHECK_TEXT(line_text(panel, 4, "title"), "批准方案 → 整改中");
    CHECK_TEXT(line_text(panel, 5, "words"), "选举结果批复，事实发生在 2026-03-01");
    CHECK_TEXT(line_text(panel, 5, "paper"), "水利机党〔2026〕9号");
    CHECK_TEXT(line_text(panel, 6, "words"), "已换届");
    CHECK(*line_text(panel, 8, "who"));
    CHECK_TEXT(line_text(panel, 9, "words"), "走访三名党员，均参加了选举");
    life_clock = 0;
    clock_set(0);
    world_close(&l.w);
}

static void what_is_open_ends_with_its_deadline(void)
{
    struct ledger l;
    json_t *panel;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_rectifying(&l, 1, NULL);
    shown(&l, problem->id, &panel);
    size_t n = json_array_size(json_object_get(panel, "lines"));
    CHECK_TEXT(line_text(panel, n - 1, "kind"), "ahead");
    CHECK_TEXT(line_text(panel, n - 1, "day"), "2030-12-31");
    world_close(&l.w);
}

TESTS({"a life is told from the feedback to the last recheck", a_life_is_told_from_the_feedback_to_the_last_recheck},
      {"what is open ends with its deadline", what_is_open_ends_with_its_deadline})

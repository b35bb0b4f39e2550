#include "feature/rectification/reading/walk.h"

#include "harvested.h"

static struct harvested d;

/* What the first paragraph gives in a context; its units behind @. */
static const char *words(const char *text, enum context context, struct walk w)
{
    d = harvested_open(text);
    w.h = &d.h;
    const struct node *n = harvested_node(&d, 0);
    struct buffer b = buffer_in(reading_arena);
    bool took = walk_words(&w, n->lead, context, n);
    buffer_addf(&b, "%s%s", took ? "+" : "", harvested_print(&d));
    for (size_t i = 0; i < d.h.count; i++) {
        const struct draft *draft = &d.h.drafts[i];
        if (!passage_empty(draft->unit))
            buffer_addf(&b, "@%s", source_text_words(d.h.text, draft->unit));
        if (draft->status)
            buffer_addf(&b, "=%s", draft->status);
    }
    return b.p;
}

static void running_words_that_state_problems(void)
{
    static const struct { const char *text; enum context context; const char *wanted; } rows[] = {
        {"巡察发现，局党组存在站位不高、措施不力等问题。", CONTEXT_OPEN, "站位不高|措施不力"},
        {"局党组存在站位不高、措施不力等问题。", CONTEXT_OPEN, "站位不高|措施不力"},
        {"局党组存在站位不高、措施不力等问题。", CONTEXT_FOUND, "站位不高|措施不力"},
        {"主要存在以下问题：学习不深入；作风不实。", CONTEXT_OPEN, "学习不深入|作风不实"},
        {"巡察指出，学习不深入；作风不实。", CONTEXT_OPEN, ""}, {"巡察指出，学习不深入；作风不实。", CONTEXT_FOUND, "学习不深入|作风不实"},
        {"学习不深入，作风不实。去年读文件多。", CONTEXT_FOUND, "学习不深入，作风不实"}, {"学习不深入。", CONTEXT_OPEN, ""},
        {"学习不深入。", CONTEXT_FIXED, ""}, {"召开会议3次。", CONTEXT_FOUND, ""},
        {"发现上述问题线索处理不力。", CONTEXT_FOUND, "上述问题线索处理不力"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *got = words(rows[i].text, rows[i].context, (struct walk){0});
        if (strcmp(got, rows[i].wanted))
            check_fail(__FILE__, __LINE__, "%s: got %s, wanted %s", rows[i].text, got, rows[i].wanted);
    }
}

static void problems_with_their_states_in_one_paragraph(void)
{
    static const char text[] = "台账不全的问题，已整改。补建台账3本。值班不到位的问题，正在整改。";
    CHECK_TEXT(words(text, CONTEXT_FIXED, (struct walk){.blocks = true}), "台账不全{补建台账3本}|值班不到位=已整改=正在整改");
    /* where problems show themselves, other running words add none */
    CHECK_TEXT(words("主要存在以下问题：学习不深入；作风不实。", CONTEXT_OPEN, (struct walk){.blocks = true}), "");
}

static void a_record_says_what_was_found_and_decided(void)
{
    CHECK_TEXT(words("组织委员通报，一季度检查发现台账不全。会议决定，由乙某负责补建台账。", CONTEXT_OPEN, (struct walk){0}),
               "一季度检查发现台账不全{由乙某负责补建台账}");
    CHECK_TEXT(words("检查发现，台账不全；值班不到位。会议决定：1.补建台账；2.加强值班。", CONTEXT_OPEN, (struct walk){0}),
               "台账不全{补建台账}|值班不到位{加强值班}");
    CHECK_TEXT(words("检查发现台账不全。\n会议决定，补建台账。\n", CONTEXT_OPEN, (struct walk){0}), "检查发现台账不全{补建台账}");
    CHECK_TEXT(words("会议决定，补建台账。", CONTEXT_OPEN, (struct walk){0}), "");
}

static void each_unit_its_own_problem(void)
{
    static const char text[] = "东川市部分部门布置不及时。南湖市个别单位台账不全。";
    CHECK_TEXT(words(text, CONTEXT_OPEN, (struct walk){.finding = true}), "部分部门布置不及时|个别单位台账不全@东川市@南湖市");
    CHECK_TEXT(words(text, CONTEXT_OPEN, (struct walk){0}), "");
    CHECK_TEXT(words("东川市部分部门布置不及时。召开会议3次。", CONTEXT_OPEN, (struct walk){.finding = true}), "");
    CHECK_TEXT(words("县城投公司党委：台账不全；值班不到位。", CONTEXT_OPEN, (struct walk){0}), "台账不全|值班不到位@县城投公司党委@县城投公司党委");
}

static void the_list_that_the_last_words_announce(void)
{
    CHECK_TEXT(words("检查发现以下问题：\n1.台账不全\n2.值班不到位\n", CONTEXT_OPEN, (struct walk){0}), "");
    d = harvested_open("巡察发现，存在以下问题：1.台账不全；2.值班不到位。");
    struct walk w = {.h = &d.h};
    const struct node *n = harvested_node(&d, 0);
    CHECK(walk_words(&w, n->lead, CONTEXT_OPEN, n));
    CHECK_TEXT(harvested_print(&d), "台账不全|值班不到位");
}

static void a_summary_waits(void)
{
    d = harvested_open("各单位不同程度存在学习不深入、作风不实等问题。");
    struct walk w = {.h = &d.h, .finding = true};
    walk_words(&w, harvested_all(&d), CONTEXT_OPEN, harvested_node(&d, 0));
    CHECK_INT((int64_t)d.h.count, 0);
    CHECK_INT((int64_t)w.summary_count, 1);
}

static void who_is_told(void)
{
    static const struct { const char *text, *unit; } rows[] = {
        {"巡察组向县教育局党组反馈巡察情况", "县教育局党组"}, {"近日，巡察组分别向县教育局、县水利局反馈了情况", ""}, {"巡察组向群众反馈情况", ""},
        {"面向基层，巡察组向县水利局党组反馈情况", "县水利局党组"}, {"巡察组向县教育局党组通报", ""},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        d = harvested_open(rows[i].text);
        CHECK_TEXT(source_text_words(d.h.text, walk_reported_unit(d.h.text, harvested_all(&d))), rows[i].unit);
    }
}

static void numbered_pieces_that_sound_like_problems(void)
{
    d = harvested_open("一、甲\n1.学习不深入\n2.召开会议3次\n3.作风不实。去年读文件多。\n二、乙\n一要克服作风不实。\n");
    CHECK_INT(walk_problem_items(d.h.text, harvested_node(&d, 0)), 2);
    CHECK_INT(walk_problem_items(d.h.text, harvested_node(&d, 1)), 0);
}

TESTS({"running words that state problems", running_words_that_state_problems},
      {"problems with their states in one paragraph", problems_with_their_states_in_one_paragraph},
      {"a record says what was found and decided", a_record_says_what_was_found_and_decided},
      {"each unit its own problem", each_unit_its_own_problem},
      {"the list that the last words announce", the_list_that_the_last_words_announce}, {"a summary waits", a_summary_waits},
      {"who is told", who_is_told}, {"numbered pieces that sound like problems", numbered_pieces_that_sound_like_problems})

/* 专题分析会纪要: what a meeting found at the root of its problems, by the three routes of the founding article, and decided. */
#include "feature/rectification/common/common.h"
#include "feature/rectification/papers/papers.h"

static const char *shown(struct arena *arena, const struct record *record, int field)
{
    return value_print(arena, &record->entity->fields[field], &record->values[field]);
}

static int problems_compose(struct db *db, const struct record *meeting, struct composition *c)
{
    const struct field_value *problems = &meeting->values[MEETING_PROBLEMS];
    for (int i = 0; problems->set && i < problems->n; i++) {
        struct record *problem;
        TRY(record_read(c->arena, db, &problem_entity, problems->ids[i], &problem));
        compose(c, PAPER_BODY, "%d.%s。", i + 1, compose_clause(c, record_text(problem, PROBLEM_SYMPTOM), "问题"));
    }
    if (!problems->set || !problems->n)
        compose(c, PAPER_BODY, "%s。", compose_value(c, "", "讨论的问题"));
    return DONE;
}

static int decisions_compose(struct db *db, const struct record *meeting, struct composition *c)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int number = 0, step;
    TRY(db_query(db, &s, "SELECT text, person, deadline FROM meeting_decision WHERE meeting = ?1 ORDER BY position, id",
                 value_int(meeting->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const char *who = statement_is_null(s, 1) ? "" : names_title(c->arena, &person_entity, statement_int(s, 1));
        const char *when = statement_is_null(s, 2) ? "" : date_words(c->arena, statement_text(s, 2));
        compose(c, PAPER_BODY, "（%s）%s。责任人：%s；完成时限：%s。", number_words(c->arena, ++number),
                compose_clause(c, statement_text(s, 0), "决定事项"), compose_value(c, who, "责任人"), compose_value(c, when, "完成时限"));
    }
    if (!number)
        compose(c, PAPER_BODY, "%s。", compose_value(c, "", "议定事项"));
    return step;
}

int compose_meeting(struct arena *arena, struct db *db, const struct record *meeting, struct composition *c)
{
    static const struct { int field; const char *heading, *what; } routes[] = {
        {MEETING_GUIDANCE, "（一）从工作指导上找不足", "工作指导上的不足"},
        {MEETING_ENFORCEMENT, "（二）从制度执行上查短板", "制度执行上的短板"},
        {MEETING_MECHANISM, "（三）联系同类问题深研机理", "机理分析"},
    };
    const char *unit = names_title(arena, &unit_entity, record_int(meeting, MEETING_HELD_BY));
    *c = (struct composition){.arena = arena};
    composition_start(c, arena, arena_printf(arena, "%s%s纪要", unit, record_text(meeting, MEETING_TOPIC)));
    compose(c, PAPER_BODY, "%s，%s主持召开%s，对照反馈和检查出的问题，深挖根源，研究措施。现将会议情况纪要如下。",
            compose_value(c, date_words(arena, record_text(meeting, MEETING_HELD_ON)), "开会日期"),
            compose_value(c, shown(arena, meeting, MEETING_CHAIR), "主持人"), record_text(meeting, MEETING_TOPIC));
    compose(c, PAPER_HEADING_1, "一、讨论的问题");
    TRY(problems_compose(db, meeting, c));
    compose(c, PAPER_HEADING_1, "二、根源分析");
    for (size_t i = 0; i < ARRAY_SIZE(routes); i++) {
        compose(c, PAPER_HEADING_2, "%s", routes[i].heading);
        compose(c, PAPER_BODY, "%s。", compose_clause(c, record_text(meeting, routes[i].field), routes[i].what));
    }
    compose(c, PAPER_HEADING_1, "三、议定事项");
    TRY(decisions_compose(db, meeting, c));
    compose(c, PAPER_BODY, "主持：%s。", compose_value(c, shown(arena, meeting, MEETING_CHAIR), "主持人"));
    compose(c, PAPER_BODY, "参会：%s。", compose_value(c, shown(arena, meeting, MEETING_ATTENDEES), "参会人员"));
    compose(c, PAPER_BODY, "记录：%s。", compose_value(c, "", "记录人"));
    compose_signature(c, unit);
    return DONE;
}

/* GET /analysis_meeting/ID/minutes.docx */
int meeting_paper_model(struct request *r)
{
    struct record *meeting;
    struct composition c;
    TRY(request_record(r, &meeting));
    TRY(compose_meeting(r->arena, r->db, meeting, &c));
    return draft_answer(r, "专题分析会纪要", &c);
}

int meeting_paper_panel(struct request *r, const struct record *meeting, json_t **ret)
{
    char id[ID_TEXT];
    bool may = access_may(r->session->access, &analysis_meeting_entity, "export")
        && access_record(r->session->access, r->db, &analysis_meeting_entity, "export", meeting->id) == DONE;
    *ret = may ? json_pack("{s:s}", "id", id_print(meeting->id, id)) : NULL;
    return DONE;
}

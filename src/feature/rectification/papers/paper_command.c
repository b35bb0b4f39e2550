/* mingze paper KIND --source ID -o OUT.docx: a paper as a draft, and what is still to be filled in. */
#include <stdio.h>
#include <string.h>

#include "feature/rectification/common/common.h"
#include "feature/rectification/papers/papers.h"

const struct option paper_command_options[] = {
    {"output", 'o', OPTION_PATH, "OUT.docx", "写到哪里", .required = true},
    {"source", 0, OPTION_TEXT, "ID", "反馈来源的编号"},
    {"meeting", 0, OPTION_TEXT, "ID", "专题分析会的编号（meeting 用）"},
    {"sender", 0, OPTION_TEXT, "单位", "发函单位的名称（督办函、提示函）"},
    {0},
};

/* How long it is, and what is still to be filled in. */
static void remarks_print(const struct command_call *call, const char *label, const struct composition *c)
{
    const char *warning = paper_length_warning(call->arena, composition_characters(c));
    draft_print(call, label, c);
    if (warning)
        fprintf(call->err, "%s\n", warning);
    if (c->clean)
        fprintf(call->err, "已把 %d 处已知人名换成“某某”；系统里没有的人名认不出来，公开前请通读\n", c->hidden);
}

static int kinds_print(const struct command_call *call)
{
    fprintf(call->err, "没有“%s”这种公文，可以写：", call->arguments[0]);
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++)
        fprintf(call->err, "%s（%s）、", kind->name, kind->label);
    fputs("meeting（专题分析会纪要）\n", call->err);
    return 2;
}

static int source_compose(struct command_call *call, const struct paper_kind *kind, struct composition *ret)
{
    struct paper_facts facts;
    const char *source = command_option(call, "source"), *sender = command_option(call, "sender");
    if (!source)
        return fail(INVALID, "请写 --source ID：哪一个反馈来源；mingze export source 列出全部");
    int outcome = paper_facts_of_source(call->arena, call->system->reader, NULL, id_parse(source), &facts);
    if (outcome == NOT_FOUND)
        return fail(NOT_FOUND, "没有编号是 %s 的反馈来源；mingze export source 列出全部", source);
    TRY(outcome);
    if (sender)
        facts.sender = sender;
    return paper_compose(kind, &facts, ret);
}

static int meeting_compose(struct command_call *call, struct composition *ret)
{
    struct record *meeting;
    const char *id = command_option(call, "meeting");
    if (!id)
        return fail(INVALID, "请写 --meeting ID：哪一次专题分析会；mingze export analysis_meeting 列出全部");
    int outcome = record_read(call->arena, call->system->reader, &analysis_meeting_entity, id_parse(id), &meeting);
    if (outcome == NOT_FOUND)
        return fail(NOT_FOUND, "没有编号是 %s 的专题分析会；mingze export analysis_meeting 列出全部", id);
    TRY(outcome);
    return compose_meeting(call->arena, call->system->reader, meeting, ret);
}

int paper_command_run(struct command_call *call)
{
    const struct paper_kind *kind = paper_kind_find(call->arguments[0]);
    struct composition c;
    if (!kind && strcmp(call->arguments[0], "meeting"))
        return kinds_print(call);
    int outcome = kind ? source_compose(call, kind, &c) : meeting_compose(call, &c);
    if (outcome == DONE)
        outcome = composition_write(&c, command_option(call, "output"));
    if (outcome == DONE)
        remarks_print(call, kind ? kind->label : "专题分析会纪要", &c);
    return command_end(call, outcome);
}

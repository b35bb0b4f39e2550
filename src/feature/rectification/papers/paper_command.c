/* mingze paper KIND --source ID -o OUT.docx: a paper as a draft, and what is still to be filled in. */
#include <stdio.h>

#include "feature/rectification/papers/papers.h"

const struct option paper_command_options[] = {
    {"output", 'o', OPTION_PATH, "OUT.docx", "写到哪里", .required = true},
    {"source", 0, OPTION_TEXT, "ID", "反馈来源的编号", .required = true},
    {"sender", 0, OPTION_TEXT, "单位", "发函单位的名称（督办函、提示函）"},
    {0},
};

static void remarks_print(const struct command_call *call, const struct paper_kind *kind, const struct composition *c)
{
    const char *const *marks;
    size_t n = composition_marks(c, &marks), characters = composition_characters(c);
    const char *warning = paper_length_warning(call->arena, characters);
    fprintf(call->err, "%s：约 %zu 字，待填 %zu 处", kind->label, characters, n);
    for (size_t i = 0; i < n; i++)
        fprintf(call->err, "%s%s", i ? "、" : "：", marks[i]);
    fputs("\n", call->err);
    if (warning)
        fprintf(call->err, "%s\n", warning);
    if (kind->public)
        fprintf(call->err, "已把 %d 处已知人名换成“某某”；系统里没有的人名认不出来，公开前请通读\n", c->hidden);
}

int paper_command_run(struct command_call *call)
{
    const struct paper_kind *kind = paper_kind_find(call->arguments[0]);
    struct paper_facts facts;
    struct composition c;
    if (!kind) {
        fprintf(call->err, "没有“%s”这种公文，可以写：", call->arguments[0]);
        for (kind = paper_kinds; kind->name; kind++)
            fprintf(call->err, "%s%s（%s）", kind == paper_kinds ? "" : "、", kind->name, kind->label);
        fputs("\n", call->err);
        return 2;
    }
    int outcome = paper_facts_of_source(call->arena, call->system->reader, NULL, id_parse(command_option(call, "source")), &facts);
    if (outcome == NOT_FOUND)
        outcome = fail(NOT_FOUND, "没有编号是 %s 的反馈来源；mingze export source 列出全部", command_option(call, "source"));
    if (outcome == DONE && command_option(call, "sender"))
        facts.sender = command_option(call, "sender");
    if (outcome == DONE)
        outcome = paper_compose(kind, &facts, &c);
    if (outcome == DONE)
        outcome = composition_write(&c, command_option(call, "output"));
    if (outcome == DONE)
        remarks_print(call, kind, &c);
    return command_end(call, outcome);
}

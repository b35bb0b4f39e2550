/* mingze rulebook check FILE, mingze rulebook show. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "feature/life/commands.h"
#include "feature/life/pages.h"
#include "feature/life/rulebook/rulebook.h"

enum { RULEBOOK_BYTES_MAX = 4 << 20 };

static int file_read(struct arena *arena, const char *path, char **ret, size_t *ret_n)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(NOT_FOUND, "%s：打不开：%s", path, strerror(errno));
    char *text = arena_alloc(arena, RULEBOOK_BYTES_MAX + 2);
    *ret_n = fread(text, 1, RULEBOOK_BYTES_MAX + 1, file);
    bool broken = ferror(file);
    fclose(file);
    if (broken)
        return fail(UNAVAILABLE, "%s：读不了", path);
    if (*ret_n > RULEBOOK_BYTES_MAX)
        return fail(TOO_LARGE, "%s：太大，规则文件最多 4 MiB", path);
    *ret = text;
    return DONE;
}

int rulebook_check_run(struct command_call *call)
{
    const char *path = call->arguments[0];
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    char *text = NULL;
    size_t n = 0;
    int outcome = file_read(call->arena, path, &text, &n);
    if (outcome != DONE) {
        fprintf(call->err, "%s\n", error_message());
        return 1;
    }
    outcome = rulebook_read(call->arena, text, n, &book, &faults);
    for (size_t i = 0; i < faults.n; i++) {
        const struct rulebook_fault *fault = &faults.items[i];
        fprintf(call->err, "%s：第 %d 行%s%s：%s\n", path, fault->line, *fault->field ? "，" : "", fault->field, fault->message);
    }
    if (outcome != DONE)
        return 1;
    fprintf(call->out, "没有错误：%u 条规则，出自 %u 个规定\n", book->rule_count, book->regulation_count);
    rulebook_free(book);
    return 0;
}

json_t *rule_json(struct arena *arena, const struct rulebook *book, const struct rule *rule)
{
    json_t *o = json_object();
    json_object_set_new(o, "id", json_string(rule->id));
    json_object_set_new(o, "name", json_string(rule->name));
    json_object_set_new(o, "kind", json_string(rule_kind_ids[rule->kind]));
    json_object_set_new(o, "strength", json_string(rule_strength_ids[rule->strength]));
    json_object_set_new(o, "requirement", json_string(rule_requirement(arena, rule)));
    json_object_set_new(o, "regulation", json_string(rule_citation(arena, book, rule)));
    json_object_set_new(o, "from", rule->from ? json_string(rule->from) : json_null());
    json_object_set_new(o, "until", rule->until ? json_string(rule->until) : json_null());
    json_object_set_new(o, "configurable", json_boolean(rule->configurable));
    json_object_set_new(o, "note", json_string(rule->note ? rule->note : ""));
    return o;
}

static void rule_show(struct command_call *call, const struct rulebook *book, const struct rule *rule)
{
    const char *citation = rule_citation(call->arena, book, rule), *needed = rule_requirement(call->arena, rule);
    fprintf(call->out, "%-5s %s　%s", rule->id, rule->name, rule_strength_ids[rule->strength]);
    if (*needed)
        fprintf(call->out, "　%s", needed);
    if (*citation)
        fprintf(call->out, "　%s", citation);
    if (rule->from || rule->until)
        fprintf(call->out, "　[%s 至 %s]", rule->from ? rule->from : "始", rule->until ? rule->until : "今");
    if (rule->configurable)
        fputs("　可设置", call->out);
    fputc('\n', call->out);
    if (rule->note)
        fprintf(call->out, "      %s\n", rule->note);
}

int rulebook_show_run(struct command_call *call)
{
    const struct rulebook *book = rulebook();
    json_t *all = json_array();
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (call->argument_count && strcmp(rule->id, call->arguments[0]))
            continue;
        json_array_append_new(all, rule_json(call->arena, book, rule));
        if (!call->json)
            rule_show(call, book, rule);
    }
    size_t n = json_array_size(all);
    if (call->json)
        command_print_json(call, all);
    json_decref(all);
    if (n)
        return 0;
    fprintf(call->err, "没有规则“%s”，不写编号就列出全部\n", call->arguments[0]);
    return 1;
}

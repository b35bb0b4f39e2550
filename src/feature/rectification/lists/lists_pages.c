/* The three lists as files to download; each names its filter, its number of problems and its time. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "feature/rectification/lists/lists_database.h"
#include "feature/rectification/lists/lists_parts.h"

/* Their names differ from place to place (DOMAIN §3.1). */
static const char *const title_settings[LIST__COUNT] = {
    [LIST_PROBLEMS] = "problem_list_title",
    [LIST_RESPONSIBILITY] = "duty_list_title",
    [LIST_RECTIFICATION] = "measure_list_title",
};

/* Parameters that say how the lists look, not which problems they hold. */
static bool parameter_of_look(const char *name)
{
    static const char *const names[] = {"title1", "title2", "title3", "paper"};
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static const char *filter_label(const char *name)
{
    int field = entity_field(&problem_entity, name);
    return !strcmp(name, "q") ? "含有" : !strcmp(name, "unit") ? "单位及下属" :
           field >= 0 ? problem_entity.fields[field].label : name;
}

const char *unit_title(struct request *r, int64_t id)
{
    bool may = id && access_record(r->session->access, r->db, &unit_entity, "read", id) == DONE;
    return may ? names_title(r->arena, &unit_entity, id) : "";
}

/* A filter's value as people read it. */
static const char *filter_value(struct request *r, const struct list_filter *f)
{
    int field = entity_field(&problem_entity, f->field);
    const struct field *of = field >= 0 ? &problem_entity.fields[field] : NULL;
    if (!strcmp(f->field, "unit"))
        return unit_title(r, id_parse(f->value));
    if (of && of->kind == FIELD_ENUM) {
        const struct choice *choice = choice_find(of->choices, f->value);
        return choice ? choice->label : f->value;
    }
    if (of && of->kind == FIELD_REF) {
        struct record *target;
        if (access_read(r->session->access, r->arena, r->db, field_target(of), id_parse(f->value), &target) == DONE)
            return record_title(r->arena, target);
    }
    return f->value;
}

static const char *note_make(struct request *r, const struct list_filter *filters, int n, size_t count)
{
    struct buffer note = buffer_in(r->arena);
    char now[MOMENT_TEXT];
    buffer_adds(&note, "范围：");
    for (int i = 0; i < n; i++)
        buffer_addf(&note, "%s%s“%s”", i ? "，" : "", filter_label(filters[i].field), filter_value(r, &filters[i]));
    if (!n)
        buffer_adds(&note, "本人权限内全部问题");
    buffer_addf(&note, "；共 %zu 条；%s 导出，%s", count, moment_print(clock_now_ms(), now), r->session->name);
    return note.p;
}

static int lists_request(struct request *r, struct list_request *ret)
{
    struct input *filtering = arena_array(r->arena, struct input, r->input_count);
    struct list_filter *filters;
    int n = 0, count;
    for (int i = 0; i < r->input_count; i++)
        if (!parameter_of_look(r->inputs[i].name))
            filtering[n++] = r->inputs[i];
    TRY(list_filters(r->arena, &problem_entity, filtering, n, &filters, &count));
    *ret = (struct list_request){.entity = &problem_entity, .access = r->session->access, .verb = "export",
                                 .filters = filters, .filter_count = count, .order = "source,number,id"};
    return DONE;
}

/* More than an import reads goes in volumes, and so as another kind of file. */
static int workbook_write(struct request *r, const char *path, const struct lists_options *options, const struct lists_rows *rows)
{
    int parts;
    TRY(lists_write_parts(path, options, rows, LISTS_BUDGET, &parts));
    if (parts > 1) {
        r->answer.file_name = "三张清单.zip";
        r->answer.content_type = "application/zip";
    }
    return DONE;
}

static int paper_write(struct request *r, const char *path, const struct lists_options *options, const struct lists_rows *rows)
{
    (void)r;
    return lists_write_paper(path, options, rows);
}

static int lists_model(struct request *r, const char *suffix, const char *content_type,
                       int (*write)(struct request *, const char *, const struct lists_options *, const struct lists_rows *))
{
    struct list_request list;
    struct lists_query *query;
    const char *path;
    TRY(lists_request(r, &list));
    TRY(request_file(r, arena_printf(r->arena, "三张清单%s", suffix), content_type, &path));
    TRY(lists_query_create(r->arena, r->db, &list, &query));
    struct lists_rows rows = lists_query_rows(query);
    struct lists_options options = {
        .note = note_make(r, list.filters, list.filter_count, lists_query_count(query)),
        .paper = !strcmp(request_text(r, "paper"), "4") ? 4 : 3,
    };
    for (int i = 0; i < LIST__COUNT; i++) {
        const char *title = request_text(r, arena_printf(r->arena, "title%d", i + 1));
        options.titles[i] = *title ? title : setting_text(r->system, r->arena, title_settings[i]);
    }
    int outcome = write(r, path, &options, &rows);
    lists_query_destroy(query);
    if (outcome != DONE)
        unlink(path);
    return outcome;
}

int lists_workbook_model(struct request *r)
{
    return lists_model(r, ".xlsx", FILE_TYPE_XLSX, workbook_write);
}

int lists_paper_model(struct request *r)
{
    return lists_model(r, ".docx", FILE_TYPE_DOCX, paper_write);
}

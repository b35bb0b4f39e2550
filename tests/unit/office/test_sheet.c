#include "administered.h"

#include "document/document.h"
#include "office/generic.h"

static struct world w;
static char path[96];

static struct document *written(void)
{
    struct document *document;
    CHECK_DONE(document_read_file(w.arena, path, &document));
    return document;
}

static const struct table *sheet(const struct document *document, const char *name)
{
    for (size_t i = 0; i < document->table_count; i++)
        if (document->tables[i].name && !strcmp(document->tables[i].name, name))
            return &document->tables[i];
    return NULL;
}

static bool says(const struct table *t, const char *a, const char *b)
{
    for (int i = 0; i < t->rows; i++) {
        bool has_a = false, has_b = false;
        for (int k = 0; k < t->columns; k++) {
            has_a |= !strcmp(t->cells[i * t->columns + k].text, a);
            has_b |= strstr(t->cells[i * t->columns + k].text, b) != NULL;
        }
        if (has_a && has_b)
            return true;
    }
    return false;
}

static void begin(void)
{
    world_open(&w);
    snprintf(path, sizeof path, "%s/sheet.xlsx", w.path);
}

static void a_list_goes_out_with_its_note(void)
{
    int64_t rows;
    begin();
    const struct list_filter filter = {"state", "is", "active"};
    const struct list_request list = {.entity = &person_entity, .verb = "export", .filters = &filter, .filter_count = 1};
    json_begin(w.arena);
    CHECK_DONE(sheet_write(w.arena, w.system->reader, &list, path, "筛选：在岗", &rows));
    json_end();
    CHECK_INT(rows, 22);
    const struct document *document = written();
    const struct table *t = sheet(document, "人员");
    CHECK(t);
    CHECK(says(t, "顾念安", "SL004"));
    bool note = false;
    for (size_t i = 0; i < document->paragraph_count; i++)
        note |= strstr(document->paragraphs[i].text, "筛选：在岗") != NULL;
    CHECK(note);
    CHECK_OUTCOME(sheet_write(w.arena, w.system->reader, &list, "/tmp/mingze-no-such-folder/x.xlsx", "", &rows), INVALID);
    world_close(&w);
}

/* All of it: also what a view leaves out as past. */
static int leave(struct change *outer, void *context)
{
    (void)context;
    return db_run(outer->db, "UPDATE person SET state = 'retired' WHERE code = 'SL004'");
}

static void a_set_goes_out_whole(void)
{
    int64_t rows;
    begin();
    CHECK_DONE(system_write(w.system, leave, NULL, "command"));
    const struct sheet_set set = sheet_set_of(w.arena, &person_entity);
    CHECK_TEXT(set.name, "person");
    json_begin(w.arena);
    CHECK_DONE(sheet_write_set(w.arena, w.system->reader, NULL, &set, path, "", &rows));
    json_end();
    CHECK_INT(rows, 22);
    CHECK(says(sheet(written(), "人员"), "顾念安", "退休"));
    world_close(&w);
}

/* Whoever may not see a phone number gets none in a file either. */
static void rights_hold_in_a_file(void)
{
    int64_t rows;
    begin();
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/me", .cookie = world_session(&w, "linwanzhou")});
    const struct list_request list = {.entity = &person_entity, .access = r->session->access, .verb = "export"};
    json_begin(w.arena);
    CHECK_DONE(sheet_write(w.arena, w.system->reader, &list, path, "", &rows));
    json_end();
    CHECK(rows > 0 && rows < 22);
    CHECK(!says(sheet(written(), "人员"), "顾念安", "SL004"));
    request_finish(r);
    world_close(&w);
}

/* What each column wants, where somebody fills it in. */
static void a_template_explains_itself(void)
{
    begin();
    const struct sheet_set set = sheet_set_of_feature(&organisation_feature);
    CHECK_DONE(sheet_write_template(w.arena, &set, path));
    const struct document *document = written();
    const struct table *t = sheet(document, "说明");
    CHECK(t);
    CHECK(says(t, "姓名", "必填"));
    CHECK(says(t, "状态", "在岗、调离、退休"));
    CHECK(says(t, "领域", "不填按默认"));
    CHECK(says(t, "离岗日期", "日期，如 2026-03-01"));
    CHECK(says(t, "主要负责人", "是、否"));
    CHECK(says(t, "所在处室", "的名称或编码；重名时写“名称（编码）”"));
    for (int i = 0; i < set.n; i++)
        CHECK(sheet(document, set.entities[i]->label));
    world_close(&w);
}

TESTS({"a list goes out with its note", a_list_goes_out_with_its_note}, {"a set goes out whole", a_set_goes_out_whole},
      {"rights hold in a file", rights_hold_in_a_file}, {"a template explains itself", a_template_explains_itself})

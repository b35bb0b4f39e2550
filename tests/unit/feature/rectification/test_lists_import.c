#include "../organisation/office_world.h"

#include "feature/rectification/common/rows.h"
#include "feature/rectification/lists/lists_database.h"
#include "feature/rectification/lists/lists_import.h"

static const struct entity *const entities[] = {
    &category_entity, COMMON_ENTITIES_FIRST, COMMON_ENTITIES, &source_entity, &proposal_entity, &problem_entity, &measure_entity,
};

/* One source with two problems, the first with two measures. */
struct ledger {
    struct world w;
    int64_t source, problems[2];
    char path[96];
};

static struct record *fresh(struct ledger *l, const struct entity *entity)
{
    return record_new(l->w.arena, entity);
}

static void save(struct ledger *l, struct record *record)
{
    struct change change = world_change(&l->w, record->entity, "create");
    CHECK_DONE(record_create(&change, record));
}

static void one(struct ledger *l, struct record *record, int field, const char *code)
{
    int64_t id = world_person(&l->w, code);
    record_set_ids(record, field, &id, 1);
}

static void problem_add(struct ledger *l, int i, const char *symptom)
{
    struct record *problem = fresh(l, &problem_entity);
    record_set_int(problem, PROBLEM_SOURCE, l->source);
    record_set_int(problem, PROBLEM_NUMBER, i + 1);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, world_unit(&l->w, "SL-DZ"));
    record_set_text(problem, PROBLEM_SYMPTOM, symptom);
    record_set_text(problem, PROBLEM_WORDS, symptom);
    record_set_text(problem, PROBLEM_DEADLINE, "2026-12-31");
    one(l, problem, PROBLEM_LEADERS, "SL001");
    save(l, problem);
    l->problems[i] = problem->id;
}

static void measure_add(struct ledger *l, int position, const char *text)
{
    struct record *measure = fresh(l, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, l->problems[0]);
    record_set_int(measure, MEASURE_POSITION, position);
    record_set_text(measure, MEASURE_TEXT, text);
    save(l, measure);
}

static void ledger_open(struct ledger *l)
{
    world_open(&l->w, entities, ARRAY_SIZE(entities));
    struct record *source = fresh(l, &source_entity);
    record_set_text(source, SOURCE_TITLE, "督查反馈");
    record_set_text(source, SOURCE_KIND, "supervision");
    record_set_int(source, SOURCE_ACCOUNTABLE, world_unit(&l->w, "SL-DZ"));
    record_set_text(source, SOURCE_DATE, "2026-07-06");
    save(l, source);
    l->source = source->id;
    problem_add(l, 0, "“三会一课”落实不到位");
    problem_add(l, 1, "石𠮷祥同志所在支部未按期换届");
    measure_add(l, 1, "按季召开党员大会");
    measure_add(l, 2, "机关党委每季度参加一次");
    names_commit();
    snprintf(l->path, sizeof l->path, "%s/lists.xlsx", l->w.path);
}

static struct document *exported(struct ledger *l)
{
    struct list_request list = {.entity = &problem_entity, .order = "source,number,id"};
    struct lists_query *query;
    struct document *document;
    CHECK_DONE(lists_query_create(l->w.arena, l->w.db, &list, &query));
    struct lists_rows rows = lists_query_rows(query);
    struct lists_options options = {.paper = 3};
    CHECK_DONE(lists_write_workbook(l->path, &options, &rows));
    lists_query_destroy(query);
    CHECK_DONE(document_read_file(l->w.arena, l->path, &document));
    return document;
}

static struct lists_differences compared(struct ledger *l, struct document *document)
{
    struct lists_differences differences;
    CHECK_DONE(lists_compare(l->w.arena, l->w.db, &l->w.system, document, &differences));
    return differences;
}

/* Writes into the exported table as an officer would: the nth cell under a title that is not empty. */
static void type_into(struct document *document, const char *sheet, const char *title, int row, const char *text)
{
    for (size_t i = 0; i < document->table_count; i++) {
        struct table *t = &document->tables[i];
        for (int cell = 0; t->name && !strcmp(t->name, sheet) && cell < t->rows * t->columns; cell++)
            if (!strcmp(t->cells[cell].text, title)) {
                t->cells[cell + row * t->columns].text = text;
                return;
            }
    }
    CHECK(!"no such sheet or column");
}

static void unchanged(void)
{
    struct ledger l;
    ledger_open(&l);
    struct lists_differences d = compared(&l, exported(&l));
    CHECK_INT(d.n, 0);
    CHECK_INT(d.problems, 2);
    world_close(&l.w);
}

static void edited(void)
{
    struct ledger l;
    struct record *problem;
    ledger_open(&l);
    struct document *document = exported(&l);
    type_into(document, "责任清单", "具体责任人", 1, "孟凡一、姚建平");
    type_into(document, "整改清单", "整改时限", 1, "2026-11-30");
    type_into(document, "整改清单", "措施状态", 2, "进行中");
    struct lists_differences d = compared(&l, document);
    CHECK_INT(d.errors, 0);
    CHECK_INT(d.n, 3);
    struct change change = world_change(&l.w, &problem_entity, "change");
    CHECK_DONE(lists_apply(&change, &d));
    CHECK_DONE(record_read(l.w.arena, l.w.db, &problem_entity, l.problems[0], &problem));
    CHECK_TEXT(record_text(problem, PROBLEM_DEADLINE), "2026-11-30");
    CHECK_TEXT(record_text(problem, PROBLEM_ORIGINAL_DEADLINE), "2026-12-31");
    CHECK_INT(problem->values[PROBLEM_PERSONS].n, 2);
    CHECK_INT(compared(&l, exported(&l)).n, 0);
    world_close(&l.w);
}

static void wrong_cells_are_named(void)
{
    struct ledger l;
    ledger_open(&l);
    struct document *document = exported(&l);
    type_into(document, "责任清单", "具体责任人", 1, "查无此人");
    type_into(document, "整改清单", "整改时限", 1, "年底");
    struct lists_differences d = compared(&l, document);
    CHECK_INT(d.n, 2);
    CHECK_INT(d.errors, 2);
    CHECK(d.rows[0].error && *d.rows[0].error);
    CHECK(d.rows[0].place.row > 1);
    world_close(&l.w);
}

static void contradiction(void)
{
    struct ledger l;
    ledger_open(&l);
    struct document *document = exported(&l);
    type_into(document, "问题清单", "问题表现", 1, "甲");
    type_into(document, "责任清单", "问题表现", 1, "乙");
    struct lists_differences d = compared(&l, document);
    CHECK_INT(d.n, 1);
    CHECK_INT(d.errors, 1);
    world_close(&l.w);
}

static void foreign_workbook(void)
{
    struct ledger l;
    struct lists_differences d;
    ledger_open(&l);
    struct document *document;
    static const char other[] = "甲,乙\n1,2\n";
    CHECK_DONE(document_read(l.w.arena, "a.csv", other, sizeof other - 1, &document));
    CHECK_OUTCOME(lists_compare(l.w.arena, l.w.db, &l.w.system, document, &d), INVALID);
    world_close(&l.w);
}

TESTS({"an unchanged workbook has no differences", unchanged},
      {"edited cells are saved, the first deadline stays", edited},
      {"wrong cells are named and nothing is taken", wrong_cells_are_named},
      {"two new values for one fact contradict", contradiction},
      {"another workbook is refused", foreign_workbook})

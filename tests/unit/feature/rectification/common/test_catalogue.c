#include "issued.h"

/* Issuing makes one comparison a unit with an empty answer an item; before, there is nothing below. */
static void issuing_asks_every_unit(void)
{
    struct issued i;
    issued_draft(&i);
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM comparison"), 0);
    CHECK_DONE(issued_act(&i, &catalogue_entity, i.catalogue->id, "issue", NULL, NULL, NULL));
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM comparison"), 2);
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM comparison_answer WHERE answer IS NULL"), 4);
    struct record *catalogue = ledger_read(&i.l, &catalogue_entity, i.catalogue->id);
    CHECK_TEXT(record_text(catalogue, CATALOGUE_ISSUED_ON), issued_day(&i, 0));
    CHECK_TEXT(record_text(ledger_read(&i.l, &comparison_entity, issued_comparison(&i, "SL-DZ")), COMPARISON_TITLE),
               "突出问题目录：中共云岭省水利厅党组");
    world_close(&i.l.w);
}

static void what_is_not_whole_is_not_issued(void)
{
    struct issued i;
    issued_draft(&i);
    struct record *catalogue = record_copy(i.l.w.arena, i.catalogue);
    record_set_text(catalogue, CATALOGUE_ANSWER_BY, issued_day(&i, -1));
    CHECK_DONE(issued_change(&i, catalogue));
    CHECK_OUTCOME(issued_act(&i, &catalogue_entity, catalogue->id, "issue", NULL, NULL, NULL), INVALID);
    CHECK(strstr(issued_said, "对照完成日期"));
    catalogue = ledger_read(&i.l, &catalogue_entity, i.catalogue->id);
    record_set_text(catalogue, CATALOGUE_ANSWER_BY, issued_day(&i, 3));
    record_set_ids(catalogue, CATALOGUE_UNITS, NULL, 0);
    CHECK_DONE(issued_change(&i, catalogue));
    CHECK_OUTCOME(issued_act(&i, &catalogue_entity, catalogue->id, "issue", NULL, NULL, NULL), INVALID);
    CHECK(strstr(issued_said, "发至单位"));
    world_close(&i.l.w);
}

/* Who stands beside or above is not asked, nor the issuer itself. */
static void only_those_below_are_asked(void)
{
    static const char *const refused[] = {"XCB", "GW"};
    struct issued i;
    issued_draft(&i);
    for (size_t k = 0; k < ARRAY_SIZE(refused); k++) {
        const int64_t unit = world_unit(&i.l.w, refused[k]);
        struct record *catalogue = ledger_read(&i.l, &catalogue_entity, i.catalogue->id);
        record_set_ids(catalogue, CATALOGUE_UNITS, &unit, 1);
        CHECK_OUTCOME(issued_change(&i, catalogue), INVALID);
        CHECK(strstr(issued_said, "不在印发单位之下"));
    }
    world_close(&i.l.w);
}

/* Units may be added, and are asked at once; none is taken out; items stay. */
static void what_is_issued_stands(void)
{
    struct issued i;
    issued_open(&i);
    const int64_t units[] = {world_unit(&i.l.w, "SL-DZ"), world_unit(&i.l.w, "JY-DZ"), world_unit(&i.l.w, "MZ-DZ")};
    struct record *catalogue = record_copy(i.l.w.arena, i.catalogue);
    record_set_ids(catalogue, CATALOGUE_UNITS, units, 3);
    CHECK_DONE(issued_change(&i, catalogue));
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM comparison"), 3);
    catalogue = ledger_read(&i.l, &catalogue_entity, catalogue->id);
    record_set_ids(catalogue, CATALOGUE_UNITS, units + 1, 2);
    CHECK_OUTCOME(issued_change(&i, catalogue), INVALID);
    struct record *item = record_new(i.l.w.arena, &catalogue_item_entity);
    record_set_int(item, ITEM_CATALOGUE, catalogue->id);
    record_set_int(item, ITEM_POSITION, 3);
    record_set_text(item, ITEM_SYMPTOM, "又一条");
    CHECK_OUTCOME(issued_create(&i, item), INVALID);
    item = ledger_read(&i.l, &catalogue_item_entity, i.items[0]);
    record_set_text(item, ITEM_WAY_OUT, "改正文字");
    CHECK_DONE(issued_change(&i, item));
    CHECK_DONE(issued_act(&i, &catalogue_entity, catalogue->id, "end", NULL, NULL, "对照完毕"));
    item = ledger_read(&i.l, &catalogue_item_entity, item->id);
    record_set_text(item, ITEM_WAY_OUT, "再改文字");
    CHECK_OUTCOME(issued_change(&i, item), INVALID);
    world_close(&i.l.w);
}

static bool sees(struct issued *i, const struct access *access, const struct entity *entity, int64_t id)
{
    return access_record(access, i->l.w.db, entity, "read", id) == DONE;
}

/* A draft is nobody's below; issued, it is read where it is answered, and nowhere else. */
static void a_draft_is_not_known_below(void)
{
    static const struct { const char *role, *unit; bool reads; } people[] = {
        {"working_committee_officer", "GW", true}, {"organ_officer", "SL-JW", true}, {"leading_group_secretary", "SL-DZ", true},
        {"organ_officer", "MZ-JW", false}, {"branch_secretary", "SL-Z1", false}, {"outside_reviewer", "XCB", false},
        {"handler", "SL-C1", false}, {"member", "SL-Z1", false},
    };
    struct issued i;
    issued_draft(&i);
    CHECK(!sees(&i, issued_access(&i, "organ_officer", "SL-JW"), &catalogue_entity, i.catalogue->id));
    CHECK_DONE(issued_act(&i, &catalogue_entity, i.catalogue->id, "issue", NULL, NULL, NULL));
    for (size_t k = 0; k < ARRAY_SIZE(people); k++) {
        struct access *access = issued_access(&i, people[k].role, people[k].unit);
        CHECK_INT(sees(&i, access, &catalogue_entity, i.catalogue->id), people[k].reads);
        CHECK_INT(sees(&i, access, &catalogue_item_entity, i.items[0]), people[k].reads);
    }
    world_close(&i.l.w);
}

TESTS({"issuing asks every unit", issuing_asks_every_unit},
      {"what is not whole is not issued", what_is_not_whole_is_not_issued},
      {"only those below are asked", only_those_below_are_asked},
      {"what is issued stands", what_is_issued_stands},
      {"a draft is not known below", a_draft_is_not_known_below})

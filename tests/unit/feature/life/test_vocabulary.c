#include "feature/life/rulebook/vocabulary.h"

#include "check.h"

static int unit(const char *s) { return vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, s); }
static int activity(const char *s) { return vocabulary_find(activity_kind_words, ACTIVITY_KIND__COUNT, s); }

static void units(void)
{
    CHECK_INT(unit("支部"), UNIT_BRANCH);
    CHECK_INT(unit("党支部"), UNIT_BRANCH);
    CHECK_INT(unit("联合党支部"), UNIT_BRANCH);
    CHECK_INT(unit("branch"), UNIT_BRANCH);
    CHECK_INT(unit("BRANCH "), UNIT_BRANCH);
    CHECK_INT(unit("临时党支部"), UNIT_TEMPORARY_BRANCH);
    CHECK_INT(unit("总支"), UNIT_GENERAL_BRANCH);
    CHECK_INT(unit("机关党委"), UNIT_ORGAN_COMMITTEE);
    CHECK_INT(unit("党组(党委)"), UNIT_LEADING_GROUP);
    CHECK_INT(unit("党组（党委）"), UNIT_LEADING_GROUP);
    CHECK_INT(unit("党小组"), UNIT_GROUP);
    CHECK_INT(unit("支"), -1);
    CHECK_INT(unit(""), -1);
    CHECK_INT(unit("  "), -1);
}

static void activities(void)
{
    CHECK_INT(activity("党员大会"), ACTIVITY_ASSEMBLY);
    CHECK_INT(activity("支部党员大会"), ACTIVITY_ASSEMBLY);
    CHECK_INT(activity("l-01"), ACTIVITY_ASSEMBLY);
    CHECK_INT(activity("民主评议"), ACTIVITY_APPRAISAL);
    CHECK_INT(activity("民主生活会"), ACTIVITY_LIFE_MEETING);
    CHECK_INT(activity("组织生活会"), ACTIVITY_ORGANISATION_LIFE);
    CHECK_INT(activity("茶话会"), -1);
}

static void every_word_is_found(void)
{
    for (int i = 0; i < UNIT_KIND__COUNT; i++)
        CHECK_INT(unit(unit_kind_words[i].label), i);
    for (int i = 0; i < ACTIVITY_KIND__COUNT; i++) {
        CHECK_INT(activity(activity_kind_words[i].label), i);
        CHECK_INT(activity(activity_kind_words[i].id), i);
    }
    for (int i = 0; i < SECTOR__COUNT; i++)
        CHECK_INT(vocabulary_find(sector_words, SECTOR__COUNT, sector_words[i].label), i);
}

TESTS({"kinds of unit as people write them", units}, {"kinds of activity as people write them", activities},
      {"every id and label is found as itself", every_word_is_found})

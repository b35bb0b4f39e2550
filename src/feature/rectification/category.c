/* The catalogue of problem categories: one for all, so that similar problems of different units can meet. */
#include "feature/rectification/private.h"

static const struct field fields[CATEGORY__COUNT] = {
    [CATEGORY_NAME] = {"name", "问题类别", NULL, FIELD_TEXT,
                       FIELD_REQUIRED | FIELD_KEY | FIELD_UNIQUE | FIELD_SEARCH, .max = 40},
    [CATEGORY_NOTE] = {"note", "说明", "哪些问题归入此类", FIELD_LONG_TEXT, 0, .max = 500},
    [CATEGORY_RETIRED] = {"retired", "已停用", "停用后不再供选择，旧记录不变", FIELD_BOOL, 0},
};
static const char *const columns[] = {"name", "note", "retired", NULL};
static const struct list_view lists[] = {{"all", "问题类别", columns, "name,id", NULL}, {0}};

const struct entity category_entity = {
    .name = "category", .label = "问题类别", .note = "可编辑的问题类别目录，全系统共用",
    .fields = fields, .field_count = CATEGORY__COUNT, .lists = lists, .title = "name", .menu_order = 60, .flags = ENTITY_GLOBAL | ENTITY_NAMES,
};

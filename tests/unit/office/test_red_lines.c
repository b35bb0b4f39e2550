/* What this system forbids itself (《关于防治“指尖上的形式主义”的若干意见》, 《政务移动互联网应用程序规范化管理办法》):
 * walked over every entity, page and list of the program. */
#include "check.h"

#include "base/base.h"
#include "office/inside.h"
#include "office/pages.h"

extern const struct feature *const features[];
extern const int feature_count;

/* No points, ranking, online time, check-in, likes, tracks, forced pictures, list of who has not read. */
static const char *const forbidden_names[] = {"point", "score", "rank", "online", "login_count", "checkin", "check_in", "like",
                                              "track", "photo", "screenshot", "unread", "read_by", "read_at",
                                              "seen_at", "opened", "clicks"};
static const char *const forbidden_labels[] = {"积分", "得分", "排名", "名次", "在线时长", "登录次数", "打卡", "签到", "点赞",
                                               "轨迹", "照片", "截图", "未读", "已读"};

static void name_allowed(const struct entity *entity, const char *name, const char *label)
{
    for (size_t i = 0; i < ARRAY_SIZE(forbidden_names); i++)
        if (!strcmp(name, forbidden_names[i]))
            check_fail(__FILE__, __LINE__, "%s.%s: forbidden", entity->name, name);
    for (size_t i = 0; i < ARRAY_SIZE(forbidden_labels); i++)
        if (strstr(label, forbidden_labels[i]))
            check_fail(__FILE__, __LINE__, "%s.%s: %s is forbidden", entity->name, name, forbidden_labels[i]);
}

static void nothing_forbidden_is_kept(void)
{
    const struct entity *entity;
    CHECK_DONE(office_setup(features, feature_count));
    for (int i = 0; (entity = registry_at(i)); i++) {
        for (int f = 0; f < entity->field_count; f++)
            name_allowed(entity, entity->fields[f].name, entity->fields[f].label);
        for (const struct derived *d = entity->derived; d && d->name; d++)
            name_allowed(entity, d->name, d->label);
    }
    office_clear();
}

/* What is sent by itself is sent by a job of the morning: within working hours of working days, once. */
static void what_is_told_is_told_in_the_morning(void)
{
    const struct feature *feature;
    bool found = false;
    CHECK_DONE(office_setup(features, feature_count));
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->job_count; k++)
            if (!strcmp(feature->jobs[k].name, "reminders"))
                found = feature->jobs[k].morning && !feature->jobs[k].every_s;
    CHECK(found);
    office_clear();
}

/* A document number does where others force an upload. */
static void no_upload_is_forced(void)
{
    const struct entity *entity;
    CHECK_DONE(office_setup(features, feature_count));
    for (int i = 0; (entity = registry_at(i)); i++)
        for (int f = 0; f < entity->field_count; f++)
            CHECK(entity->fields[f].kind != FIELD_FILE || !(entity->fields[f].flags & FIELD_REQUIRED));
    office_clear();
}

static bool asked(const struct field *field)
{
    return !(field->flags & FIELD_SYSTEM);
}

static void asked_once(const struct entity *entity, const struct entity *other)
{
    for (int f = 0; f < entity->field_count; f++)
        for (int g = 0; g < other->field_count; g++) {
            const struct field *a = &entity->fields[f], *b = &other->fields[g];
            bool same = entity != other || f < g;
            if (same && asked(a) && asked(b) && !strcmp(a->label, b->label) && a->kind == b->kind &&
                text_equal(a->ref, b->ref) && strcmp(a->label, "备注"))
                check_fail(__FILE__, __LINE__, "%s.%s and %s.%s ask for the same: %s", entity->name, a->name, other->name,
                           b->name, a->label);
        }
}

/* Within a record, and of a record and the one it belongs to. */
static void every_fact_is_asked_once(void)
{
    const struct entity *entity;
    CHECK_DONE(office_setup(features, feature_count));
    for (int i = 0; (entity = registry_at(i)); i++) {
        asked_once(entity, entity);
        int parent = entity->parent ? entity_field(entity, entity->parent) : -1;
        if (parent >= 0 && strcmp(entity->name, "proposal"))      /* read for the officer, not asked of him */
            asked_once(entity, field_target(&entity->fields[parent]));
    }
    office_clear();
}

/* Everybody who is signed in finds it in the main menu. */
static void complaints_are_in_the_menu(void)
{
    const struct menu_row *row;
    bool found = false;
    CHECK_DONE(office_setup(features, feature_count));
    for (int i = 0; (row = office_menu_at(i)); i++)
        found |= !strcmp(row->page->path, "/complaint/new") && !strcmp(row->page->verb, VERB_SIGNED_IN);
    CHECK(found);
    office_clear();
}

TESTS({"nothing forbidden is kept", nothing_forbidden_is_kept},
      {"what is told is told in the morning", what_is_told_is_told_in_the_morning},
      {"no upload is forced", no_upload_is_forced},
      {"every fact is asked once", every_fact_is_asked_once},
      {"complaints are in everybody's menu", complaints_are_in_the_menu})

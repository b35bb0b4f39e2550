#include "administered.h"

static bool has_job(const char *name)
{
    for (int i = 0; i < office_feature()->job_count; i++)
        if (!strcmp(office_feature()->jobs[i].name, name))
            return true;
    return false;
}

static void the_office_is_a_feature_like_others(void)
{
    const struct feature *office = office_feature();
    CHECK_TEXT(office->name, "office");
    CHECK(office == office_feature());
    CHECK_INT(office->role_count, office_role_count);
    CHECK_INT(office->right_count, office_right_count);
    CHECK_INT(office->page_count, office_page_rows);
    CHECK_INT(office->command_count, office_command_count);
    CHECK(has_job("session_clean") && has_job("answer_clean") && has_job("reminders"));
    for (int i = 0; i < office->right_count; i++) {
        bool there = false;
        for (int k = 0; k < office->role_count; k++)
            there |= !strcmp(office->rights[i].role, office->roles[k].name) || !strcmp(office->rights[i].role, "*");
        if (!there)
            check_fail(__FILE__, __LINE__, "a right for the role %s, which is none", office->rights[i].role);
    }
}

static int moved(struct change *outer, void *context)
{
    struct record *person;
    struct change change = change_within(outer, &person_entity, "change");
    TRY(record_read(outer->arena, outer->db, &person_entity, *(int64_t *)context, &person));
    record_set_text(person, PERSON_NOTE, "换了处室");
    return record_change(&change, person, 0);
}

/* What somebody may see rests on where units stand and on who he is: a session is read again when that changes. */
static void a_session_follows_who_he_is(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/me", .cookie = cookie});
    const struct session *first = r->session;
    const struct request *same = world_ask(&w, (struct ask){.method = "GET", .row = "/me", .cookie = cookie});
    CHECK(same->session == first);
    int64_t person = world_number(&w, "SELECT id FROM person WHERE code = 'SL004'");
    CHECK_DONE(system_write(w.system, moved, &person, "command"));
    struct request *after = world_ask(&w, (struct ask){.method = "GET", .row = "/me", .cookie = cookie});
    CHECK(after->session != first);
    request_finish(r);
    request_finish((struct request *)same);
    request_finish(after);
    world_close(&w);
}

TESTS({"the office is a feature like others", the_office_is_a_feature_like_others}, {"a session follows who he is", a_session_follows_who_he_is})

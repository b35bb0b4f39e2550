/* Of which units somebody is shown what is found, and that the quick look at the masks leaves nothing out. */
#include "suspicion_office.h"

static struct world w;

static const struct access *access_of(const char *login)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/me", .cookie = world_session(&w, login)});
    const struct access *access = r->session->access;
    request_finish(r);
    return access;
}

static const char *code_of(int64_t unit)
{
    char *code = NULL;
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &code, "SELECT code FROM unit WHERE id = ?1", value_int(unit)));
    return code;
}

/* "SL-Z1 L-01; …" in order of the codes. */
static const char *searched(const char *login, struct suspect_search search)
{
    struct suspects found = {0};
    const char *all = "";
    search.access = access_of(login);
    search.limit = search.limit ? search.limit : 100;
    CHECK_DONE(suspects_search(w.arena, w.system->reader, &search, &found));
    for (size_t done = 0; done < found.n; done++) {
        size_t best = done;
        for (size_t i = done; i < found.n; i++)
            if (strcmp(code_of(found.items[i].unit), code_of(found.items[best].unit)) < 0)
                best = i;
        struct suspect one = found.items[best];
        found.items[best] = found.items[done];
        found.items[done] = one;
        all = arena_printf(w.arena, "%s%s%s %s", all, *all ? "; " : "", code_of(one.unit), one.rule);
    }
    return all;
}

/* One late branch and one late committee in the water organ, one late committee next door, two missed quarters in both. */
static void world_make(void)
{
    life_office(&w);
    all_kept_well(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    elected(&w, (struct election){.unit = "SL-JW", .on = "2021-03-01"});
    elected(&w, (struct election){.unit = "JY-JW", .on = "2021-03-01"});
    not_met(&w, "SL-Z5", "assembly", "2026-05-10");
    not_met(&w, "SL-Z5", "assembly", "2026-08-10");
    not_met(&w, "JY-Z2", "lecture", "2026-05-10");
    not_met(&w, "JY-Z2", "lecture", "2026-08-10");
}

/* A branch itself, a superior its subtree, an outsider nothing. */
static void scope(void)
{
    world_make();
    CHECK_TEXT(searched("gunianan", (struct suspect_search){.verb = "read"}), "SL-JW E-07; SL-Z1 E-07; SL-Z5 L-01");
    CHECK_TEXT(searched("luchangchuan", (struct suspect_search){.verb = "read"}), "SL-JW E-07; SL-Z1 E-07; SL-Z5 L-01");
    CHECK_TEXT(searched("luchangchuan", (struct suspect_search){.verb = "decide"}), "");
    CHECK_TEXT(searched("linwanzhou", (struct suspect_search){.verb = "read"}), "JY-JW E-07; JY-Z2 L-04");
    CHECK_TEXT(searched("hexiaolan", (struct suspect_search){.verb = "decide"}), "JY-JW E-07; JY-Z2 L-04; SL-JW E-07; SL-Z1 E-07; SL-Z5 L-01");
    CHECK_TEXT(searched("mengfanyi", (struct suspect_search){.verb = "read"}), "SL-Z1 E-07");
    CHECK_TEXT(searched("mengfanyi", (struct suspect_search){.verb = "decide"}), "");
    CHECK_TEXT(searched("liuqinghe", (struct suspect_search){.verb = "read"}), "");
    CHECK_TEXT(searched("yanzhengqing", (struct suspect_search){.verb = "read"}), "");
    CHECK_TEXT(searched("hexiaolan", (struct suspect_search){.verb = "read", .unit = unit_id_of(&w, "SL-ZZ")}), "SL-Z5 L-01");
    CHECK_INT((int64_t)strlen(searched("hexiaolan", (struct suspect_search){.verb = "read", .limit = 1})), (int64_t)strlen("SL-JW E-07"));
    world_close(&w);
}

/* On the workbench only whose superior he is: the 工委 sees the committees, not what their own officers have to look at. */
static void near(void)
{
    world_make();
    CHECK_TEXT(searched("hexiaolan", (struct suspect_search){.verb = "decide", .near = true}), "JY-JW E-07; SL-JW E-07");
    CHECK_TEXT(searched("gunianan", (struct suspect_search){.verb = "decide", .near = true}), "SL-JW E-07; SL-Z1 E-07; SL-Z5 L-01");
    world_close(&w);
}

/* Random meetings: the search, which looks at the masks first, finds exactly what each unit's own year says. */
static void masks_leave_nothing_out(void)
{
    static const char *const branches[] = {"SL-Z1", "SL-Z2", "SL-Z3", "SL-Z4", "SL-Z5", "SL-LS"}, *const kinds[] = {"assembly", "lecture"};
    uint64_t seed = 7;
    life_office(&w);
    for (int i = 0; i < 45; i++) {
        char day[DATE_TEXT];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        struct date on = date_add_days((struct date){2025, 6, 1}, (int)((seed >> 33) % 540));
        met(&w, branches[(seed >> 20) % 6], kinds[(seed >> 50) % 2], date_print(on, day));
    }
    for (int day = 0; day < 40; day++) {
        const char *all = "";
        clock_set((int64_t)(20783 + day * 15) * 86400000);              /* from 2026-11-26 on */
        for (size_t i = 0; i < ARRAY_SIZE(branches); i++) {
            struct suspects found = {0};
            CHECK_DONE(suspects_of(w.arena, w.system->reader, unit_id_of(&w, branches[i]), &found));
            for (size_t k = 0; k < found.n; k++)
                all = arena_printf(w.arena, "%s%s%s %s", all, *all ? "; " : "", branches[i], found.items[k].rule);
        }
        const char *by_masks = searched("gunianan", (struct suspect_search){.verb = "read", .unit = unit_id_of(&w, "SL-JW")});
        CHECK_INT((int64_t)strlen(by_masks), (int64_t)strlen(all));
    }
    world_close(&w);
}

static void one_by_its_names(void)
{
    struct suspect one;
    world_make();
    CHECK_DONE(suspect_find(w.arena, w.system->reader, unit_id_of(&w, "SL-Z5"), FINDING_MISSED_QUARTERS, "L-01", "2026Q3", &one));
    CHECK_TEXT(suspect_href(w.arena, &one),
               arena_printf(w.arena, "/suspicion/open?about=%s&finding=missed_quarters&rule=L-01&period=2026Q3", unit_text(&w, "SL-Z5")));
    CHECK_OUTCOME(suspect_find(w.arena, w.system->reader, unit_id_of(&w, "SL-Z5"), FINDING_MISSED_QUARTERS, "L-01", "2026Q2", &one), NOT_FOUND);
    CHECK_OUTCOME(suspect_find(w.arena, w.system->reader, unit_id_of(&w, "SL-Z5"), FINDING_LATE_TERM, "E-07", "2026Q3", &one), NOT_FOUND);
    world_close(&w);
}

TESTS({"scope", scope}, {"near", near}, {"the masks leave nothing out", masks_leave_nothing_out}, {"one by its names", one_by_its_names})

#include "world.h"

#include "model/record_private.h"

static struct world w;
static int64_t twin, ticket, note;

/* A second 一队 elsewhere, and a note that has no code of its own. */
static void begin(void)
{
    world_open(&w);
    twin = team_made(&w, "一队", "T99", w.teams[2]);
    ticket = world_ticket_made(&w, "漏水", w.teams[1]);
    note = world_note_made(&w, ticket, "已派人")->id;
    names_commit();
}

static void end(void)
{
    world_close(&w);
}

static int find(const struct access *access, const struct entity *entity, const char *text, int64_t wanted)
{
    int64_t found = 0;
    int outcome = reference_find(w.arena, w.db, access, entity, text, &found);
    if (outcome == DONE)
        CHECK(found == wanted);
    return outcome;
}

static void by_what_people_write(void)
{
    char id[ID_TEXT];
    CHECK_DONE(find(NULL, &team_entity, id_print(w.teams[2], id), w.teams[2]));
    CHECK_DONE(find(NULL, &team_entity, "T13", w.teams[3]));
    CHECK_DONE(find(NULL, &team_entity, "二队", w.teams[2]));
    CHECK_DONE(find(NULL, &team_entity, "一队（T99）", twin));
    CHECK_DONE(find(NULL, &team_entity, arena_printf(w.arena, "随便（%s）", id), w.teams[2]));
    CHECK_OUTCOME(find(NULL, &team_entity, "一队", 0), CONFLICT);
    CHECK_OUTCOME(find(NULL, &team_entity, "九队", 0), NOT_FOUND);
    CHECK_OUTCOME(find(NULL, &team_entity, "t13", 0), NOT_FOUND);
    CHECK_OUTCOME(find(NULL, &team_entity, "一队（T98）", 0), NOT_FOUND);
    CHECK_DONE(find(NULL, &ticket_entity, "漏水", ticket));
    CHECK_DONE(find(NULL, &note_entity, "已派人", note));
    CHECK_DONE(find(NULL, &note_entity, "已派人（漏水）", note));
    CHECK_OUTCOME(find(NULL, &note_entity, "已派人（别处）", 0), NOT_FOUND);
    CHECK_OUTCOME(find(NULL, &note_entity, "没派人（漏水）", 0), NOT_FOUND);
}

/* What he may not read does not exist, and does not make a name ambiguous. */
static void only_what_he_may_read(void)
{
    char id[ID_TEXT];
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    CHECK_DONE(find(chief.access, &team_entity, "一队", w.teams[1]));
    CHECK_OUTCOME(find(chief.access, &team_entity, "二队", 0), NOT_FOUND);
    CHECK_OUTCOME(find(chief.access, &team_entity, "T2", 0), NOT_FOUND);
    CHECK_OUTCOME(find(chief.access, &team_entity, id_print(w.teams[2], id), 0), NOT_FOUND);
    CHECK_OUTCOME(find(chief.access, &team_entity, "一队（T99）", 0), NOT_FOUND);
}

static void names_tell_twins_apart(void)
{
    char id[ID_TEXT];
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    CHECK_TEXT(reference_text(w.arena, w.db, NULL, &team_entity, w.teams[2]), "二队");
    CHECK_TEXT(reference_text(w.arena, w.db, NULL, &team_entity, twin), "一队（T99）");
    CHECK_TEXT(reference_text(w.arena, w.db, NULL, &team_entity, w.teams[1]), "一队（T1）");
    CHECK_TEXT(reference_text(w.arena, w.db, chief.access, &team_entity, w.teams[1]), "一队");     /* he knows of one */
    CHECK_TEXT(reference_text(w.arena, w.db, chief.access, &team_entity, twin), "一队（T99）");        /* and this is the other */
    CHECK_TEXT(reference_text(w.arena, w.db, NULL, &note_entity, note), "已派人（漏水）");
    CHECK_TEXT(reference_text(w.arena, w.db, NULL, &team_entity, 4711), arena_printf(w.arena, "（%s）", id_print(4711, id)));
    int64_t all[] = {w.teams[0], w.teams[1], w.teams[2], w.teams[3], twin};
    for (size_t i = 0; i < ARRAY_SIZE(all); i++)
        CHECK_DONE(find(NULL, &team_entity, reference_text(w.arena, w.db, NULL, &team_entity, all[i]), all[i]));
}

static void codes_and_second_keys(void)
{
    static const struct field two_keys[] = {{"a", "甲", NULL, FIELD_TEXT, FIELD_KEY}, {"b", "乙", NULL, FIELD_TEXT, FIELD_KEY}};
    static const struct field number_key[] = {{"a", "甲", NULL, FIELD_INT, FIELD_KEY}, {"b", "乙", NULL, FIELD_TEXT}};
    struct entity entity = {.name = "x", .label = "例", .fields = two_keys, .field_count = 2, .title = "a"};
    CHECK_INT(reference_code(&team_entity), TEAM_CODE);
    CHECK_INT(reference_code(&worker_entity), WORKER_NAME);          /* the only key */
    CHECK_INT(reference_code(&note_entity), -1);
    CHECK_INT(reference_code(&entity), -1);
    CHECK_INT(reference_second(&note_entity), NOTE_TICKET);
    CHECK_INT(reference_second(&team_entity), -1);
    CHECK_INT(reference_second(&entity), -1);                        /* no reference among them */
    static const struct field three_keys[] = {{"a", "甲", NULL, FIELD_TEXT, FIELD_KEY}, {"b", "乙", NULL, FIELD_TEXT, FIELD_KEY},
                                              {"c", "丙", NULL, FIELD_REF, FIELD_KEY, .ref = "team"}};
    entity.fields = three_keys;
    entity.field_count = 3;
    CHECK_INT(reference_second(&entity), -1);
    entity.field_count = 2;
    entity.fields = number_key;
    CHECK_INT(reference_code(&entity), -1);
}

/* Several in one cell are separated by signs that may stand in a title too. */
static void one_of_several_in_a_cell(void)
{
    char id[ID_TEXT];
    int64_t kitchen = team_made(&w, "水、电", "T50", 0), comma = team_made(&w, "木，瓦", "T51,x", 0);
    int64_t leak = world_ticket_made(&w, "漏水，停电", w.teams[1]);
    names_commit();
    CHECK_TEXT(reference_text_among(w.arena, w.db, NULL, &team_entity, w.teams[2], 3), "二队");
    CHECK_TEXT(reference_text_among(w.arena, w.db, NULL, &team_entity, kitchen, 1), "水、电");
    CHECK_TEXT(reference_text_among(w.arena, w.db, NULL, &team_entity, kitchen, 2), "T50");
    CHECK_TEXT(reference_text_among(w.arena, w.db, NULL, &team_entity, comma, 2), id_print(comma, id));
    CHECK_TEXT(reference_text_among(w.arena, w.db, NULL, &ticket_entity, leak, 2), id_print(leak, id));
    for (const char *const *sign = reference_signs; *sign; sign++)
        CHECK(!strstr(reference_text_among(w.arena, w.db, NULL, &team_entity, comma, 2), *sign));
}

static void brackets(void)
{
    static const char *const rows[][3] = {
        {"一队（T99）", "一队", "T99"}, {"一队（东）（T99）", "一队（东）", "T99"}, {"一队（）", "一队", ""},
        {"（T99）", NULL, NULL}, {"一队", NULL, NULL}, {"一队（T99", NULL, NULL}, {"一队T99）", NULL, NULL},
        {"一队（T99）东", NULL, NULL}, {"一队(T99)", NULL, NULL}, {"", NULL, NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        char *title = NULL, *inner = NULL;
        CHECK(reference_split(w.arena, rows[i][0], &title, &inner) == (rows[i][1] != NULL));
        CHECK_TEXT(title, rows[i][1]);
        CHECK_TEXT(inner, rows[i][2]);
    }
}

TESTS({"begin", begin}, {"by what people write", by_what_people_write}, {"only what he may read", only_what_he_may_read},
      {"names tell twins apart", names_tell_twins_apart}, {"codes and second keys", codes_and_second_keys},
      {"one of several in a cell", one_of_several_in_a_cell}, {"brackets", brackets}, {"end", end})

#include "office/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/store.h"

struct collecting {
    const struct calendar_asked *asked;
    const struct calendar_line *line;
    struct agenda *agenda;
    int taken;
    bool full;
};

static void cut_note(struct collecting *c, struct date day)
{
    struct date *cut = &c->agenda->cut;
    if (!cut->year || date_compare(day, *cut) < 0)
        *cut = day;
    c->full = true;
}

static int take(void *context, const struct calendar_entry *entry)
{
    struct collecting *c = context;
    if (date_compare(entry->day, c->asked->from) < 0 || date_compare(entry->day, c->asked->until) > 0)
        return DONE;
    if (c->taken++ >= c->asked->limit) {
        cut_note(c, entry->day);
        return DONE;
    }
    *arena_push(c->asked->arena, &c->agenda->items, &c->agenda->n, &c->agenda->cap) = (struct agenda_entry){c->line, *entry};
    return DONE;
}

/* What is named by a day only is called as what it belongs to, where the reader may read that. */
static int title_find(const struct calendar_asked *asked, const struct record *record, const char **ret)
{
    const struct entity *entity = record->entity;
    int title = entity_field(entity, entity->title), parent = entity->parent ? entity_field(entity, entity->parent) : -1;
    struct record *above;
    *ret = record_title(asked->arena, record);
    if (entity->fields[title].kind != FIELD_DATE || parent < 0)
        return DONE;
    int e = access_read(asked->session->access, asked->arena, asked->db, registry_entity(entity->fields[parent].ref), record_int(record, parent), &above);
    if (e == DONE)
        *ret = record_title(asked->arena, above);
    return e == NOT_FOUND ? DONE : e;
}

/* "主题党日：重温入党誓词"; of what people choose from a list, that alone as well. */
static void words_join(struct arena *arena, const struct calendar_line *line, const struct record *record, struct calendar_entry *entry)
{
    struct buffer all = buffer_in(arena);
    buffer_adds(&all, "");
    for (const char *const *name = line->words; *name; name++) {
        int i = entity_field(record->entity, *name);
        if (!record->values[i].set)
            continue;
        const char *word = value_print(arena, &record->entity->fields[i], &record->values[i]);
        buffer_addf(&all, "%s%s", all.n ? "：" : "", word);
        if (record->entity->fields[i].kind == FIELD_ENUM)
            entry->plain = word;
    }
    entry->title = all.p;
}

static int record_take(struct collecting *c, const struct entity *entity, int64_t id)
{
    struct record *record;
    char text[ID_TEXT];
    struct arena *arena = c->asked->arena;
    struct calendar_entry entry = {.key = arena_strdup(arena, id_print(id, text))};
    TRY(record_read(arena, c->asked->db, entity, id, &record));
    if (date_parse(record_text(record, entity_field(entity, c->line->day)), &entry.day))
        return DONE;
    if (c->line->words)
        words_join(arena, c->line, record, &entry);
    else
        TRY(title_find(c->asked, record, &entry.title));
    entry.href = arena_printf(arena, "/%s/%s", entity->name, entry.key);
    entry.unit = record->unit;
    entry.changed_ms = record->changed_at;
    entry.sequence = record->version - 1;
    return take(c, &entry);
}

/* Of the unit itself by the field that says whose a record is; else of all at and below it. */
static int unit_filter(const struct collecting *c, const struct entity *entity, struct list_filter *ret)
{
    char id[ID_TEXT];
    const struct calendar_asked *asked = c->asked;
    int64_t unit = asked->unit ? asked->unit : c->line->own_unit ? asked->session->unit : 0;
    if (!unit)
        return NOT_FOUND;
    *ret = (struct list_filter){c->line->own_unit ? entity->unit_from : "unit", "is", arena_strdup(asked->arena, id_print(unit, id))};
    return DONE;
}

/* The first `limit` by day: which they are comes from an index, and only those are read. */
static int records_collect(struct collecting *c)
{
    const struct entity *entity = registry_entity(c->line->entity);
    const struct calendar_asked *asked = c->asked;
    static const char *const columns[] = {NULL};
    char from[DATE_TEXT], until[DATE_TEXT];
    struct list_filter filters[3] = {{c->line->day, "from", date_print(asked->from, from)}, {c->line->day, "to", date_print(asked->until, until)}};
    struct list_view view = {.name = "calendar", .columns = columns, .order = arena_printf(asked->arena, "%s,id", c->line->day), .filter = c->line->where};
    struct list_request list = {.entity = entity, .access = asked->session->access, .verb = "read", .view = &view, .filters = filters, .filter_count = 2};
    int64_t *ids;
    size_t n;
    if (!access_may(list.access, entity, "read"))
        return DONE;
    int own = unit_filter(c, entity, &filters[2]);
    if (own == NOT_FOUND && c->line->own_unit)
        return DONE;
    list.filter_count += own == DONE;
    TRY(list_first_ids(asked->arena, asked->db, &list, asked->limit + 1, &ids, &n));     /* one more says that there are more */
    for (size_t i = 0; i < n && !c->full; i++)
        TRY(record_take(c, entity, ids[i]));
    return DONE;
}

static int entry_order(const void *a, const void *b)
{
    const struct agenda_entry *x = a, *y = b;
    int by_day = date_compare(x->it.day, y->it.day);
    if (by_day || x->line == y->line)
        return by_day ? by_day : strcmp(x->it.key, y->it.key);
    return x->line->kind != y->line->kind ? (int)x->line->kind - (int)y->line->kind : strcmp(x->line->name, y->line->name);
}

int agenda_collect(const struct calendar_asked *asked, struct agenda *ret)
{
    const struct feature *feature;
    struct agenda agenda = {0};
    for (int i = 0; (feature = office_feature_at(i)); i++)
        for (int k = 0; k < feature->calendar_line_count; k++) {
            struct collecting c = {.asked = asked, .line = &feature->calendar_lines[k], .agenda = &agenda};
            TRY(c.line->each ? c.line->each(asked, take, &c) : records_collect(&c));
        }
    if (agenda.n)
        qsort(agenda.items, agenda.n, sizeof *agenda.items, entry_order);
    *ret = agenda;
    return DONE;
}

const char *agenda_day_off(struct date day)
{
    bool known, works = workday_is(day, &known), weekday = date_weekday(day) <= 5;
    return works == weekday ? NULL : works ? "调休上班" : "放假";
}

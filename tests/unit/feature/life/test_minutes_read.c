/* tests/data/minutes/samples.txt: each text, and what is read of it. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "feature/life/activity/minutes.h"

static struct arena *arena;

struct sample {
    const char *name, *text, *wanted;
    int year;
    const char *members[16]; size_t member_count;
};

static const char *kinds_text(const struct minutes_found *m)
{
    struct buffer out = buffer_in(arena);
    const enum activity_kind kinds[] = {m->kind, m->also, m->also_too};
    buffer_adds(&out, "");
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (kinds[i] != ACTIVITY_KIND__COUNT)
            buffer_addf(&out, "%s%s", out.n ? "+" : "", activity_kind_words[kinds[i]].label);
    return out.n ? out.p : "-";
}

static const char *count_text(int n)
{
    return n < 0 ? "-" : arena_printf(arena, "%d", n);
}

static const char *said(const char *text)
{
    return *text ? text : "-";
}

static const char *absentees_text(const struct minutes_found *m)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < m->absentee_count; i++)
        buffer_addf(&out, "%s%s%s%s%s", i ? "、" : "", m->absentees[i].name, *m->absentees[i].reason ? "（" : "", m->absentees[i].reason,
                    *m->absentees[i].reason ? "）" : "");
    return said(out.p);
}

static const char *found_text(const struct minutes_found *found, size_t n)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (size_t i = 0; i < n; i++) {
        const struct minutes_found *m = &found[i];
        buffer_addf(&out, "%04d-%02d-%02d | %s | %s/%s | %s | %s | %s | %s | %s\n", m->on.year, m->on.month, m->on.day, kinds_text(m),
                    count_text(m->expected), count_text(m->present), absentees_text(m), said(m->topic), said(m->place), said(m->chair),
                    said(m->recorder));
    }
    return out.p;
}

static char *file_text(const char *path)
{
    FILE *file = fopen(path, "r");
    CHECK(file);
    char *text = arena_alloc(arena, 1 << 18);
    size_t n = fread(text, 1, (1 << 18) - 1, file);
    fclose(file);
    text[n] = '\0';
    return text;
}

static void members_take(struct sample *sample, char *line)
{
    for (char *at = line; at && *at && sample->member_count < ARRAY_SIZE(sample->members);) {
        char *end = strchr(at, ' ');
        sample->members[sample->member_count++] = end ? arena_strndup(arena, at, (size_t)(end - at)) : at;
        at = end ? end + 1 : NULL;
    }
}

/* One sample from behind its "=== "; where the next begins, or NULL. */
static char *sample_take(char *at, struct sample *ret)
{
    struct buffer text = buffer_in(arena), wanted = buffer_in(arena);
    bool answer = false;
    *ret = (struct sample){0};
    buffer_adds(&text, "");
    buffer_adds(&wanted, "");
    for (bool first = true; at && *at; first = false) {
        char *end = strchr(at, '\n'), *line = arena_strndup(arena, at, end ? (size_t)(end - at) : strlen(at));
        if (!first && text_starts(line, "=== "))
            break;
        at = end ? end + 1 : NULL;
        if (first)
            ret->name = line + strlen("=== ");
        else if (!strcmp(line, "---"))
            answer = true;
        else if (!answer && text_starts(line, "year "))
            ret->year = (int)strtol(line + 5, NULL, 10);
        else if (!answer && text_starts(line, "members "))
            members_take(ret, line + strlen("members "));
        else
            buffer_addf(answer ? &wanted : &text, "%s\n", line);
    }
    ret->text = text.p;
    ret->wanted = wanted.p;
    return at;
}

static void samples(void)
{
    int n = 0, wrong = 0;
    arena = arena_create(256 << 20);
    char *at = strstr(file_text("tests/data/minutes/samples.txt"), "\n=== ") + 1;
    while (at && *at) {
        struct sample sample;
        struct minutes_found *found;
        size_t count;
        at = sample_take(at, &sample);
        CHECK_DONE(minutes_read(arena, sample.text, sample.year, &(struct known_names){sample.members, sample.member_count}, &found, &count));
        const char *got = found_text(found, count);
        n++;
        if (strcmp(got, sample.wanted)) {
            printf("# %s\n# got    %s# wanted %s", sample.name, *got ? got : "\n", *sample.wanted ? sample.wanted : "\n");
            wrong++;
        }
    }
    CHECK(n >= 40);
    CHECK_INT(wrong, 0);
    arena_destroy(arena);
}

static void what_is_refused(void)
{
    struct minutes_found *found;
    size_t n;
    arena = arena_create(64 << 20);
    CHECK_OUTCOME(minutes_read(arena, "\xff\xfe", 0, NULL, &found, &n), INVALID);
    char *long_text = arena_alloc(arena, MINUTES_BYTES_MAX + 2);
    memset(long_text, 'a', MINUTES_BYTES_MAX + 1);
    CHECK_OUTCOME(minutes_read(arena, long_text, 0, NULL, &found, &n), INVALID);
    CHECK_DONE(minutes_read(arena, "", 0, NULL, &found, &n));
    CHECK_INT((int64_t)n, 0);
    arena_destroy(arena);
}

/* The source's own words go with each meeting, full width and all. */
static void its_own_words(void)
{
    struct minutes_found *found;
    size_t n;
    arena = arena_create(64 << 20);
    CHECK_DONE(minutes_read(arena, "３月４日召开支委会，研究党费；３月１０日开展主题党日，参观。", 2026, NULL, &found, &n));
    CHECK_INT((int64_t)n, 2);
    CHECK_TEXT(found[0].words, "３月４日召开支委会，研究党费；");
    CHECK_TEXT(found[1].words, "３月１０日开展主题党日，参观。");
    arena_destroy(arena);
}

TESTS({"lifelike samples", samples}, {"what is refused", what_is_refused}, {"its own words", its_own_words})

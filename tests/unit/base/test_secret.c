#include "check.h"
#include "base/base.h"

static struct arena *arena;

static struct secret_key key_of(uint8_t first)
{
    struct secret_key key;
    uint8_t master[SECRET_MASTER] = {first, 2, 3};
    secret_key_make(master, &key);
    return key;
}

static void what_is_locked_opens_again(void)
{
    static const char *const texts[] = {"", "a", "3132333435363738393031323334353637383930", "身份证号 11010119900307𠮷"};
    struct secret_key key = key_of(1);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        char *locked = secret_lock(arena, &key, "person.number 7", texts[i]), *open;
        CHECK(secret_is_locked(locked));
        CHECK(strlen(texts[i]) < 8 || !strstr(locked, texts[i]));
        CHECK_DONE(secret_unlock(arena, &key, "person.number 7", locked, &open));
        CHECK_TEXT(open, texts[i]);
    }
}

static void two_locks_differ(void)
{
    struct secret_key key = key_of(1);
    CHECK(strcmp(secret_lock(arena, &key, "p", "one text"), secret_lock(arena, &key, "p", "one text")) != 0);
}

static void another_key_or_place_does_not_open(void)
{
    struct secret_key key = key_of(1), other = key_of(9);
    char *locked = secret_lock(arena, &key, "credential.totp 1", "secret"), *open;
    CHECK_OUTCOME(secret_unlock(arena, &other, "credential.totp 1", locked, &open), INVALID);
    CHECK_OUTCOME(secret_unlock(arena, &key, "credential.totp 2", locked, &open), INVALID);
    CHECK_OUTCOME(secret_unlock(arena, &key, "credential.totp 1", "secret", &open), INVALID);
    CHECK_OUTCOME(secret_unlock(arena, &key, "credential.totp 1", "sm4:", &open), INVALID);
}

/* Any digit that is changed, taken away or added. */
static void every_change_is_found(void)
{
    struct secret_key key = key_of(1);
    char *locked = secret_lock(arena, &key, "p", "0123456789"), *open;
    size_t n = strlen(locked);
    for (size_t i = 4; i < n; i++) {
        char *changed = arena_strdup(arena, locked);
        changed[i] = changed[i] == '0' ? '1' : '0';
        CHECK_OUTCOME(secret_unlock(arena, &key, "p", changed, &open), INVALID);
        CHECK_OUTCOME(secret_unlock(arena, &key, "p", arena_strndup(arena, locked, i), &open), INVALID);
    }
    CHECK_OUTCOME(secret_unlock(arena, &key, "p", arena_printf(arena, "%s00", locked), &open), INVALID);
    CHECK_OUTCOME(secret_unlock(arena, &key, "p", arena_printf(arena, "%sg", locked), &open), INVALID);
}

/* Reckoned with the openssl program: what is kept must open in every later version. */
static void a_text_locked_long_ago_opens(void)
{
    struct secret_key key = key_of(1);
    char *open;
    char mark[DIGEST_TEXT];
    CHECK_TEXT(secret_key_mark(&key, mark), "be0ea7724cf2df80ea3e03267d5c7e2c7a0601e8d16e34a5e43835537ebd9fb6");
    CHECK_DONE(secret_unlock(arena, &key, "credential.totp 42",
                             "sm4:000102030405060708090a0b0c0d0e0f4205b25f0fe5e98a2a2d2783558bcd1e69e949ab8f4b3aa02d3931"
                             "5e05672d79252ffa4bcff1130a214c340d611e4bcbc5c779106f393a6246fd0a70784c9d84c3299cf351ed705f", &open));
    CHECK_TEXT(open, "3132333435363738393031323334353637383930");
}

static void hex_goes_both_ways(void)
{
    uint8_t bytes[3];
    char text[7];
    CHECK(hex_parse("00ff7a", bytes, 3));
    CHECK_TEXT(hex_print(bytes, 3, text), "00ff7a");
    CHECK(!hex_parse("00ff7", bytes, 3));
    CHECK(!hex_parse("00ff7a0", bytes, 3));
    CHECK(!hex_parse("00fF7a", bytes, 3));
    CHECK(!hex_parse("", bytes, 3));
}

static void begin(void)
{
    arena = arena_create(8 << 20);
}

static void end(void)
{
    arena_destroy(arena);
}

TESTS({"begin", begin}, {"what is locked opens again", what_is_locked_opens_again}, {"two locks differ", two_locks_differ},
      {"another key or place does not open", another_key_or_place_does_not_open},
      {"every change is found", every_change_is_found}, {"a text locked long ago opens", a_text_locked_long_ago_opens},
      {"hex goes both ways", hex_goes_both_ways}, {"end", end})

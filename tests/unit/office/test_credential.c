#include "office_test.h"

static void hashes_verify(void)
{
    char hash[PASSWORD_HASH];
    bool right = false;
    CHECK_DONE(password_hash("正确的马-电池-订书钉", hash));
    CHECK(text_starts(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK_DONE(password_verify(hash, "正确的马-电池-订书钉", &right));
    CHECK(right);
    CHECK_DONE(password_verify(hash, "正确的马-电池-订书机", &right));
    CHECK(!right);
    CHECK_DONE(password_verify(NULL, "anything", &right));
    CHECK(!right);
}

static void policies_differ(void)
{
    CHECK(!password_problem("djbh3", "gunianan", "Qing-shi-8"));
    CHECK(password_problem("djbh3", "gunianan", "qingshi8"));            /* two kinds */
    CHECK(password_problem("djbh3", "gunianan", "Qs-8"));
    CHECK(password_problem("djbh3", "gunianan", "Gunianan-2026"));       /* holds the login */
    CHECK(password_problem("djbh3", "gunianan", "Password-2026"));       /* everybody's */
    CHECK(!password_problem("asvs", "gunianan", "qing shi shui ku"));    /* no composition asked */
    CHECK(password_problem("asvs", "gunianan", "Qing-shi-8"));           /* too short */
}

/* RFC 6238's secret "12345678901234567890"; the codes are its SHA-1 ones, last six digits. */
static const char rfc_secret[] = "3132333435363738393031323334353637383930";

static void totp_follows_the_rfc(void)
{
    int64_t step = 0;
    CHECK(totp_step(rfc_secret, "287082", 59 * 1000, 0, &step));
    CHECK_INT(step, 1);
    CHECK(totp_step(rfc_secret, "081804", (int64_t)1111111109 * 1000, 0, &step));
    CHECK_INT(step, 1111111109 / 30);
    CHECK(!totp_step(rfc_secret, "081805", (int64_t)1111111109 * 1000, 0, &step));
    CHECK(!totp_step(rfc_secret, "81804", (int64_t)1111111109 * 1000, 0, &step));
    CHECK(!totp_step(rfc_secret, "08180a", (int64_t)1111111109 * 1000, 0, &step));
}

static void totp_allows_one_step_of_drift_and_no_second_use(void)
{
    int64_t step = 0, again = 0;
    CHECK(totp_step(rfc_secret, "287082", (59 + 30) * 1000, 0, &step));
    CHECK_INT(step, 1);
    CHECK(!totp_step(rfc_secret, "287082", (59 + 90) * 1000, 0, &again));
    CHECK(!totp_step(rfc_secret, "287082", (59 + 30) * 1000, step, &again));
}

static void the_telephone_gets_an_address(void)
{
    struct arena *arena = arena_create(1 << 16);
    CHECK_TEXT(totp_base32(arena, rfc_secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    CHECK_TEXT(totp_uri(arena, "明责", "gu", rfc_secret),
               "otpauth://totp/%E6%98%8E%E8%B4%A3:gu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%98%8E%E8%B4%A3");
    arena_destroy(arena);
}

static void codes_are_readable(void)
{
    char one[CODE_TEXT], other[CODE_TEXT];
    CHECK_INT((int64_t)strlen(code_new(one)), 14);
    CHECK(one[4] == '-' && one[9] == '-');
    CHECK(strcmp(one, code_new(other)) != 0);
}

static const char clear_secret[] = "3132333435363738393031323334353637383930";

static int secret_set(struct change *change, void *context)
{
    return credential_set_totp(change->db, world_account(context, "gunianan"), clear_secret, 1);
}

static int secret_move(struct change *change, void *context)
{
    return db_run(change->db, "UPDATE credential SET totp = (SELECT totp FROM credential WHERE account = ?1) WHERE account = ?2",
                  value_int(world_account(context, "gunianan")), value_int(world_account(context, "linwanzhou")));
}

static int secret_clear(struct change *change, void *context)
{
    return db_run(change->db, "UPDATE credential SET totp = ?2 WHERE account = ?1", value_int(world_account(context, "gunianan")),
                  value_text(clear_secret));
}

static int secret_lock_clear(struct change *change, void *context)
{
    (void)context;
    return credential_lock_clear(change->db);
}

static const struct credential *credential_of(struct world *w, const char *login)
{
    struct credential *credential = arena_new(w->arena, struct credential);
    CHECK_DONE(credential_read(w->system->reader, w->arena, world_account(w, login), credential));
    return credential;
}

static void a_secret_is_locked_in_the_database(void)
{
    struct world w;
    const char *secret;
    int64_t all, bad;
    world_open(&w);
    world_password(&w, "gunianan");
    world_password(&w, "linwanzhou");
    CHECK_DONE(system_write(w.system, secret_set, &w, "command"));
    const struct credential *credential = credential_of(&w, "gunianan");
    CHECK(secret_is_locked(credential->totp) && !strstr(credential->totp, "3132333435"));
    CHECK_DONE(credential_totp(w.system->reader, w.arena, world_account(&w, "gunianan"), credential, &secret));
    CHECK_TEXT(secret, clear_secret);
    /* Copied to another account it opens nothing. */
    CHECK_DONE(system_write(w.system, secret_move, &w, "command"));
    CHECK_OUTCOME(credential_totp(w.system->reader, w.arena, world_account(&w, "linwanzhou"), credential_of(&w, "linwanzhou"),
                                  &secret), INVALID);
    CHECK_DONE(credential_verify(w.system->reader, w.arena, &all, &bad));
    CHECK_INT(all, 2);
    CHECK_INT(bad, 1);
    world_close(&w);
}

static void what_an_older_version_kept_in_the_clear_is_locked(void)
{
    struct world w;
    const char *secret;
    world_open(&w);
    world_password(&w, "gunianan");
    CHECK_DONE(system_write(w.system, secret_clear, &w, "command"));
    CHECK_DONE(system_write(w.system, secret_lock_clear, &w, "command"));
    const struct credential *credential = credential_of(&w, "gunianan");
    CHECK(secret_is_locked(credential->totp));
    CHECK_DONE(credential_totp(w.system->reader, w.arena, world_account(&w, "gunianan"), credential, &secret));
    CHECK_TEXT(secret, clear_secret);
    CHECK_DONE(system_write(w.system, secret_lock_clear, &w, "command"));        /* once is enough */
    CHECK_TEXT(credential_of(&w, "gunianan")->totp, credential->totp);
    world_close(&w);
}

TESTS({"a secret is locked in the database", a_secret_is_locked_in_the_database},
      {"what an older version kept in the clear is locked", what_an_older_version_kept_in_the_clear_is_locked},
      {"hashes verify", hashes_verify}, {"policies differ", policies_differ}, {"totp follows the rfc", totp_follows_the_rfc},
      {"totp allows one step of drift and no second use", totp_allows_one_step_of_drift_and_no_second_use},
      {"the telephone gets an address", the_telephone_gets_an_address}, {"codes are readable", codes_are_readable})

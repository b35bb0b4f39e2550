#include "check.h"
#include "base/base.h"
#include "web/spool.h"

static void bytes_come_back_in_one_piece(void)
{
    struct spool spool = SPOOL_EMPTY;
    const void *bytes;
    char block[1000];
    memset(block, 'a', sizeof block);
    CHECK_DONE(spool_add(&spool, "head", 4));
    for (int i = 0; i < 100; i++)
        CHECK_DONE(spool_add(&spool, block, sizeof block));
    CHECK_INT((int64_t)spool.n, 100004);
    CHECK_DONE(spool_map(&spool, &bytes));
    CHECK(memcmp(bytes, "headaaaa", 8) == 0 && ((const char *)bytes)[100003] == 'a');
    spool_release(&spool);
    CHECK_INT(spool.fd, -1);
}

static void nothing_is_an_empty_text(void)
{
    struct spool spool = SPOOL_EMPTY;
    const void *bytes;
    CHECK_DONE(spool_map(&spool, &bytes));
    CHECK_TEXT(bytes, "");
    spool_release(&spool);
}

/* It has no name: a crash leaves nothing. */
static void a_place_that_cannot_be_written_is_told(void)
{
    struct spool spool = SPOOL_EMPTY;
    const char *old = getenv("TMPDIR");
    char kept[256];
    snprintf(kept, sizeof kept, "%s", old ? old : "");
    setenv("TMPDIR", "/nowhere/at/all", 1);
    CHECK_OUTCOME(spool_add(&spool, "x", 1), UNAVAILABLE);
    CHECK(strstr(error_message(), "/nowhere/at/all"));
    if (old)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
    CHECK_DONE(spool_add(&spool, "x", 1));
    spool_release(&spool);
}

TESTS({"bytes come back in one piece", bytes_come_back_in_one_piece}, {"nothing is an empty text", nothing_is_an_empty_text},
      {"a place that cannot be written is told", a_place_that_cannot_be_written_is_told})

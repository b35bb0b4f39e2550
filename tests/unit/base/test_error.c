#include "check.h"

#include "base/base.h"

#include <pthread.h>

static int refuse(int n)
{
    if (n > 2)
        return fail(TOO_LARGE, "%d 太大", n);
    return DONE;
}

static int forward(int n, int *reached)
{
    TRY(refuse(n));
    *reached = 1;
    return DONE;
}

static void outcomes_are_forwarded(void)
{
    int reached = 0;
    error_clear();
    CHECK_TEXT(error_message(), "");
    CHECK_INT(forward(1, &reached), DONE);
    CHECK_INT(reached, 1);
    reached = 0;
    CHECK_INT(forward(3, &reached), TOO_LARGE);
    CHECK_INT(reached, 0);
    CHECK_TEXT(error_message(), "3 太大");
    CHECK(strstr(error_place(), "test_error.c:"));
}

static void a_message_can_be_wrapped(void)
{
    refuse(9);
    CHECK_INT(fail(INVALID, "第 4 行：%s", error_message()), INVALID);
    CHECK_TEXT(error_message(), "第 4 行：9 太大");
}

static void a_long_one_is_cut_between_characters(void)
{
    char wide[4001];
    for (int shift = 0; shift < 3; shift++) {
        memset(wide, 'x', sizeof wide);
        for (int i = shift; i + 3 < 4000; i += 3)
            memcpy(wide + i, "党", 3);
        wide[3990] = '\0';
        fail(INVALID, "%s", wide);
        CHECK(strlen(error_message()) > 1000);
        CHECK(utf8_valid(error_message(), strlen(error_message())));
    }
}

static void *fail_elsewhere(void *unused)
{
    fail(INVALID, "别处");
    return NULL;
}

static void each_thread_has_its_own(void)
{
    pthread_t thread;
    fail(INVALID, "此处");
    CHECK_INT(pthread_create(&thread, NULL, fail_elsewhere, NULL), 0);
    pthread_join(thread, NULL);
    CHECK_TEXT(error_message(), "此处");
}

TESTS({"outcomes are forwarded with their message", outcomes_are_forwarded},
      {"a message can be wrapped in another", a_message_can_be_wrapped},
      {"a long message is cut between characters", a_long_one_is_cut_between_characters},
      {"each thread has its own", each_thread_has_its_own})

/* What is opened at first use is opened by many threads at once (see the build with -Db_sanitize=thread). */
#include "check.h"

#include "base/base.h"

#include <pthread.h>

#define THREADS 8

static pthread_barrier_t gate;

static void *use_everything(void *ret_wrong)
{
    int *wrong = ret_wrong;
    char hex[DIGEST_TEXT], id[ID_TEXT];
    struct arena *a = arena_create(1 << 22);
    pthread_barrier_wait(&gate);
    for (int i = 0; i < 50; i++) {
        char *text;
        const char *encoding;
        *wrong += strcmp(text_fold(a, "機關黨委　ＡＢ"), "机关党委 ab") != 0;
        *wrong += strcmp(text_pinyin_key(a, "安"), text_pinyin_key(a, "赵")) >= 0;
        *wrong += text_decode(a, "\xB5\xB3", 2, &text, &encoding) != DONE || strcmp(text, "党") != 0;
        *wrong += workday_is((struct date){2026, 1, 1}, NULL);
        *wrong += strncmp(digest_sm3_hex("abc", 3, hex), "66c7f0f4", 8) != 0;
        *wrong += id_parse(id_print(id_new(), id)) == 0;
        *wrong += !resource_find("calendar.txt");
        fail(INVALID, "第 %d 次", i);
        *wrong += strcmp(error_message(), arena_printf(a, "第 %d 次", i)) != 0;
        log_debug("not shown");
    }
    arena_destroy(a);
    return NULL;
}

static void all_at_once(void)
{
    pthread_t threads[THREADS];
    int wrong[THREADS] = {0};
    pthread_barrier_init(&gate, NULL, THREADS);
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, use_everything, &wrong[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(wrong[i], 0);
    pthread_barrier_destroy(&gate);
}

TESTS({"first use by eight threads at once", all_at_once})

#include "check.h"
#include "scratch.h"
#include "store/store.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

struct put {
    struct operation operation;
    int64_t id;
    int outcome;                /* what run gives */
    int answered;               /* what done got; -2 before */
    uint64_t generation;        /* the lane's, seen by done */
    struct lane *lane;
};

static int make_tables(struct db *db, void *context)
{
    TRY(meta_create(db));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS a (id INTEGER PRIMARY KEY) STRICT"));
    return db_run(db, "CREATE TABLE IF NOT EXISTS b (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED) STRICT");
}

static int put_run(struct operation *op, struct db *db)
{
    struct put *put = (struct put *)op;
    TRY(db_run(db, "INSERT INTO a (id) VALUES (?1)", value_int(put->id)));
    return put->outcome ? fail(put->outcome, "refused %d", (int)put->id) : DONE;
}

static void put_done(struct operation *op, int outcome)
{
    struct put *put = (struct put *)op;
    put->answered = outcome;
    put->generation = lane_generation(put->lane);
}

static struct lane *start(const char *name, struct folder **ret_folder, const struct lane_options *more)
{
    struct lane *lane;
    struct lane_options options = more ? *more : (struct lane_options){0};
    if (!options.prepare)
        options.prepare = make_tables;
    CHECK_DONE(folder_open(scratch(name), FOLDER_CREATE, ret_folder));
    CHECK_DONE(lane_start(*ret_folder, &options, &lane));
    return lane;
}

static void end(struct lane *lane, struct folder *folder)
{
    lane_stop(lane);
    folder_close(folder);
}

static int64_t count(const struct folder *folder)
{
    struct db *db;
    int64_t n = -1;
    CHECK_DONE(db_open(folder_path(folder, FOLDER_DATABASE), DB_READ, &db));
    CHECK_DONE(db_get_int(db, &n, "SELECT count(*) FROM a"));
    db_close(db);
    return n;
}

static void an_answer_means_it_is_there(void)
{
    struct folder *folder;
    struct lane *lane = start("answer", &folder, NULL);
    uint64_t before = lane_generation(lane);
    struct put put = {.operation.run = put_run, .id = 1};
    CHECK_DONE(lane_call(lane, &put.operation));
    CHECK_INT(count(folder), 1);
    CHECK(lane_generation(lane) == before + 1);
    CHECK_INT(lane_state(lane), LANE_OPEN);
    end(lane, folder);
    CHECK_DONE(folder_open(scratch("answer"), FOLDER_OWN, &folder));
    CHECK_INT(count(folder), 1);
    folder_close(folder);
}

static void a_refusal_takes_only_itself_back(void)
{
    struct folder *folder;
    struct lane *lane = start("refusal", &folder, NULL);
    struct put good = {.operation.run = put_run, .id = 1}, bad = {.operation.run = put_run, .id = 2, .outcome = INVALID};
    struct put again = {.operation.run = put_run, .id = 1}, wrong = {.operation.run = put_run, .id = 3, .outcome = FATAL};
    CHECK_DONE(lane_call(lane, &good.operation));
    CHECK_OUTCOME(lane_call(lane, &bad.operation), INVALID);
    CHECK_TEXT(error_message(), "refused 2");
    CHECK_TEXT(bad.operation.message, "refused 2");
    CHECK_OUTCOME(lane_call(lane, &again.operation), CONFLICT);
    uint64_t before = lane_generation(lane);
    CHECK_OUTCOME(lane_call(lane, &wrong.operation), FATAL);      /* a fault of its own code */
    CHECK_INT(lane_state(lane), LANE_OPEN);
    CHECK_INT(count(folder), 1);
    CHECK_INT((int64_t)lane_counts(lane).refused, 3);
    CHECK(lane_generation(lane) >= before);
    end(lane, folder);
}

static int deferred_run(struct operation *op, struct db *db)
{
    return db_run(db, "INSERT INTO b (a) VALUES (12345)");
}

static void a_broken_reference_fails_alone(void)
{
    struct folder *folder;
    struct lane *lane = start("deferred", &folder, NULL);
    struct operation dangling = {.run = deferred_run};
    struct put good = {.operation.run = put_run, .id = 1};
    CHECK_OUTCOME(lane_call(lane, &dangling), CONFLICT);
    CHECK_DONE(lane_call(lane, &good.operation));
    end(lane, folder);
}

static int commit_run(struct operation *op, struct db *db)
{
    return db_run(db, "COMMIT");
}

static void note_fatal(const char *message, void *context)
{
    ++*(_Atomic int *)context;
}

static void ending_the_transaction_ends_the_lane(void)
{
    struct folder *folder;
    _Atomic int fatal = 0;
    struct lane *lane = start("commit", &folder, &(struct lane_options){.on_fatal = note_fatal, .context = &fatal});
    struct operation bad = {.run = commit_run};
    struct put late = {.operation.run = put_run, .id = 1};
    CHECK_OUTCOME(lane_call(lane, &bad), UNKNOWN);
    CHECK_OUTCOME(lane_call(lane, &late.operation), UNAVAILABLE);
    CHECK_INT(lane_state(lane), LANE_FATAL);
    end(lane, folder);
    CHECK_INT(fatal, 1);
}

static _Atomic int gate, held;

static int wait_run(struct operation *op, struct db *db)
{
    held = 1;
    while (!gate)
        usleep(1000);
    return DONE;
}

static void ignore_done(struct operation *op, int outcome)
{
}

/* While one operation holds the lane, others gather behind it and share a commit. */
static void waiting_operations_share_a_commit(void)
{
    struct folder *folder;
    struct lane *lane = start("share", &folder, &(struct lane_options){.queue_limit = 50, .batch_us = 1});
    struct operation holder = {.run = wait_run, .done = ignore_done};
    struct put puts[50], over = {.operation = {.run = put_run, .done = put_done}, .lane = lane, .answered = -2};
    gate = held = 0;
    CHECK_DONE(lane_submit(lane, &holder));
    while (!held)
        usleep(1000);
    for (int i = 0; i < 50; i++) {
        puts[i] = (struct put){.operation = {.run = put_run, .done = put_done}, .id = i + 1, .lane = lane, .answered = -2};
        CHECK_DONE(lane_submit(lane, &puts[i].operation));
    }
    CHECK_OUTCOME(lane_submit(lane, &over.operation), UNAVAILABLE);      /* the queue has a ceiling */
    CHECK_INT(over.answered, -2);
    CHECK_INT(puts[0].answered, -2);
    gate = 1;
    end(lane, folder);                                                     /* drains */
    for (int i = 0; i < 50; i++)
        CHECK_INT(puts[i].answered, DONE);
    CHECK_DONE(folder_open(scratch("share"), FOLDER_OWN, &folder));
    CHECK_INT(count(folder), 50);
    folder_close(folder);
}

static void the_generation_moves_before_the_answer(void)
{
    struct folder *folder;
    struct lane *lane = start("generation", &folder, NULL);
    uint64_t before = lane_generation(lane);
    struct put put = {.operation = {.run = put_run, .done = put_done}, .id = 1, .lane = lane};
    CHECK_DONE(lane_submit(lane, &put.operation));
    lane_counts(lane);
    end(lane, folder);
    CHECK(put.generation == before + 1);
    gate = 1;
    lane = start("generation", &folder, NULL);
    before = lane_generation(lane);
    struct operation reads = {.run = wait_run};
    CHECK_DONE(lane_call(lane, &reads));
    CHECK(lane_generation(lane) == before);                                /* nothing changed */
    end(lane, folder);
}

static int fail_to_prepare(struct db *db, void *context)
{
    TRY(make_tables(db, context));
    return fail(INVALID, "migration refused");
}

static void preparation_is_all_or_nothing(void)
{
    struct folder *folder;
    struct lane *lane;
    struct db *db;
    CHECK_DONE(folder_open(scratch("prepare"), FOLDER_CREATE, &folder));
    CHECK_OUTCOME(lane_start(folder, &(struct lane_options){.prepare = fail_to_prepare}, &lane), INVALID);
    CHECK_TEXT(error_message(), "migration refused");
    CHECK_DONE(db_open(folder_path(folder, FOLDER_DATABASE), DB_READ, &db));
    CHECK_OUTCOME(db_run(db, "SELECT * FROM a"), FATAL);
    db_close(db);
    CHECK_DONE(lane_start(folder, &(struct lane_options){.prepare = make_tables}, &lane));
    end(lane, folder);
}

static void only_the_owner_writes(void)
{
    struct folder *folder;
    struct lane *lane = start("reader", &folder, NULL);
    struct folder *beside;
    struct lane *second;
    CHECK_DONE(folder_open(scratch("reader"), FOLDER_READ, &beside));
    CHECK_OUTCOME(lane_start(beside, NULL, &second), DENIED);
    folder_close(beside);
    end(lane, folder);
}

enum { PRODUCERS = 8, EACH = 200 };

struct producer {
    pthread_t thread;
    struct lane *lane;
    int64_t first;
    int wrong;
};

static void *produce(void *argument)
{
    struct producer *p = argument;
    for (int i = 0; i < EACH; i++) {
        bool refuse = i % 10 == 9;
        struct put put = {.operation.run = put_run, .id = p->first + i, .outcome = refuse ? INVALID : DONE};
        if (lane_call(p->lane, &put.operation) != (refuse ? INVALID : DONE))
            p->wrong++;
    }
    return NULL;
}

/* Readers see a growing number of whole batches, never a refused row.  NULL is well. */
static void *watch(void *argument)
{
    struct folder *folder = argument;
    struct db *db;
    int64_t n = 0, before = 0;
    if (db_open(folder_path(folder, FOLDER_DATABASE), DB_READ, &db) != DONE)
        return argument;
    bool wrong = false;
    while (!wrong && n < PRODUCERS * EACH / 10 * 9) {
        wrong = db_get_int(db, &n, "SELECT count(*) FROM a") != DONE || n < before;
        before = n;
    }
    db_close(db);
    return wrong ? argument : NULL;
}

static void many_write_while_some_read(void)
{
    struct folder *folder;
    struct lane *lane = start("many", &folder, &(struct lane_options){.batch_limit = 16});
    struct producer producers[PRODUCERS];
    pthread_t reader;
    CHECK(pthread_create(&reader, NULL, watch, folder) == 0);
    for (int i = 0; i < PRODUCERS; i++) {
        producers[i] = (struct producer){.lane = lane, .first = i * 1000};
        CHECK(pthread_create(&producers[i].thread, NULL, produce, &producers[i]) == 0);
    }
    for (int i = 0; i < PRODUCERS; i++) {
        pthread_join(producers[i].thread, NULL);
        CHECK_INT(producers[i].wrong, 0);
    }
    void *wrong;
    pthread_join(reader, &wrong);
    CHECK(wrong == NULL);
    struct lane_counts counts = lane_counts(lane);
    CHECK_INT((int64_t)counts.operations, PRODUCERS * EACH);
    CHECK(counts.largest_batch <= 16 && counts.batches <= counts.operations);
    end(lane, folder);
}

static int bulk_run(struct operation *op, struct db *db)
{
    return db_run(db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                  " INSERT INTO a (id) SELECT abs(random() % 1000000000000) + i * 0 FROM n WHERE true ON CONFLICT DO NOTHING");
}

/* Random rows over many pages: the log is begun anew, again and again, by the lane or whenever the side thread caught up. */
static void the_log_stays_short(void)
{
    struct folder *folder;
    struct lane *lane = start("log", &folder, &(struct lane_options){.log_pages = 8000});
    for (int i = 0; i < 500; i++) {
        struct operation bulk = {.run = bulk_run};
        CHECK_DONE(lane_call(lane, &bulk));
    }
    struct lane_counts counts = lane_counts(lane);
    CHECK(counts.largest_wal_pages < 22000);
    CHECK(counts.pages > 2 * counts.largest_wal_pages);
    end(lane, folder);
}

/* A reader that stands on the log keeps it from being begun anew, and that is all it does. */
static void a_long_reader_only_delays(void)
{
    struct folder *folder;
    struct lane *lane = start("long", &folder, &(struct lane_options){.log_pages = 8000});
    struct db *reader;
    int64_t n;
    CHECK_DONE(db_open(folder_path(folder, FOLDER_DATABASE), DB_READ, &reader));
    struct operation first = {.run = bulk_run};
    CHECK_DONE(lane_call(lane, &first));
    CHECK_DONE(db_read_begin(reader));
    CHECK_DONE(db_get_int(reader, &n, "SELECT count(*) FROM a"));
    for (int i = 0; i < 250; i++) {
        struct operation bulk = {.run = bulk_run};
        CHECK_DONE(lane_call(lane, &bulk));
    }
    int64_t again;
    CHECK_DONE(db_get_int(reader, &again, "SELECT count(*) FROM a"));
    CHECK(n == again);
    uint64_t longest = lane_counts(lane).largest_wal_pages;
    CHECK(longest > 12000);
    db_read_end(reader);
    for (int i = 0; i < 150; i++) {
        struct operation bulk = {.run = bulk_run};
        CHECK_DONE(lane_call(lane, &bulk));
    }
    CHECK(lane_counts(lane).largest_wal_pages < longest + 6000);
    db_close(reader);
    end(lane, folder);
}

/* The child writes and tells each answer through the pipe, until it is killed. */
static void write_until_killed(const char *path, int answers, int64_t first)
{
    struct folder *folder;
    struct lane *lane;
    if (folder_open(path, FOLDER_CREATE, &folder) != DONE
        || lane_start(folder, &(struct lane_options){.prepare = make_tables}, &lane) != DONE)
        _exit(1);
    for (int64_t id = first;; id++) {
        struct put put = {.operation.run = put_run, .id = id};
        if (lane_call(lane, &put.operation) != DONE || write(answers, &id, sizeof id) != sizeof id)
            _exit(1);
    }
}

static int64_t kill_a_writer(const char *path, int64_t first)
{
    int ends[2];
    int64_t id = 0, last = first - 1;
    CHECK(pipe(ends) == 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        write_until_killed(path, ends[1], first);
    close(ends[1]);
    for (int i = 0; i < 200 && read(ends[0], &id, sizeof id) == sizeof id; i++)
        last = id;
    kill(child, SIGKILL);
    while (read(ends[0], &id, sizeof id) == sizeof id)
        last = id;
    close(ends[0]);
    CHECK(waitpid(child, NULL, 0) == child);
    return last;
}

static void a_killed_process_loses_no_answer(void)
{
    char path[256];
    int64_t last = 0, rows;
    snprintf(path, sizeof path, "%s", scratch("killed"));
    for (int round = 0; round < 3; round++) {
        int64_t first = last + 1000;
        last = kill_a_writer(path, first);
        struct folder *folder;
        struct lane *lane = start("killed", &folder, NULL);
        struct db *db;
        CHECK_DONE(db_open(folder_path(folder, FOLDER_DATABASE), DB_READ, &db));
        CHECK_DONE(db_check(db));
        CHECK_DONE(db_get_int(db, &rows, "SELECT count(*) FROM a WHERE id BETWEEN ?1 AND ?2", value_int(first), value_int(last)));
        CHECK(last - first >= 199 && rows == last - first + 1);
        CHECK_DONE(db_get_int(db, &rows, "SELECT count(*) FROM a WHERE id > ?1", value_int(last)));
        CHECK(rows <= 1);                                    /* written, and killed before it could tell */
        db_close(db);
        end(lane, folder);
    }
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"an answer means it is there", an_answer_means_it_is_there},
        {"a refusal takes only itself back", a_refusal_takes_only_itself_back},
        {"a broken reference fails alone", a_broken_reference_fails_alone},
        {"ending the transaction ends the lane", ending_the_transaction_ends_the_lane},
        {"waiting operations share a commit", waiting_operations_share_a_commit},
        {"the generation moves before the answer", the_generation_moves_before_the_answer},
        {"preparation is all or nothing", preparation_is_all_or_nothing},
        {"only the owner writes", only_the_owner_writes},
        {"many write while some read", many_write_while_some_read},
        {"the log stays short", the_log_stays_short},
        {"a long reader only delays", a_long_reader_only_delays},
        {"a killed process loses no answer", a_killed_process_loses_no_answer},
    };
    return check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
}

#include "by_hand.h"

/* An operation that adds one unit and then does what its test wants. */
struct add {
    struct operation operation;
    int id, outcome, answered;
    int (*then)(struct add *, struct db *);
};

static struct lane lane;
static struct queue batch;
static int answers;

static int add_run(struct operation *op, struct db *db)
{
    struct add *add = (struct add *)op;
    TRY(db_run(db, "INSERT INTO unit (id, name) VALUES (?1, 'unit ' || ?1)", value_int(add->id)));
    if (add->then)
        TRY(add->then(add, db));
    return add->outcome ? fail(add->outcome, "refused %d", add->id) : DONE;
}

static void add_done(struct operation *op, int outcome)
{
    struct add *add = (struct add *)op;
    add->answered = outcome;
    answers++;
}

static struct add new_add(int id, int outcome)
{
    return (struct add){.operation = {.run = add_run, .done = add_done}, .id = id, .outcome = outcome, .answered = -2};
}

static void begin(const char *name)
{
    lane_by_hand(&lane, name);
    queue_init(&batch);
    answers = 0;
}

static void first_in_first_out(void)
{
    struct queue q;
    struct operation ops[3];
    queue_init(&q);
    CHECK(queue_take(&q) == NULL);
    for (int round = 0; round < 2; round++) {               /* once emptied, it is as good as new */
        for (int i = 0; i < 3; i++)
            queue_add(&q, &ops[i]);
        CHECK_INT((int64_t)q.n, 3);
        for (int i = 0; i < 3; i++) {
            CHECK(queue_take(&q) == &ops[i]);
            CHECK(ops[i].next == NULL);
        }
        CHECK(queue_take(&q) == NULL);
        CHECK_INT((int64_t)q.n, 0);
    }
}

static void each_gets_its_own_answer(void)
{
    begin("own.db");
    struct add adds[] = {new_add(1, DONE), new_add(2, INVALID), new_add(1, DONE), new_add(3, FATAL), new_add(4, DONE)};
    for (size_t i = 0; i < ARRAY_SIZE(adds); i++)
        queue_add(&batch, &adds[i].operation);
    CHECK_INT(lane_batch(&lane, &batch), DB_SOUND);
    CHECK_INT(answers, 5);
    CHECK_INT(adds[0].answered, DONE);
    CHECK_TEXT(adds[0].operation.message, "");
    CHECK_TEXT(adds[0].operation.place, "");
    CHECK_INT(adds[1].answered, INVALID);
    CHECK_TEXT(adds[1].operation.message, "refused 2");
    CHECK(strstr(adds[1].operation.place, "test_lane_batch.c:") != NULL);
    CHECK_INT(adds[2].answered, CONFLICT);
    CHECK_TEXT(adds[2].operation.message, "已有同样的记录（unit.id），请核对后再保存");
    CHECK_INT(adds[3].answered, FATAL);
    CHECK_INT(adds[4].answered, DONE);
    CHECK_INT(count_units(lane.db), 2);
    struct lane_counts counts = lane_counts(&lane);
    CHECK_INT((int64_t)counts.operations, 5);
    CHECK_INT((int64_t)counts.refused, 3);
    CHECK_INT((int64_t)counts.batches, 1);
    CHECK_INT((int64_t)counts.largest_batch, 5);
    CHECK_INT((int64_t)lane_generation(&lane), 1);
    db_close(lane.db);
}

static int read_only(struct operation *op, struct db *db)
{
    return count_units(db) >= 0 ? DONE : FATAL;
}

static void only_a_change_moves_the_generation(void)
{
    begin("generation.db");
    struct add looks = new_add(0, DONE);
    looks.operation.run = read_only;
    queue_add(&batch, &looks.operation);
    CHECK_INT(lane_batch(&lane, &batch), DB_SOUND);
    CHECK_INT(looks.answered, DONE);
    CHECK_INT((int64_t)lane_generation(&lane), 0);
    CHECK_INT((int64_t)lane_counts(&lane).batches, 1);
    db_close(lane.db);
}

static struct add late;

static int another_comes(struct add *add, struct db *db)
{
    late = new_add(add->id + 1, DONE);
    queue_add(&lane.queue, &late.operation);
    return DONE;
}

/* Who comes while a batch runs shares its commit, up to the limits of number and time. */
static void late_comers_share_the_commit(void)
{
    static const struct {
        size_t limit;
        int64_t us;
        int answered;
    } rows[] = {{2, 10000000, DONE}, {1, 10000000, -2}, {2, 0, -2}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        begin(i == 0 ? "late0.db" : i == 1 ? "late1.db" : "late2.db");
        lane.options.batch_limit = rows[i].limit;
        lane.options.batch_us = rows[i].us;
        struct add add = new_add(1, DONE);
        add.then = another_comes;
        queue_add(&batch, &add.operation);
        CHECK_INT(lane_batch(&lane, &batch), DB_SOUND);
        CHECK_INT(add.answered, DONE);
        CHECK_INT(late.answered, rows[i].answered);
        CHECK_INT((int64_t)(lane.queue.n + batch.n), late.answered == DONE ? 0 : 1);
        db_close(lane.db);
    }
}

static void what_is_above_the_limit_waits(void)
{
    begin("limit.db");
    lane.options.batch_limit = 2;
    struct add adds[] = {new_add(1, DONE), new_add(2, DONE), new_add(3, DONE)};
    for (size_t i = 0; i < ARRAY_SIZE(adds); i++)
        queue_add(&batch, &adds[i].operation);
    CHECK_INT(lane_batch(&lane, &batch), DB_SOUND);
    CHECK_INT(count_units(lane.db), 2);
    CHECK_INT(adds[2].answered, -2);
    CHECK_INT(lane_batch(&lane, &batch), DB_SOUND);
    CHECK_INT(adds[2].answered, DONE);
    db_close(lane.db);
}

static void gathering_takes_no_more_than_asked(void)
{
    begin("gather.db");
    struct add adds[3];
    for (int i = 0; i < 3; i++) {
        adds[i] = new_add(i, DONE);
        queue_add(&lane.queue, &adds[i].operation);
    }
    lane_gather(&lane, &batch, 2);
    CHECK_INT((int64_t)batch.n, 2);
    CHECK(batch.first == &adds[0].operation && lane.queue.first == &adds[2].operation);
    lane_answer(&batch, UNAVAILABLE, "不能保存");
    CHECK_INT(answers, 2);
    CHECK_INT(adds[1].answered, UNAVAILABLE);
    CHECK_TEXT(adds[1].operation.message, "不能保存");
    CHECK_INT(adds[2].answered, -2);
    db_close(lane.db);
}

static int disk_is_full(struct add *add, struct db *db)
{
    (void)db_fail(db, SQLITE_FULL);
    return add->id == 2 ? DONE : UNAVAILABLE;
}

static int disk_is_broken(struct add *add, struct db *db)
{
    (void)db_fail(db, SQLITE_IOERR_WRITE);
    return DONE;                                       /* swallowed: the connection remembers */
}

static int ends_the_transaction(struct add *add, struct db *db)
{
    return db_run(db, "COMMIT");
}

static int fails_before_commit(struct db *db)
{
    return fail(INVALID, "the sum does not fit");
}

/* The whole batch is lost, and says what its members may believe of it. */
static void a_lost_batch_says_what_became_of_it(void)
{
    static const struct {
        const char *name;
        int (*then)(struct add *, struct db *);
        int (*before_commit)(struct db *);
        enum db_trouble trouble;
        enum lane_state state;
        int answered;
        const char *message;
        int64_t saved;
    } rows[] = {
        {"full.db", disk_is_full, NULL, DB_NO_ROOM, LANE_FULL, UNAVAILABLE, "磁盘已满，没有保存。请联系系统管理员清理磁盘", 0},
        {"broken.db", disk_is_broken, NULL, DB_BROKEN, LANE_FATAL, UNAVAILABLE, "没有保存，请稍后再试", 0},
        {"sum.db", NULL, fails_before_commit, DB_BROKEN, LANE_FATAL, UNAVAILABLE, "没有保存，请稍后再试", 0},
        {"ended.db", ends_the_transaction, NULL, DB_BROKEN, LANE_FATAL, UNKNOWN,
         "结果未知：写入磁盘时出错。系统正在重启，请稍后刷新，看看是否已保存，再决定是否重做", 2},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        begin(rows[i].name);
        lane.db->before_commit = rows[i].before_commit;
        struct add good = new_add(1, DONE), bad = new_add(2, DONE), behind = new_add(3, DONE);
        bad.then = rows[i].then;
        queue_add(&batch, &good.operation);
        queue_add(&batch, &bad.operation);
        if (rows[i].then)
            queue_add(&batch, &behind.operation);
        CHECK_INT(lane_batch(&lane, &batch), rows[i].trouble);
        CHECK_INT(lane_state(&lane), rows[i].state);
        CHECK_INT(good.answered, rows[i].answered);
        CHECK_TEXT(good.operation.message, rows[i].message);
        CHECK_INT(bad.answered, rows[i].answered);
        CHECK_INT(behind.answered, -2);                        /* it did not run: the thread answers it */
        CHECK_INT((int64_t)lane_generation(&lane), 0);
        CHECK(*lane.message);
        CHECK_INT(count_units(lane.db), rows[i].saved);
        db_close(lane.db);
    }
}

TESTS(
    {"first in, first out", first_in_first_out},
    {"each gets its own answer", each_gets_its_own_answer},
    {"only a change moves the generation", only_a_change_moves_the_generation},
    {"late comers share the commit", late_comers_share_the_commit},
    {"what is above the limit waits", what_is_above_the_limit_waits},
    {"gathering takes no more than asked", gathering_takes_no_more_than_asked},
    {"a lost batch says what became of it", a_lost_batch_says_what_became_of_it},
)

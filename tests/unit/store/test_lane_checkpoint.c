#include "by_hand.h"
#include "fault_vfs.h"

#include <sys/stat.h>

/* One for each test: one that failed has left its side thread running. */
static struct lane lanes[16], *lane = lanes;

/* A commit of about `pages` pages. */
static void write_pages(int pages)
{
    static int id;
    CHECK_DONE(db_run(lane->db, "INSERT INTO unit (id, name, seal) VALUES (?1, 'unit ' || ?1, zeroblob(?2))", value_int(++id),
                      value_int(pages * INT64_C(4000))));
}

static int64_t size_of(const char *name)
{
    struct stat st;
    CHECK(stat(scratch(name), &st) == 0);
    return st.st_size;
}

static void begin(const char *name, int64_t log_pages)
{
    fault_arm(0, FAULT_NONE, 0);
    fault_forget_all();
    lane_by_hand(++lane, name);
    lane->options.log_pages = log_pages;
    CHECK_DONE(checkpoint_start(lane));
}

static void end(void)
{
    checkpoint_stop(lane);
    checkpoint_stop(lane);                            /* twice is once */
    db_close(lane->db);
}

static void finishing_empties_the_log(void)
{
    begin("finish.db", 32000);
    write_pages(20);
    CHECK(size_of("finish.db-wal") > 20 * 4096);
    CHECK(lane->wal_pages >= 20);
    CHECK_INT((int64_t)lane_counts(lane).pages, lane->wal_pages);
    CHECK_INT(checkpoint_finish(lane), DB_SOUND);
    CHECK_INT(size_of("finish.db-wal"), 0);
    CHECK_INT(lane->wal_pages, 0);
    CHECK_INT((int64_t)lane_counts(lane).checkpoints, 1);
    uint64_t longest = lane_counts(lane).largest_wal_pages, pages = lane_counts(lane).pages;
    CHECK(longest >= 20);
    write_pages(1);
    CHECK(lane->wal_pages < 20 && lane_counts(lane).largest_wal_pages == longest);
    CHECK_INT((int64_t)(lane_counts(lane).pages - pages), lane->wal_pages);
    end();
}

static void a_short_log_is_left_alone(void)
{
    begin("short.db", 32000);
    write_pages(20);
    int64_t before = size_of("short.db");
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    CHECK_INT((int64_t)lane_counts(lane).checkpoints, 0);
    CHECK_INT(size_of("short.db"), before);
    lane->options.log_pages = lane->wal_pages + 1;     /* so little that it could be copied, and yet too early */
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    CHECK_INT((int64_t)lane_counts(lane).checkpoints, 0);
    end();
}

/* Long, and so little of it is left that the lane copies that: the next commit begins the log anew. */
static void a_long_log_is_begun_anew(void)
{
    begin("anew.db", 100);
    write_pages(110);
    int64_t before = lane->wal_pages;
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    CHECK_INT((int64_t)lane_counts(lane).checkpoints, 1);
    uint64_t pages = lane_counts(lane).pages;
    write_pages(1);
    CHECK(lane->wal_pages < before);
    CHECK_INT((int64_t)(lane_counts(lane).pages - pages), lane->wal_pages);
    CHECK_DONE(db_check(lane->db));
    end();
}

/* At twice its length the lane waits for whoever copies, and the log is begun anew whatever is left. */
static void at_twice_its_length_nothing_else_goes_on(void)
{
    begin("twice.db", 600);
    for (int i = 0; i < 2; i++) {
        write_pages(300);
        CHECK_INT(checkpoint_tend(lane), DB_SOUND);           /* asks the side thread */
    }
    write_pages(1300);
    int64_t before = lane->wal_pages;
    CHECK(before >= 2 * 600);
    for (int i = 0; i < 2; i++)                                /* takes the answer; then copies */
        CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    lane->wal_retry = 0;
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    write_pages(1);
    CHECK(lane->wal_pages < before);
    CHECK_DONE(db_check(lane->db));
    end();
}

/* What a reader stands on stays in the log; nothing is lost, and nothing is wrong. */
static void a_reader_only_delays(void)
{
    struct db *reader;
    begin("reader.db", 100);
    CHECK_DONE(db_open(scratch("reader.db"), DB_READ, &reader));
    CHECK_DONE(db_read_begin(reader));
    CHECK_INT(count_units(reader), 0);
    write_pages(110);
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    int64_t before = lane->wal_pages;
    write_pages(1);
    CHECK(lane->wal_pages > before);                            /* not begun anew */
    CHECK_INT(count_units(reader), 0);
    db_read_end(reader);
    CHECK_INT(count_units(reader), 2);
    db_close(reader);
    CHECK_INT(checkpoint_finish(lane), DB_SOUND);
    CHECK_INT(size_of("reader.db-wal"), 0);
    end();
}

/* SQLite may believe pages written that a failed sync dropped: an error here ends the lane, a full disk does not. */
static void trouble_is_told(void)
{
    static const struct {
        enum fault fault;
        enum db_trouble trouble;
        const char *message;
    } rows[] = {
        {FAULT_EIO, DB_BROKEN, "数据库读写出错"},
        {FAULT_ENOSPC, DB_NO_ROOM, "磁盘已满，没有保存。请联系系统管理员清理磁盘"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        begin(i ? "full.db" : "broken.db", 100);
        write_pages(110);
        fault_arm(1, rows[i].fault, 100);
        CHECK_INT(i ? checkpoint_finish(lane) : checkpoint_tend(lane), rows[i].trouble);
        CHECK(strncmp(lane->message, rows[i].message, strlen(rows[i].message)) == 0);
        fault_arm(0, FAULT_NONE, 0);
        end();
    }
}

/* What the side thread met is told by the lane when it takes the answer. */
static void trouble_of_the_side_thread_is_told(void)
{
    begin("side.db", 2000);
    write_pages(600);
    fault_arm(1, FAULT_EIO, 1);
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    CHECK_INT(checkpoint_finish(lane), DB_BROKEN);
    CHECK(strncmp(lane->message, "数据库读写出错", strlen("数据库读写出错")) == 0);
    fault_arm(0, FAULT_NONE, 0);
    end();
}

/* The side thread syncs after every 32 pages, so that no sync takes long. */
static void the_side_thread_takes_sips(void)
{
    bool whole;
    begin("sips.db", 2000);
    CHECK_INT(checkpoint_finish(lane), DB_SOUND);
    int64_t size = size_of("sips.db");
    write_pages(640);
    fault_arm(0, FAULT_NONE, 0);
    CHECK_INT(checkpoint_tend(lane), DB_SOUND);
    do {
        usleep(1000);
        pthread_mutex_lock(&lane->copier.mutex);
        whole = !lane->copier.busy;
        pthread_mutex_unlock(&lane->copier.mutex);
    } while (!whole);
    int64_t pages = (size_of("sips.db") - size) / 4096;
    CHECK(pages >= 600);
    CHECK(fault_count() - pages >= pages / 32);
    CHECK(fault_count() - pages <= pages / 32 + 16);           /* and pages that were there, the log's sync and the last */
    end();
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"finishing empties the log", finishing_empties_the_log},
        {"a short log is left alone", a_short_log_is_left_alone},
        {"a long log is begun anew", a_long_log_is_begun_anew},
        {"at twice its length nothing else goes on", at_twice_its_length_nothing_else_goes_on},
        {"a reader only delays", a_reader_only_delays},
        {"trouble is told", trouble_is_told},
        {"trouble of the side thread is told", trouble_of_the_side_thread_is_told},
        {"the side thread takes sips", the_side_thread_takes_sips},
    };
    fault_install();
    return check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
}

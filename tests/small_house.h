/* A data folder of its own for the tests of doors, with office and one small feature that the test brings. */
#ifndef MINGZE_TESTS_SMALL_HOUSE_H
#define MINGZE_TESTS_SMALL_HOUSE_H

#include <ftw.h>

#include "check.h"
#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "office/office.h"

static struct {
    char path[64];
    struct system *system;       /* NULL while it is closed */
} house;

static int house_unlink(const char *path, const struct stat *s, int type, struct FTW *at)
{
    return remove(path);
}

static void house_remove(void)
{
    nftw(house.path, house_unlink, 8, FTW_DEPTH | FTW_PHYS);
}

__attribute__((unused)) static void house_open(enum system_mode mode)
{
    CHECK_DONE(system_open(house.path, mode, &house.system));
}

__attribute__((unused)) static void house_close(void)
{
    system_close(house.system);
    house.system = NULL;
}

/* Office with the organisation, which its accounts refer to, and the feature. */
__attribute__((unused)) static void house_setup(const struct feature *feature)
{
    const struct feature *const features[] = {&organisation_feature, feature};
    CHECK_DONE(office_setup(features, 2));
}

/* Sets up office with the feature; the folder is there, opened, and removed when the program ends. */
__attribute__((unused)) static void house_begin(const struct feature *feature)
{
    json_setup();
    snprintf(house.path, sizeof house.path, "%s/mingze-house-XXXXXX", check_place());
    CHECK(mkdtemp(house.path));
    atexit(house_remove);
    house_setup(feature);
    house_open(SYSTEM_CREATE);
}

__attribute__((unused)) static void house_end(void)
{
    if (house.system)
        house_close();
    office_clear();
}

#endif

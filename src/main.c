/* argv to command; nothing else. */
#include <stdio.h>

#include "base/base.h"
#include "cli/cli.h"
#include "office/office.h"
#include "web/web.h"

extern const struct feature *const features[];
extern const int feature_count;

int main(int argc, char **argv)
{
    static const struct door *const doors[] = { &web_door, &cli_door };
    if (office_setup(features, feature_count) != DONE) {
        fprintf(stderr, "mingze：%s\n", error_message());
        return 1;
    }
    system_doors_set(doors, ARRAY_SIZE(doors));
    return cli_main(argc, argv);
}

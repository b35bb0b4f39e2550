/* THE list of features, in order of reference; nothing else. */
#include "base/base.h"
#include "feature/handover/handover.h"
#include "feature/life/life.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/rectification.h"

extern const struct feature *const features[];
extern const int feature_count;

const struct feature *const features[] = {
    &organisation_feature,
    &handover_feature,
    &rectification_feature,
    &life_feature,
};
const int feature_count = ARRAY_SIZE(features);

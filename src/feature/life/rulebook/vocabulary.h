/* The words the regulations speak in: kinds of unit, sectors, kinds of activity.
 *
 * Each is a table indexed by its enum: the id in files and in the database, the label people see, and what else
 * people write for it.  The order of the first seven kinds of activity is the order of the lanes of a mask (mask.h). */
#ifndef MINGZE_LIFE_VOCABULARY_H
#define MINGZE_LIFE_VOCABULARY_H

enum unit_kind {
    UNIT_WORKING_COMMITTEE, UNIT_LEADING_GROUP, UNIT_ORGAN_COMMITTEE, UNIT_DISCIPLINE_COMMITTEE, UNIT_GENERAL_BRANCH,
    UNIT_BRANCH, UNIT_GROUP, UNIT_TEMPORARY_BRANCH, UNIT_DEPARTMENT, UNIT_EXTERNAL_SUPERVISOR, UNIT_KIND__COUNT
};
enum sector { SECTOR_ORGAN, SECTOR_VILLAGE, SECTOR_ENTERPRISE, SECTOR_UNIVERSITY, SECTOR__COUNT };
enum activity_kind {
    ACTIVITY_ASSEMBLY, ACTIVITY_COMMITTEE, ACTIVITY_GROUP, ACTIVITY_LECTURE, ACTIVITY_THEME_DAY,
    ACTIVITY_ORGANISATION_LIFE, ACTIVITY_APPRAISAL, ACTIVITY_TALK, ACTIVITY_STUDY, ACTIVITY_LIFE_MEETING, ACTIVITY_OTHER,
    ACTIVITY_KIND__COUNT
};

struct word {
    const char *id, *label;
    const char *others;          /* other ways to write it, "支部 联合党支部"; NULL = none */
};

extern const struct word unit_kind_words[UNIT_KIND__COUNT], sector_words[SECTOR__COUNT],
    activity_kind_words[ACTIVITY_KIND__COUNT];

/* The index of what is written in any of its ways (spaces around it, case, full-width brackets do not matter); -1 for none. */
int vocabulary_find(const struct word *, int n, const char *written);

#endif

/* The readers that the table of kinds names; private to it. */
#ifndef MINGZE_MODEL_KINDS_PARSE_H
#define MINGZE_MODEL_KINDS_PARSE_H

#include "model/record.h"

typedef int kind_parse(struct arena *, const struct field *, const char *, struct field_value *ret,
                       const char **ret_problem);

kind_parse parse_line, parse_paragraphs, parse_int, parse_date, parse_moment, parse_bool, parse_enum, parse_ref,
    parse_refs, parse_file, parse_money, parse_percent;

#endif

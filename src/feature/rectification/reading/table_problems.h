/* Ledgers: tables whose head row names a column of problems. */
#ifndef MINGZE_RECTIFICATION_TABLE_PROBLEMS_H
#define MINGZE_RECTIFICATION_TABLE_PROBLEMS_H

#include "feature/rectification/reading/harvest.h"

/* Takes the rows of the document's table (from 1) as problems; none when it is no ledger. */
void table_problems_take(struct harvest *, int table);

#endif

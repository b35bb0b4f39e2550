#ifndef MINGZE_FEATURE_RECTIFICATION_INBOX_H
#define MINGZE_FEATURE_RECTIFICATION_INBOX_H

#include "office/office.h"

/* Lines of the workbench (struct inbox_line). */
int problems_overdue(struct request *, int limit, json_t **ret_rows, int *ret_count);
int problems_returned(struct request *, int limit, json_t **ret_rows, int *ret_count);
int plans_to_approve(struct request *, int limit, json_t **ret_rows, int *ret_count);
int closings_to_endorse(struct request *, int limit, json_t **ret_rows, int *ret_count);
int closings_to_accept(struct request *, int limit, json_t **ret_rows, int *ret_count);
int extensions_to_approve(struct request *, int limit, json_t **ret_rows, int *ret_count);
int sources_to_receive(struct request *, int limit, json_t **ret_rows, int *ret_count);
int sources_to_confirm(struct request *, int limit, json_t **ret_rows, int *ret_count);
int problems_to_claim(struct request *, int limit, json_t **ret_rows, int *ret_count);
int plans_to_submit(struct request *, int limit, json_t **ret_rows, int *ret_count);
int closings_to_request(struct request *, int limit, json_t **ret_rows, int *ret_count);
int problems_due_soon(struct request *, int limit, json_t **ret_rows, int *ret_count);

#endif

/* What must hold before an act on a problem: one function a verb, the same for page, API, command and import. */
#ifndef MINGZE_FEATURE_RECTIFICATION_GATES_H
#define MINGZE_FEATURE_RECTIFICATION_GATES_H

#include "feature/rectification/private.h"

/* Each gives DONE, or INVALID having said with change_problem what stands in the way. */
int claim_gate(struct change *);
int plan_gate(struct change *);
int start_gate(struct change *);
int request_closing_gate(struct change *);
int request_again_gate(struct change *);
int endorse_gate(struct change *);
int accept_gate(struct change *);
int return_plan_gate(struct change *);
int recheck_gate(struct change *);
int extend_gate(struct change *);
int extended_gate(struct change *);
int exit_gate(struct change *);
int transfer_gate(struct change *);

#endif

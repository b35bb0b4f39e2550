/* Pages, panels and lines of the workbench about elections: one function a row of life.c. */
#ifndef MINGZE_LIFE_ELECTION_PAGES_H
#define MINGZE_LIFE_ELECTION_PAGES_H

#include "feature/life/election/election.h"
#include "office/office.h"

/* GET and POST /election_round/:id/count */
extern const char *const count_parameters[];
int count_form(struct request *);
int count_apply(struct request *, struct db *);

/* On an election's page: its steps, each ballot with its list and numbers, what to watch; what `install` will write. */
int election_panel(struct request *, const struct record *election, json_t **ret);
int install_panel(struct request *, const struct record *election, json_t **ret);
/* On an organisation's page: its elections, and the way to begin one. */
int unit_elections_panel(struct request *, const struct record *unit, json_t **ret);

/* For the superior: requests and reports that wait for his answer.  For who runs one: approved or elected, to go on with. */
int elections_to_answer(struct request *, int limit, json_t **ret_rows, int *ret_count);
int elections_to_go_on(struct request *, int limit, json_t **ret_rows, int *ret_count);

/* GET /election/:id/papers and /election/:id/KIND.docx */
extern const char *const ballot_paper_parameters[];
int election_papers_model(struct request *);
int election_paper_model(struct request *);
/* mingze election paper KIND --election ID -o OUT.docx */
extern const struct option election_paper_options[];
int election_paper_run(struct command_call *);

#endif

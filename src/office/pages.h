/* The functions behind office's own page rows (pages.c). */
#ifndef MINGZE_OFFICE_PAGES_H
#define MINGZE_OFFICE_PAGES_H

#include "office/office.h"

/* login.c */
int login_form(struct request *);
int login_prepare(struct request *);
int login_apply(struct request *, struct db *);
int logout_apply(struct request *, struct db *);
int login_code_form(struct request *);
int login_code_apply(struct request *, struct db *);

/* me.c */
int me_form(struct request *);
int me_apply(struct request *, struct db *);
int token_remove(struct request *, struct db *);
int password_form(struct request *);
int password_prepare(struct request *);
int password_apply(struct request *, struct db *);
int totp_form(struct request *);
int totp_image(struct request *);
int totp_apply(struct request *, struct db *);

/* account_page.c */
int account_code_prepare(struct request *);
int account_code_apply(struct request *, struct db *);
int account_unlock_apply(struct request *, struct db *);
int account_forget_apply(struct request *, struct db *);
int account_panel(struct request *, const struct record *, json_t **ret);

/* workbench.c */
int workbench(struct request *);
int search_page(struct request *);
int complaint_form(struct request *);

/* calendar.c */
int calendar_list(struct request *);

/* journal_page.c, openapi.c */
int journal_page(struct request *);
int openapi_page(struct request *);
json_t *openapi_json(void);

#endif

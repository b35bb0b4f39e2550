/* The pages that every entity has without asking: one function a kind of page, over any entity. */
#ifndef MINGZE_OFFICE_GENERIC_H
#define MINGZE_OFFICE_GENERIC_H

#include "office/office.h"

const struct entity *page_entity(const struct request *);

/* generic_list.c */
int generic_list(struct request *);
int generic_export_prepare(struct request *);
int generic_list_request(struct request *, struct list_request *ret);      /* from the inputs; INVALID is a 400 */
json_t *generic_children(struct request *, const struct record *);         /* [{label,href,new,columns,rows}] */

/* generic_record.c */
int generic_record(struct request *);
int generic_file(struct request *);

/* generic_form.c */
int generic_new(struct request *);
int generic_edit(struct request *);
int generic_create_prepare(struct request *);
int generic_create(struct request *, struct db *);
int generic_change(struct request *, struct db *);
int generic_act(struct request *, struct db *);
int generic_act_form(struct request *);
int generic_remove(struct request *, struct db *);

/* generic_import.c */
int generic_import_form(struct request *);
int generic_import_prepare(struct request *);
int generic_import(struct request *, struct db *);

/* sheet.c: the same for pages and commands */
int sheet_write(struct arena *, struct db *, const struct list_request *, const char *path, const char *note, int64_t *ret_rows);
/* Text that a spreadsheet program would calculate when it opens a .csv: it goes out with an apostrophe before it, which
 * is taken off again when it comes in. */
bool sheet_guarded(const char *text);
int sheet_preview(struct arena *, struct db *, const struct access *, const struct entity *, const char *name,
                  const void *bytes, size_t n, struct sheet_preview **ret);
int sheet_save(struct change *, const struct sheet_preview *);
json_t *sheet_preview_json(const struct sheet_preview *);

#endif

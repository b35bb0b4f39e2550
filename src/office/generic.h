/* The pages that every entity has without asking: one function a kind of page, over any entity. */
#ifndef MINGZE_OFFICE_GENERIC_H
#define MINGZE_OFFICE_GENERIC_H

#include "office/office.h"

const struct entity *page_entity(const struct request *);

/* generic_list.c */
int generic_export_prepare(struct request *);
int generic_list_request(struct request *, struct list_request *ret);      /* from the inputs; INVALID is a 400 */
json_t *generic_children(struct request *, const struct record *);         /* [{label,href,new,columns,rows}] */

/* generic_record.c */
/* What a record says and what hangs on it: groups, files, children, panels.  On its page, and beneath the form of an act, so
 * that who decides sees what he decides about. */
void generic_context(struct request *, const struct record *);
int generic_record(struct request *);
int generic_file(struct request *);

/* generic_form.c */
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

/* sheet.c: records as sheets, the same for pages and commands */

/* What goes out and comes in as one file: one entity, or a feature's, in order of reference. */
struct sheet_set { const char *name, *label; const struct entity *const *entities; int n; };
struct sheet_set sheet_set_of(struct arena *, const struct entity *);
struct sheet_set sheet_set_of_feature(const struct feature *);
/* Of a page: /unit/import, /organisation/import. */
struct sheet_set sheet_set_of_page(const struct request *);

int sheet_write(struct arena *, struct db *, const struct list_request *, const char *path, const char *note, int64_t *ret_rows);
/* Text that a spreadsheet program would calculate when it opens a .csv: it goes out with an apostrophe before it, which
 * is taken off again when it comes in. */
bool sheet_guarded(const char *text);
/* All that the access may export of each entity. */
int sheet_write_set(struct arena *, struct db *, const struct access *, const struct sheet_set *, const char *path,
                    const char *note, int64_t *ret_rows);
/* Empty sheets with their drop-downs, and one that explains the columns. */
int sheet_write_template(struct arena *, const struct sheet_set *, const char *path);

struct sheet_import { struct sheet_preview *previews; int n; const char *unread; };     /* unread: names of sheets that are none of these */
/* NOT_FOUND when the file has no sheet of the set. */
int sheet_preview(struct arena *, struct db *, const struct access *, const struct sheet_set *, const char *name,
                  const void *bytes, size_t n, struct sheet_import *ret);
int sheet_counted(const struct sheet_import *, enum row_state);
json_t *sheet_import_json(struct arena *, const struct sheet_import *);
/* Saves all and journals the whole as one event; all or nothing. */
int sheet_import_save(struct change *, const struct sheet_set *, const struct sheet_import *, const char *file);

/* book.c */
int book_export_prepare(struct request *);
int book_template_prepare(struct request *);

#endif

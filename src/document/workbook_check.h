/* libxlsxwriter does not look whether its temporary files could be written: on a full disk it
 * packs a cut-off sheet and reports success.  So a finished workbook is read once. */
#ifndef MINGZE_DOCUMENT_WORKBOOK_CHECK_H
#define MINGZE_DOCUMENT_WORKBOOK_CHECK_H

/* DONE when every sheet of the file unpacks with a right checksum and is whole; else UNAVAILABLE. */
int workbook_check(const char *path);

#endif

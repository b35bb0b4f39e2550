/* The door for browsers and programs: HTTP, addresses, forms, views.
 *
 *     connection ─► exchange: head, body ─► router ─► request_authorize … (office) ─► answer
 *                                                          │    ▲
 *                                              suspended   ▼    │  resumed
 *                                                    the write lane
 *
 * A few workers, each with its own epoll and its own reading connection of the
 * database.  A worker never waits: for the disk an exchange is suspended, and the
 * lane resumes it when its operation is committed.
 *
 * The pages are office's rows (office_page_at), the templates the embedded
 * resources "views/…", the rest "assets/…".  Everything that can be wrong with
 * them is found when the door is opened. */
#ifndef MINGZE_WEB_H
#define MINGZE_WEB_H

struct door;

/* Options of the serve row: "listen" (ADDRESS:PORT, default 127.0.0.1:8018; port 0 takes a free one and
 * logs it), "proxy" (the one address whose X-Forwarded-For, -Proto and -Host are believed).
 * INVALID: an address, a page row or a view is wrong; UNAVAILABLE: the address is taken. */
extern const struct door web_door;

#endif

/* A window over the body: bytes are appended, taken from the front as far as
 * they are understood, and the rest waits for more.
 *
 *     PREAMBLE ─delimiter─► AFTER ─CRLF─► HEAD ─blank line─► BODY ─delimiter─► AFTER …
 *                             └── "--" ─► END
 *
 * The window starts with a line break of our own, so that the first delimiter looks like the others. */
#include "web/multipart.h"

#include "base/base.h"
#include "office/request.h"
#include "web/form.h"
#include "web/spool.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum state { PREAMBLE, AFTER, HEAD, BODY, END };
enum { BOUNDARY_MAX = 70, PREAMBLE_MAX = 1024 };

struct file {
    struct upload upload;
    struct spool spool;
};

struct multipart {
    struct arena *arena;
    struct form *form;
    enum state state;
    char delimiter[BOUNDARY_MAX + 5];          /* "\r\n--boundary" */
    size_t delimiter_n;
    char *window;
    size_t n, cap;
    size_t skipped;                            /* bytes of preamble */
    size_t parts;
    char *name;                                /* of the part being read */
    struct buffer text;                        /* its value, when it is no file */
    bool is_file;
    struct file *files;
    size_t file_n;
};

static bool boundary_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && strchr("'()+_,-./:=? ", c) != NULL);
}

/* RFC 2046 §5.1.1. */
static int boundary_read(struct multipart *m, const char *type)
{
    const char *at = strcasestr(type, "boundary=");
    if (at == NULL)
        return fail(INVALID, "multipart 表单没有 boundary");
    at += strlen("boundary=");
    bool quoted = *at == '"';
    at += quoted;
    size_t n = strcspn(at, quoted ? "\"" : "; \t");
    if (n == 0 || n > BOUNDARY_MAX)
        return fail(INVALID, "multipart 表单的 boundary 长度不对");
    for (size_t i = 0; i < n; i++)
        if (!boundary_character(at[i]))
            return fail(INVALID, "multipart 表单的 boundary 里有不允许的字符");
    memcpy(m->delimiter, "\r\n--", 4);
    memcpy(m->delimiter + 4, at, n);
    m->delimiter_n = n + 4;
    return DONE;
}

/* Room for n more bytes in the window.  It never holds more than a chunk and a part's head. */
static void window_add(struct multipart *m, const char *bytes, size_t n)
{
    if (m->n + n > m->cap) {
        size_t cap = m->n + n + MULTIPART_HEAD_MAX;
        char *window = arena_alloc(m->arena, cap);
        memcpy(window, m->window != NULL ? m->window : "", m->n);
        m->window = window;
        m->cap = cap;
    }
    memcpy(m->window + m->n, bytes, n);
    m->n += n;
}

static void window_take(struct multipart *m, size_t n)
{
    m->n -= n;
    memmove(m->window, m->window + n, m->n);
}

int multipart_create(struct arena *arena, const char *content_type, struct form *form, struct multipart **ret)
{
    struct multipart *m = arena_new(arena, struct multipart);
    m->arena = arena;
    m->form = form;
    m->files = arena_array(arena, struct file, MULTIPART_PARTS_MAX);
    TRY(boundary_read(m, content_type));
    window_add(m, "\r\n", 2);
    *ret = m;
    return DONE;
}

/* Browsers write a quote in a name as %22, others as \" (WHATWG HTML, multipart/form-data encoding). */
static char *parameter_value(struct arena *arena, const char *from, const char *end)
{
    struct buffer out = buffer_in(arena);
    for (const char *p = from; p < end; p++) {
        if (*p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
            buffer_addc(&out, *++p);
        else if (end - p >= 3 && strncmp(p, "%22", 3) == 0)
            buffer_addc(&out, '"'), p += 2;
        else
            buffer_addc(&out, *p);
    }
    return out.p;
}

/* The quoted parameter `name` of a header's value; NULL when it is not there. */
static char *parameter_find(struct arena *arena, const char *value, const char *name)
{
    for (const char *p = strchr(value, ';'); p != NULL && *p == ';';) {
        p += 1 + strspn(p + 1, " \t");
        size_t n = strcspn(p, "=;");
        const char *from = p + n + 2, *end;
        if (p[n] != '=' || p[n + 1] != '"') {
            p += strcspn(p, ";");
            continue;
        }
        for (end = from; *end != '\0' && *end != '"'; end++)
            if (*end == '\\' && (end[1] == '"' || end[1] == '\\'))
                end++;
        if (*end != '"')
            return NULL;
        if (n == strlen(name) && strncasecmp(p, name, n) == 0)
            return parameter_value(arena, from, end);
        p = end + 1 + strspn(end + 1, " \t");
    }
    return NULL;
}

/* Old browsers send a whole path; of it only the name is ours to know. */
static const char *file_base_name(const char *name)
{
    const char *slash = strrchr(name, '/'), *back = strrchr(name, '\\');
    const char *last = slash > back ? slash : back;
    return last != NULL ? last + 1 : name;
}

static int text_valid(const char *s)
{
    for (const char *p = s; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return fail(INVALID, "上传的名称里有控制字符");
    return utf8_valid(s, strlen(s)) ? DONE : fail(INVALID, "上传的名称不是 UTF-8 编码");
}

static int part_start(struct multipart *m, const char *disposition, const char *type)
{
    if (disposition == NULL || strncasecmp(disposition, "form-data", 9) != 0)
        return fail(INVALID, "multipart 表单的一部分没有 Content-Disposition: form-data");
    char *file_name = parameter_find(m->arena, disposition, "filename");
    m->name = parameter_find(m->arena, disposition, "name");
    if (m->name == NULL)
        return fail(INVALID, "multipart 表单的一部分没有名称");
    TRY(text_valid(m->name));
    m->is_file = file_name != NULL;
    if (!m->is_file) {
        m->text = buffer_in(m->arena);
        return DONE;
    }
    TRY(text_valid(file_name));
    m->files[m->file_n++] = (struct file){
        .upload = {
            .field = m->name, .file_name = file_base_name(file_name),
            .content_type = type != NULL ? type : "application/octet-stream",
        },
        .spool = SPOOL_EMPTY,
    };
    return DONE;
}

static int part_add(struct multipart *m, const char *bytes, size_t n)
{
    if (m->state == PREAMBLE) {
        m->skipped += n;
        return m->skipped <= PREAMBLE_MAX ? DONE : fail(INVALID, "multipart 表单的开头不对");
    }
    if (!m->is_file) {
        if (m->text.n + n > MULTIPART_TEXT_MAX)
            return fail(TOO_LARGE, "“%s”的内容超过 %d 字节", m->name, MULTIPART_TEXT_MAX);
        buffer_add(&m->text, bytes, n);
        return DONE;
    }
    struct file *file = &m->files[m->file_n - 1];
    if (file->spool.n + n > MULTIPART_FILE_MAX)
        return fail(TOO_LARGE, "文件“%s”超过 %d MB，请拆分后再上传", file->upload.file_name, MULTIPART_FILE_MAX >> 20);
    return spool_add(&file->spool, bytes, n);
}

static int part_end(struct multipart *m)
{
    if (m->state == PREAMBLE)
        return DONE;
    if (!m->is_file)
        return form_add(m->form, m->name, m->text.p, m->text.n);
    struct file *file = &m->files[m->file_n - 1];
    if (file->spool.n == 0 && file->upload.file_name[0] == '\0')
        m->file_n--;
    return DONE;
}

/* Each step: DONE and *ret_more when the window may hold more of use, DONE without when it waits for bytes. */
static int step_body(struct multipart *m, bool *ret_more)
{
    const char *end = memmem(m->window, m->n, m->delimiter, m->delimiter_n);
    *ret_more = end != NULL;
    if (end == NULL) {
        size_t sure = m->n >= m->delimiter_n ? m->n - (m->delimiter_n - 1) : 0;
        if (sure > 0)
            TRY(part_add(m, m->window, sure));
        window_take(m, sure);
        return DONE;
    }
    size_t n = (size_t)(end - m->window);
    if (n > 0)
        TRY(part_add(m, m->window, n));
    TRY(part_end(m));
    window_take(m, n + m->delimiter_n);
    m->state = AFTER;
    return DONE;
}

static int step_after(struct multipart *m, bool *ret_more)
{
    size_t blank = 0;
    while (blank < m->n && blank < 64 && (m->window[blank] == ' ' || m->window[blank] == '\t'))
        blank++;
    *ret_more = m->n >= blank + 2;
    if (!*ret_more)
        return DONE;
    if (memcmp(m->window + blank, "--", 2) == 0) {
        m->state = END;
    } else if (memcmp(m->window + blank, "\r\n", 2) == 0) {
        if (++m->parts > MULTIPART_PARTS_MAX)
            return fail(TOO_LARGE, "表单超过 %d 个部分，请分次提交", MULTIPART_PARTS_MAX);
        m->state = HEAD;
    } else {
        return fail(INVALID, "multipart 表单的分隔行不对");
    }
    /* The line break stays, so that a part without headers ends its head like the others. */
    window_take(m, blank + (m->state == END ? 2 : 0));
    return DONE;
}

static int step_head(struct multipart *m, bool *ret_more)
{
    const char *end = memmem(m->window, m->n, "\r\n\r\n", 4);
    *ret_more = end != NULL;
    if ((end != NULL ? (size_t)(end - m->window) : m->n) > MULTIPART_HEAD_MAX)
        return fail(TOO_LARGE, "multipart 表单的一部分的头太长");
    if (end == NULL)
        return DONE;
    size_t n = (size_t)(end - m->window);
    char *head = arena_strndup(m->arena, m->window, n), *disposition = NULL, *type = NULL, *rest;
    for (char *line = strtok_r(head, "\r\n", &rest); line != NULL; line = strtok_r(NULL, "\r\n", &rest)) {
        if (strncasecmp(line, "Content-Disposition:", 20) == 0)
            disposition = line + 20 + strspn(line + 20, " \t");
        else if (strncasecmp(line, "Content-Type:", 13) == 0)
            type = line + 13 + strspn(line + 13, " \t");
    }
    TRY(part_start(m, disposition, type));
    window_take(m, n + 4);
    m->state = BODY;
    return DONE;
}

int multipart_feed(struct multipart *m, const char *bytes, size_t n)
{
    if (m->state == END)
        return DONE;
    window_add(m, bytes, n);
    for (bool more = true; more;) {
        switch (m->state) {
        case PREAMBLE:
        case BODY: TRY(step_body(m, &more)); break;
        case AFTER: TRY(step_after(m, &more)); break;
        case HEAD: TRY(step_head(m, &more)); break;
        case END: more = false; break;
        }
    }
    return DONE;
}

int multipart_finish(struct multipart *m, struct upload **ret, int *ret_n)
{
    if (m->state != END)
        return fail(INVALID, "上传不完整，请重新提交");
    struct upload *uploads = arena_array(m->arena, struct upload, m->file_n + 1);
    for (size_t i = 0; i < m->file_n; i++) {
        TRY(spool_map(&m->files[i].spool, &m->files[i].upload.bytes));
        uploads[i] = m->files[i].upload;
        uploads[i].n = m->files[i].spool.n;
    }
    *ret = uploads;
    *ret_n = (int)m->file_n;
    return DONE;
}

void multipart_release(struct multipart *m)
{
    for (size_t i = 0; m != NULL && i < MULTIPART_PARTS_MAX; i++)
        if (m->files[i].upload.field != NULL)
            spool_release(&m->files[i].spool);
}

#include "office/draft.h"

#include <unistd.h>

#include "base/base.h"
#include "document/document.h"
#include "office/office.h"

int draft_answer(struct request *r, const char *label, const struct composition *c)
{
    const char *path;
    TRY(request_file(r, arena_printf(r->arena, "%s.docx", label), FILE_TYPE_DOCX, &path));
    int outcome = composition_write(c, path);
    if (outcome != DONE)
        unlink(path);
    return outcome;
}

json_t *draft_json(const struct composition *c)
{
    const char *const *marks;
    size_t n = composition_marks(c, &marks);
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_string(marks[i]));
    return json_pack("{s:I, s:o, s:I}", "characters", (json_int_t)composition_characters(c), "marks", list, "mark_count", (json_int_t)n);
}

void draft_print(const struct command_call *call, const char *label, const struct composition *c)
{
    const char *const *marks;
    size_t n = composition_marks(c, &marks);
    fprintf(call->err, "%s：约 %zu 字，待填 %zu 处", label, composition_characters(c), n);
    for (size_t i = 0; i < n; i++)
        fprintf(call->err, "%s%s", i ? "、" : "：", marks[i]);
    fputs("\n", call->err);
}

#include "base/base.h"
#include "feature/life/compliance/check.h"

void check_print_start(struct check_print *print)
{
    if (print->form == CHECK_JSON)
        fputc('[', print->out);
    else
        fputs("unit\trule\tperiod\tstate\tdue_on\tregulation\n", print->out);
}

/* What would end a cell or a line becomes a space.  Millions of cells: without locking the file for each. */
static void cell_print(FILE *out, const char *s)
{
    while (*s) {
        size_t n = 0;
        while ((unsigned char)s[n] >= 0x20)
            n++;
        fwrite_unlocked(s, 1, n, out);
        s += n;
        if (*s) {
            putc_unlocked(' ', out);
            s++;
        }
    }
}

int check_print_line(void *context, const struct check_line *line)
{
    static const char *const names[] = {"unit", "rule", "period", "state", "due_on", "regulation"};
    struct check_print *print = context;
    char due[DATE_TEXT] = "";
    if (line->answer.due.year)
        date_print(line->answer.due, due);
    const char *const cells[] = {line->unit->code, line->rule, line->period, rule_state_ids[line->answer.state], due,
                                 line->regulation};
    if (print->form == CHECK_JSON)
        fputs(print->lines ? ",\n{" : "\n{", print->out);
    for (size_t i = 0; i < ARRAY_SIZE(cells); i++) {
        if (print->form == CHECK_JSON) {
            fprintf(print->out, "%s\"%s\":", i ? "," : "", names[i]);
            text_print_json(print->out, cells[i]);
        } else {
            if (i)
                putc_unlocked('\t', print->out);
            cell_print(print->out, cells[i]);
        }
    }
    fputs(print->form == CHECK_JSON ? "}" : "\n", print->out);
    print->lines++;
    print->failed += line->answer.state == STATE_MISSED || line->answer.state == STATE_LATE;
    return ferror(print->out) ? fail(UNAVAILABLE, "输出没有写完") : DONE;
}

void check_print_end(struct check_print *print)
{
    if (print->form == CHECK_JSON)
        fputs("\n]\n", print->out);
}

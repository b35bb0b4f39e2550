#include "cli/help.h"

#include <string.h>

#include "base/base.h"
#include "cli/parse.h"

/* Columns a terminal gives the text: a Han character takes two. */
static int width(const char *s)
{
    int n = 0;
    while (*s)
        n += utf8_next(&s) >= 0x1100 ? 2 : 1;
    return n;
}

static void padded(FILE *out, const char *s, int columns)
{
    fprintf(out, "%s%*s", s, columns > width(s) ? columns - width(s) : 1, "");
}

void help_all(FILE *out)
{
    const struct command *command;
    fprintf(out, "明责：机关党务工作系统\n\n用法：mingze 命令 [选项] [参数]\n\n");
    for (int i = 0; (command = command_at(i)); i++) {
        fputs("  ", out);
        padded(out, command->name, 16);
        fprintf(out, "%s\n", command->summary);
    }
    fprintf(out, "\nmingze 命令 --help 说明一个命令。退出码：0 完成，1 没有做成，2 用法不对。\n");
}

static const char *option_text(const struct option *option, char *out, size_t n)
{
    char letter[8] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(out, n, "%s--%s%s%s", letter, option->name, option->value ? " " : "", option->value ? option->value : "");
    return out;
}

static void option_print(FILE *out, const struct option *option)
{
    char text[128];
    fputs("  ", out);
    padded(out, option_text(option, text, sizeof text), 30);
    fprintf(out, "%s%s\n", option->help, option->required ? "（必写）" : "");
}

static const struct option option_data = {"data", 0, OPTION_PATH, "DIR", "数据目录，默认取环境变量 MINGZE_DATA，再默认 ./data"};
static const struct option option_json = {"json", 0, OPTION_FLAG, NULL, "打印 JSON"};
static const struct option option_help = {"help", 'h', OPTION_FLAG, NULL, "打印这段说明"};

/* Calls `each` for the row's options and those it has by what it is. */
static void options_each(FILE *out, const struct command *command, void (*each)(FILE *, const struct option *))
{
    for (int i = 0; i < options_count(command); i++)
        each(out, &command->options[i]);
    if (command->data != COMMAND_NO_DATA)
        each(out, &option_data);
    if (command->prints_data)
        each(out, &option_json);
    each(out, &option_help);
}

void help_command(FILE *out, const struct command *command)
{
    fprintf(out, "用法：mingze %s [选项]%s%s\n\n%s\n\n选项：\n", command->name, command->arguments ? " " : "",
            command->arguments ? command->arguments : "", command->help ? command->help : command->summary);
    options_each(out, command, option_print);
}

/* man page */

static void roff_text(FILE *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '\\')
            fputs("\\e", out);
        else if (*s == '-')
            fputs("\\-", out);
        else
            fputc(*s, out);
    }
}

static void option_roff(FILE *out, const struct option *option)
{
    fputs(".TP\n\\fB", out);
    if (option->letter)
        fprintf(out, "\\-%c\\fR, \\fB", option->letter);
    fputs("\\-\\-", out);
    roff_text(out, option->name);
    fputs("\\fR", out);
    if (option->value) {
        fputs(" \\fI", out);
        roff_text(out, option->value);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    roff_text(out, option->help);
    fputc('\n', out);
}

void help_man(FILE *out)
{
    const struct command *command;
    fputs(".TH MINGZE 1\n.SH 名称\nmingze \\- 机关党务工作系统\n.SH 用法\n.B mingze\n.I 命令\n[选项] [参数]\n.SH 命令\n", out);
    for (int i = 0; (command = command_at(i)); i++) {
        fputs(".SS \"", out);
        roff_text(out, command->name);
        if (command->arguments) {
            fputc(' ', out);
            roff_text(out, command->arguments);
        }
        fputs("\"\n", out);
        roff_text(out, command->help ? command->help : command->summary);
        fputc('\n', out);
        options_each(out, command, option_roff);
    }
    fputs(".SH 退出码\n0 完成；1 没有做成；2 用法不对。\n.SH 环境变量\n.TP\n.B MINGZE_DATA\n数据目录。\n", out);
}

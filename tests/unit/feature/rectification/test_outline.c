#include "feature/rectification/reading/outline.h"

#include "feature/rectification/reading/words.h"
#include "reading.h"

/* The tree as one line: C1[S1[I1{m}[o1 o2]]]  (chapter, section, item, label, ordinal, t a paragraph). */
static void print(struct buffer *b, const struct node *n)
{
    static const char letters[] = "-PCSQI(@XRod*";
    for (const struct node *c = n->first; c; c = c->next) {
        if (c->previous)
            buffer_addc(b, ' ');
        if (c->kind == NODE_ITEM)
            buffer_addf(b, "%c%d", letters[c->marker.style], c->marker.number);
        else
            buffer_adds(b, c->kind == NODE_TEXT ? (c->closing ? "z" : "t") : c->kind == NODE_TABLE ? "T" : c->label == LABEL_MEASURES ? "m"
                : c->label == LABEL_PROBLEM ? "p" : c->label == LABEL_RESPONSIBLE ? "r" : c->label == LABEL_DEADLINE ? "d" : "l");
        if (c->first) {
            buffer_addc(b, '[');
            print(b, c);
            buffer_addc(b, ']');
        }
    }
}

static void check_tree(const char *text, const char *wanted)
{
    struct source_text *t = reading_text(text);
    struct node *root = outline_build(t);
    struct buffer b = buffer_in(reading_arena);
    print(&b, root);
    CHECK_TEXT(b.p ? b.p : "", wanted);
}

static void levels_nest(void)
{
    check_tree("一、甲\n（一）乙\n1.丙\n（1）丁\n（2）戊\n2.己\n（二）庚\n二、辛\n", "C1[S1[I1[(1 (2] I2] S2] C2");
}

static void counting_goes_on_in_the_next_group(void)
{
    check_tree("（一）甲\n1.乙\n2.丙\n（二）丁\n3.戊\n4.己\n", "S1[I1 I2] S2[I3 I4]");
}

static void labels_hold_their_lists(void)
{
    check_tree("1.甲的情况\n整改情况：一是乙；二是丙。\n2.丁的情况\n整改情况：戊。\n", "I1[m[o1 o2]] I2[m]");
    check_tree("（一）甲\n责任单位：乙局\n整改时限：6月\n整改措施：1.丙；2.丁。\n（二）戊\n", "S1[r d m[I1 I2]] S2");
}

static void an_empty_label_adopts_any_list(void)
{
    check_tree("一、甲方面\n存在问题：乙不力。\n整改情况：\n（一）丙\n（二）丁\n二、戊方面\n存在问题：己不力。\n整改情况：\n（一）庚\n",
        "C1[p[m[S1 S2]]] C2[p[m[S1]]]");
    check_tree("问题1.针对甲不力的问题\n1.乙\n2.丙\n问题2.针对丁不力的问题\n1.戊\n", "Q1[I1 I2] Q2[I1]");
}

static void old_codes_stand_in_the_measures(void)
{
    check_tree("问题1：甲不力\n整改情况：乙。\n2-3，丙不清。整改情况：丁。\n3-1，戊不明。整改情况：己。\n问题2：庚不力\n", "Q1[m[X2003[m] X3001[m]]] Q2");
}

static void run_on_pages_are_parted(void)
{
    check_tree("一、组织情况。甲乙。二、整改落实情况（一）领导作用发挥方面1.关于“甲不力”的问题。整改情况：一是乙；二是丙。2.关于“丁不力”的问题。整改情况：戊。\n",
        "C1 C2[S1[I1[m[o1 o2]] I2[m]]]");
}

static void who_signs_belongs_to_nobody(void)
{
    check_tree("1.甲不力\n整改情况：乙。\n中共丙局党组\n2024年3月5日\n", "I1[m] z z");
}

static void nothing_nests_without_end(void)
{
    struct buffer b = buffer_in(arena_create(1 << 20));
    for (int i = 0; i < 2000; i++)
        buffer_adds(&b, "（1）①");
    struct source_text *t = reading_text(b.p);
    int depth = 0;
    for (const struct node *n = outline_build(t); n; n = n->last)
        depth++;
    CHECK(depth < 40);
    arena_destroy(b.arena);
}

TESTS({ "levels nest", levels_nest }, { "counting goes on in the next group", counting_goes_on_in_the_next_group },
      { "labels hold their lists", labels_hold_their_lists }, { "an empty label adopts any list", an_empty_label_adopts_any_list },
      { "old codes stand in the measures", old_codes_stand_in_the_measures }, { "run-on pages are parted", run_on_pages_are_parted },
      { "who signs belongs to nobody", who_signs_belongs_to_nobody }, { "nothing nests without end", nothing_nests_without_end })

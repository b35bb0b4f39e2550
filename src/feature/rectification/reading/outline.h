/* The tree of a document: paragraphs, and numbered pieces of paragraphs, under their headings.
 *
 *   一、整改落实情况                  CHAPTER
 *   （一）在“…”方面                   └ SECTION
 *   1.关于“…”的问题                     └ ITEM
 *   整改情况：一是…；二是…                └ label MEASURES
 *                                           ├ ORDINAL 1
 *                                           └ ORDINAL 2
 *
 * A node's own words (`lead`) end where its first child begins or where its line ends; an unnumbered
 * paragraph is a child without marker.  The tree says nothing about meaning: that is classify's work. */
#ifndef MINGZE_RECTIFICATION_OUTLINE_H
#define MINGZE_RECTIFICATION_OUTLINE_H

#include "feature/rectification/reading/label.h"
#include "feature/rectification/reading/marker.h"

enum node_kind {
    NODE_ROOT,
    NODE_ITEM,                   /* has a marker */
    NODE_LABEL,                  /* a label without marker */
    NODE_TEXT,                   /* a paragraph without either */
    NODE_TABLE,
};

struct node {
    enum node_kind kind;
    struct marker marker;
    enum label label;            /* of a NODE_LABEL, or behind the marker: （一）反馈问题： */
    struct passage whole;        /* marker, label and lead */
    struct passage lead;
    int table;                   /* from 1, NODE_TABLE */
    bool bare;                   /* the label is all it says: （一）存在的问题 */
    bool starts_line;            /* else it stands inside its parent's paragraph */
    bool closing;                /* signature, date, 联系电话 */
    struct node *parent, *first, *last, *next, *previous;
    int depth;
    int blocks;                  /* classify: problems that show themselves as such, in this subtree */
    int problem_items;           /* leaves: how many of its items sound like problems, and one; 0 = not counted yet */
    bool strong;                 /* classify: this node is one */
};

/* Builds the tree; linear in the text. */
struct node *outline_build(struct source_text *);
/* The same for one passage (a table's cell, a measure's words). */
struct node *outline_build_passage(struct source_text *, struct passage);

/* First child with this label, or NULL. */
struct node *node_labelled(const struct node *, enum label);
/* Number of children with a marker of their own. */
int node_items(const struct node *);
/* True when the node stands under a label of this kind (not counting itself). */
bool node_within(const struct node *, enum label);

#endif

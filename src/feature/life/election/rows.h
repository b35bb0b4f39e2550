/* What elections add to the feature's rows (life.c). */
#ifndef MINGZE_LIFE_ELECTION_ROWS_H
#define MINGZE_LIFE_ELECTION_ROWS_H

#include "feature/life/election/pages.h"

#define ELECTION_ENTITIES &election_entity, &candidate_entity, &exclusion_entity, &election_round_entity

/* A branch leads its own; the superior answers.  Whose superior somebody is, is asked by the gates, by the line of approval. */
#define ELECTION_RIGHTS \
    {"working_committee_officer", "election", "read export approve send_back confirm", SCOPE_SUBTREE}, \
    {"working_committee_officer", "candidate", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "exclusion", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "election_round", "read export", SCOPE_SUBTREE}, \
    {"organ_officer", "election", "read create change export request recall elect report install cancel approve send_back confirm", SCOPE_ORGAN}, \
    {"organ_officer", "election_round", "read export count", SCOPE_ORGAN}, \
    {"branch_secretary", "election", "read create change export request recall elect report cancel", SCOPE_SUBTREE}, \
    {"branch_secretary", "candidate", "read create change remove export", SCOPE_SUBTREE}, \
    {"branch_secretary", "exclusion", "read create change remove export", SCOPE_SUBTREE}, \
    {"branch_secretary", "election_round", "read export count", SCOPE_SUBTREE}

#define ELECTION_PAPER(kind, name, ...) \
    {.method = "GET", .path = "/election/:id/" kind ".docx", .verb = "export", .entity = "election", .label = name, \
     .model = election_paper_model __VA_OPT__(,) __VA_ARGS__}

#define ELECTION_PAGES \
    {.method = "GET", .path = "/election_round/:id/count", .verb = "count", .entity = "election_round", .label = "登记计票", \
     .model = count_form, .view = "life/count"}, \
    {.method = "POST", .path = "/election_round/:id/count", .verb = "count", .entity = "election_round", .label = "登记计票", \
     .parameters = count_parameters, .model = count_form, .apply = count_apply, .view = "life/count"}, \
    {.method = "GET", .path = "/election/:id/papers", .verb = "export", .entity = "election", .label = "选举文书", \
     .model = election_papers_model, .view = "life/election_papers"}, \
    ELECTION_PAPER("request", "选举请示"), \
    ELECTION_PAPER("nominees", "候选人预备人选请示"), \
    ELECTION_PAPER("approval", "批复"), \
    ELECTION_PAPER("method", "选举办法"), \
    ELECTION_PAPER("candidates", "候选人名单"), \
    ELECTION_PAPER("ballot", "选票", .parameters = ballot_paper_parameters), \
    ELECTION_PAPER("tally", "计票结果"), \
    ELECTION_PAPER("result", "选举结果报告")

#define ELECTION_PANELS \
    {"election", "办理进度", election_panel, "life/election"}, \
    {"election", "将写入的职务和任职", install_panel, "life/install"}, \
    {"unit", "选举", unit_elections_panel, "life/unit_elections"}

#define ELECTION_LINES \
    {"elections_to_answer", "等您答复的选举请示和结果", 45, elections_to_answer, NULL}, \
    {"elections", "办理中的选举", 46, elections_to_go_on, "/election"}

#define ELECTION_COMMANDS \
    {"election paper", "KIND", 1, 1, false, "写一份选举文书的草稿", \
     "KIND：request 选举请示、nominees 候选人预备人选请示、approval 批复、method 选举办法、candidates 候选人名单、ballot 选票、" \
     "tally 计票结果、result 选举结果报告。内容来自选举的记录，记录里没有的写成【待填：…】，并在标准错误里列出。", \
     election_paper_options, COMMAND_READS, false, election_paper_run}

#endif

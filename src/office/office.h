/* The frame that features live in.
 *
 *   feature.h  what a feature hands up: entities, rights, pages, commands, panels, inbox lines, events, jobs
 *   request.h  one request: who asks, what came, what is answered
 *   command.h  one command: options, help, data folder, output
 *   draft.h    a paper as a file to download
 *   system.h   the running system: folder, lane, settings, sessions
 *
 * May be used by features, web, cli and main; stands on model. */
#ifndef MINGZE_OFFICE_H
#define MINGZE_OFFICE_H

#include "office/feature.h"
#include "office/request.h"
#include "office/command.h"
#include "office/system.h"
#include "office/draft.h"

#endif

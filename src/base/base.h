/* The floor everything stands on: memory, text, errors, time, digests, log.
 *
 * Used by every floor above; uses nothing of ours.  Include this file; the
 * parts exist so that each can be read on one screen. */
#ifndef MINGZE_BASE_H
#define MINGZE_BASE_H

#include "base/error.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "base/text.h"
#include "base/civil.h"
#include "base/digest.h"
#include "base/secret.h"
#include "base/log.h"
#include "base/resource.h"
#include "base/strokes.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#endif

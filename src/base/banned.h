/* Functions that nobody here may call; included before every file of src/ by the build.
 *
 * Their headers come first, since a macro would spoil the declarations.  The reasons: no
 * bound on what they write, a hidden static buffer, a shell, or no way to see an error. */
#ifndef MINGZE_BASE_BANNED_H
#define MINGZE_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

/* An undeclared name, whose error says all. */
#define BANNED(function) function##_is_banned__see_base_banned_h

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef gets
#undef strtok
#undef system
#undef popen
#undef tmpnam
#undef mktemp
#undef atoi
#undef atol
#undef atoll
#undef atof
#undef localtime
#undef gmtime
#undef ctime
#undef asctime
#undef rand
#undef random

#define strcpy(...) BANNED(strcpy)          /* arena_strdup, buffer_adds */
#define strcat(...) BANNED(strcat)          /* buffer_adds */
#define strncpy(...) BANNED(strncpy)        /* arena_strndup, memcpy */
#define strncat(...) BANNED(strncat)        /* buffer_add */
#define sprintf(...) BANNED(sprintf)        /* snprintf, arena_printf, buffer_addf */
#define vsprintf(...) BANNED(vsprintf)      /* arena_vprintf */
#define gets(...) BANNED(gets)              /* getline, fread */
#define strtok(...) BANNED(strtok)          /* strchr, strcspn */
#define system(...) BANNED(system)          /* no shell is ever started */
#define popen(...) BANNED(popen)            /* no shell is ever started */
#define tmpnam(...) BANNED(tmpnam)          /* mkstemp, O_TMPFILE */
#define mktemp(...) BANNED(mktemp)          /* mkstemp, O_TMPFILE */
#define atoi(...) BANNED(atoi)              /* strtol and a look at its end */
#define atol(...) BANNED(atol)              /* strtol and a look at its end */
#define atoll(...) BANNED(atoll)            /* strtoll and a look at its end */
#define atof(...) BANNED(atof)              /* strtod and a look at its end */
#define localtime(...) BANNED(localtime)    /* base/civil.h */
#define gmtime(...) BANNED(gmtime)          /* base/civil.h */
#define ctime(...) BANNED(ctime)            /* base/civil.h */
#define asctime(...) BANNED(asctime)        /* base/civil.h */
#define rand(...) BANNED(rand)              /* random_bytes */
#define random(...) BANNED(random)          /* random_bytes */

#endif

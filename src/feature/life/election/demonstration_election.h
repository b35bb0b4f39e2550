#ifndef MINGZE_LIFE_DEMONSTRATION_ELECTION_H
#define MINGZE_LIFE_DEMONSTRATION_ELECTION_H

struct change;

/* An election that is done with and one that lies ahead, in the demonstration's world; behind its terms. */
int election_demonstrate(struct change *);

#endif

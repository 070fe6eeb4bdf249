// The one form in which Go talks to the engines written in C and C++. Each is
// compiled into a library of its own when the suite runs, so that an engine
// whose headers are not on this machine is left out with the reason, and the
// suite builds without any of them.
//
// Strings of a document, each ended by NUL: number (decimal), text, exact words,
// folded words, issuer, type, province, year, day, own number, cited numbers
// (joined by spaces). Strings of a query: exact words, folded words, how ("all",
// "row", "any"), "1" where accents count, issuer, from, to, number, cites, "1" for
// facets, "1" for newest first, offset.
#pragma once
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 10
#define FACET_ROWS 20

enum { D_ID, D_TEXT, D_EXACT, D_FOLDED, D_ISSUER, D_TYPE, D_PROVINCE, D_YEAR, D_DAY, D_NUMBER, D_CITES, D_FIELDS };
enum { Q_EXACT, Q_FOLDED, Q_HOW, Q_MARKED, Q_ISSUER, Q_FROM, Q_TO, Q_NUMBER, Q_CITES, Q_FACETS, Q_NEWEST, Q_OFFSET, Q_FIELDS };

// out of a search: out[0] matches, out[1] hits, then their numbers, at most PAGE.
#ifdef __cplusplus
extern "C" {
#endif
void *peer_open(const char *dir, int create);
int peer_add(void *peer, const char *docs, int count);
int peer_finish(void *peer);
void peer_close(void *peer);
void *peer_session(void *peer);
int peer_search(void *session, const char *query, int64_t *out);
void peer_session_close(void *session);
const char *peer_error(void);
#ifdef __cplusplus
}
#endif

// split_strings points into count strings that follow each other, and returns
// what comes after them.
static inline const char *split_strings(const char *s, const char **into, int count) {
	for (int i = 0; i < count; i++) {
		into[i] = s;
		s += strlen(s) + 1;
	}
	return s;
}

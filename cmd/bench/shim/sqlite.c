// SQLite with FTS5: an index without accents over contentless text, metadata and
// text in tables, each batch one synced transaction.
#include "peer.h"
#include <sqlite3.h>
#include <stdio.h>

typedef struct { char path[4096]; sqlite3 *db; sqlite3_stmt *doc, *text, *fts, *cite; } peer;
enum { S_RANK, S_COUNT, S_FILTERED, S_FILTERED_COUNT, S_NEWEST, S_FACETS, S_NUMBER, S_NUMBER_COUNT, S_CITES, S_CITES_COUNT, S_ALL };
typedef struct { sqlite3 *db; sqlite3_stmt *s[S_ALL]; } session;

static _Thread_local char why[512];
const char *peer_error(void) { return why; }
static int failed(sqlite3 *db, const char *what) { snprintf(why, sizeof why, "%s: %s", what, db ? sqlite3_errmsg(db) : "no memory"); return 0; }

static sqlite3 *connect_to(const char *path, const char *setup) {
	sqlite3 *db = NULL;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
		sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK) {
		failed(db, "open");
		sqlite3_close(db);
		return NULL;
	}
	return db;
}

static const char *settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=8589934592; PRAGMA temp_store=MEMORY;";

static const char *schema =
	"CREATE TABLE docs(id INTEGER PRIMARY KEY, issuer TEXT, type TEXT, province TEXT, year INT, day INT, number TEXT);"
	"CREATE TABLE texts(id INTEGER PRIMARY KEY, text TEXT);"
	"CREATE TABLE cites(number TEXT, doc INT, PRIMARY KEY(number, doc)) WITHOUT ROWID;"
	"CREATE INDEX by_issuer ON docs(issuer, day); CREATE INDEX by_day ON docs(day); CREATE INDEX by_number ON docs(number);"
	"CREATE VIRTUAL TABLE fts USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2');";

void *peer_open(const char *dir, int create) {
	peer *p = calloc(1, sizeof *p);
	snprintf(p->path, sizeof p->path, "%s/sqlite.db", dir);
	p->db = connect_to(p->path, settings);
	if (p->db && create && sqlite3_exec(p->db, schema, NULL, NULL, NULL) != SQLITE_OK) {
		failed(p->db, "schema");
		sqlite3_close(p->db);
		p->db = NULL;
	}
	if (!p->db) { free(p); return NULL; }
	return p;
}

static int prepare(sqlite3 *db, const char *sql, sqlite3_stmt **into) {
	return *into || sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, into, NULL) == SQLITE_OK || failed(db, sql);
}

static int run(peer *p, sqlite3_stmt *s) {
	int ok = sqlite3_step(s) == SQLITE_DONE;
	sqlite3_reset(s);
	return ok || failed(p->db, "insert");
}

// plain_d writes đ as d, the one letter that remove_diacritics leaves.
static char *plain_d(const char *s) {
	char *out = malloc(strlen(s) + 1), *to = out;
	for (; *s; s++) {
		if ((unsigned char)s[0] == 0xC4 && (unsigned char)s[1] == 0x91) { *to++ = 'd'; s++; }
		else *to++ = *s;
	}
	*to = 0;
	return out;
}

static int add_one(peer *p, const char **d) {
	sqlite3_bind_int64(p->doc, 1, atoll(d[D_ID]));
	sqlite3_bind_text(p->doc, 2, d[D_ISSUER], -1, SQLITE_STATIC);
	sqlite3_bind_text(p->doc, 3, d[D_TYPE], -1, SQLITE_STATIC);
	sqlite3_bind_text(p->doc, 4, d[D_PROVINCE], -1, SQLITE_STATIC);
	sqlite3_bind_int(p->doc, 5, atoi(d[D_YEAR]));
	sqlite3_bind_int(p->doc, 6, atoi(d[D_DAY]));
	sqlite3_bind_text(p->doc, 7, d[D_NUMBER], -1, SQLITE_STATIC);
	sqlite3_bind_int64(p->text, 1, atoll(d[D_ID]));
	sqlite3_bind_text(p->text, 2, d[D_TEXT], -1, SQLITE_STATIC);
	sqlite3_bind_int64(p->fts, 1, atoll(d[D_ID]));
	sqlite3_bind_text(p->fts, 2, plain_d(d[D_EXACT]), -1, free);
	int ok = run(p, p->doc) && run(p, p->text) && run(p, p->fts);
	for (const char *c = d[D_CITES]; ok && *c;) {
		int n = strcspn(c, " ");
		sqlite3_bind_text(p->cite, 1, c, n, SQLITE_STATIC);
		sqlite3_bind_int64(p->cite, 2, atoll(d[D_ID]));
		ok = run(p, p->cite);
		c += n + (c[n] == ' ');
	}
	return ok;
}

int peer_add(void *v, const char *docs, int count) {
	peer *p = v;
	const char *d[D_FIELDS];
	int ok = prepare(p->db, "INSERT INTO docs VALUES(?,?,?,?,?,?,?)", &p->doc) && prepare(p->db, "INSERT INTO texts VALUES(?,?)", &p->text) &&
		prepare(p->db, "INSERT INTO fts(rowid, body) VALUES(?,?)", &p->fts) && prepare(p->db, "INSERT INTO cites VALUES(?,?)", &p->cite) &&
		(sqlite3_exec(p->db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK || failed(p->db, "begin"));
	for (int i = 0; ok && i < count; i++) {
		docs = split_strings(docs, d, D_FIELDS);
		ok = add_one(p, d);
	}
	return ok && (sqlite3_exec(p->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK || failed(p->db, "commit"));
}

int peer_finish(void *v) {
	peer *p = v;
	return sqlite3_exec(p->db, "INSERT INTO fts(fts) VALUES('optimize'); ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);", NULL, NULL, NULL) == SQLITE_OK || failed(p->db, "optimize");
}

void peer_close(void *v) {
	peer *p = v;
	sqlite3_finalize(p->doc); sqlite3_finalize(p->text); sqlite3_finalize(p->fts); sqlite3_finalize(p->cite);
	sqlite3_close(p->db);
	free(p);
}

static const char *sql[S_ALL] = {
	[S_RANK] = "SELECT rowid FROM fts WHERE fts MATCH ?1 ORDER BY rank LIMIT 10 OFFSET ?2",
	[S_COUNT] = "SELECT count(*) FROM fts WHERE fts MATCH ?1",
	[S_FILTERED] = "SELECT f.rowid FROM fts f JOIN docs d ON d.id=f.rowid WHERE fts MATCH ?1 AND d.issuer=?3 AND d.day BETWEEN ?4 AND ?5 ORDER BY f.rank LIMIT 10 OFFSET ?2",
	[S_FILTERED_COUNT] = "SELECT count(*) FROM fts f JOIN docs d ON d.id=f.rowid WHERE fts MATCH ?1 AND d.issuer=?3 AND d.day BETWEEN ?4 AND ?5",
	[S_NEWEST] = "SELECT d.id FROM fts f JOIN docs d ON d.id=f.rowid WHERE fts MATCH ?1 ORDER BY d.day DESC, d.id LIMIT 10 OFFSET ?2",
	[S_FACETS] = "WITH m AS MATERIALIZED (SELECT d.issuer AS i, d.type AS t, d.province AS p, d.year AS y FROM fts f JOIN docs d ON d.id=f.rowid WHERE fts MATCH ?1)"
		" SELECT * FROM (SELECT 1, i, count(*) c FROM m GROUP BY i ORDER BY c DESC LIMIT 20) UNION ALL SELECT * FROM (SELECT 2, t, count(*) c FROM m GROUP BY t ORDER BY c DESC LIMIT 20)"
		" UNION ALL SELECT * FROM (SELECT 3, p, count(*) c FROM m GROUP BY p ORDER BY c DESC LIMIT 20) UNION ALL SELECT * FROM (SELECT 4, y, count(*) c FROM m GROUP BY y ORDER BY c DESC LIMIT 20)",
	[S_NUMBER] = "SELECT id FROM docs WHERE number=?1 ORDER BY day DESC, id LIMIT 10 OFFSET ?2",
	[S_NUMBER_COUNT] = "SELECT count(*) FROM docs WHERE number=?1",
	[S_CITES] = "SELECT d.id FROM cites c JOIN docs d ON d.id=c.doc WHERE c.number=?1 ORDER BY d.day DESC, d.id LIMIT 10 OFFSET ?2",
	[S_CITES_COUNT] = "SELECT count(*) FROM cites WHERE number=?1",
};

void *peer_session(void *v) {
	peer *p = v;
	session *s = calloc(1, sizeof *s);
	s->db = connect_to(p->path, "PRAGMA query_only=1; PRAGMA cache_size=-65536; PRAGMA mmap_size=8589934592; PRAGMA temp_store=MEMORY;");
	if (!s->db) { free(s); return NULL; }
	return s;
}

// match writes the words in the query language of FTS5.
static char *match(const char **q) {
	const char *between = strcmp(q[Q_HOW], "any") == 0 ? "\" OR \"" : "\" \"";
	char *plain = plain_d(q[Q_EXACT]), *out = malloc(strlen(plain) * 8 + 4), *to = out;
	int row = strcmp(q[Q_HOW], "row") == 0;
	*to++ = '"';
	for (const char *c = plain; *c; c++) {
		if (*c == ' ' && !row) { strcpy(to, between); to += strlen(between); }
		else *to++ = *c;
	}
	*to++ = '"'; *to = 0;
	free(plain);
	return out;
}

static int rows(session *s, int which, const char *text, const char **q, int64_t *out, int count) {
	if (!prepare(s->db, sql[which], &s->s[which])) return 0;
	sqlite3_stmt *st = s->s[which];
	sqlite3_bind_text(st, 1, text, -1, SQLITE_STATIC);
	sqlite3_bind_int(st, 2, atoi(q[Q_OFFSET]));
	if (sqlite3_bind_parameter_count(st) > 2) {
		sqlite3_bind_text(st, 3, q[Q_ISSUER], -1, SQLITE_STATIC);
		sqlite3_bind_int(st, 4, atoi(q[Q_FROM]));
		sqlite3_bind_int(st, 5, atoi(q[Q_TO]));
	}
	int rc;
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (count) out[0] = sqlite3_column_int64(st, 0);
		else if (which != S_FACETS && out[1] < PAGE) out[2 + out[1]++] = sqlite3_column_int64(st, 0);
		else sqlite3_column_text(st, 1);
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE || failed(s->db, sql[which]);
}

int peer_search(void *v, const char *query, int64_t *out) {
	session *s = v;
	const char *q[Q_FIELDS];
	split_strings(query, q, Q_FIELDS);
	out[0] = out[1] = 0;
	if (*q[Q_NUMBER]) return rows(s, S_NUMBER, q[Q_NUMBER], q, out, 0) && rows(s, S_NUMBER_COUNT, q[Q_NUMBER], q, out, 1);
	if (*q[Q_CITES]) return rows(s, S_CITES, q[Q_CITES], q, out, 0) && rows(s, S_CITES_COUNT, q[Q_CITES], q, out, 1);
	char *text = match(q);
	int page = S_RANK, count = S_COUNT;
	if (*q[Q_ISSUER]) page = S_FILTERED, count = S_FILTERED_COUNT;
	if (*q[Q_NEWEST]) page = S_NEWEST;
	int ok = rows(s, page, text, q, out, 0) && rows(s, count, text, q, out, 1) && (!*q[Q_FACETS] || rows(s, S_FACETS, text, q, out, 0));
	free(text);
	return ok;
}

void peer_session_close(void *v) {
	session *s = v;
	for (int i = 0; i < S_ALL; i++) sqlite3_finalize(s->s[i]);
	sqlite3_close(s->db);
	free(s);
}

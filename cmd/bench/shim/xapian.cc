// Xapian: words with accents and positions, words without accents and positions
// under a prefix, columns as values. Totals are exact: every match is checked.
#include "peer.h"
#include <xapian.h>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {
thread_local std::string why;
enum { V_DAY, V_ISSUER, V_TYPE, V_PROVINCE, V_YEAR };
const char *const FOLDED = "XF", *const ISSUER = "XI", *const NUMBER = "XN", *const CITES = "XC";

struct Peer {
	std::string path;
	std::unique_ptr<Xapian::WritableDatabase> db;
};

// caught runs f and keeps what it throws as the reason.
template <class F> auto caught(F f) -> decltype(f()) {
	try { return f(); }
	catch (const Xapian::Error &e) { why = e.get_description(); }
	catch (const std::exception &e) { why = e.what(); }
	return decltype(f())();
}

std::string day(const char *d) {
	char out[16];
	snprintf(out, sizeof out, "%08d", atoi(d));
	return out;
}

std::vector<std::string> words(const char *s, const std::string &prefix) {
	std::istringstream in(s);
	std::vector<std::string> out;
	for (std::string w; in >> w;) out.push_back(prefix + w);
	return out;
}

Xapian::Document document(const char **d) {
	Xapian::Document out;
	Xapian::TermGenerator gen;
	gen.set_document(out);
	gen.index_text(d[D_EXACT]);
	gen.index_text_without_positions(d[D_FOLDED], 1, FOLDED);
	out.add_boolean_term(std::string(ISSUER) + d[D_ISSUER]);
	out.add_boolean_term(std::string(NUMBER) + d[D_NUMBER]);
	for (auto &c : words(d[D_CITES], CITES)) out.add_boolean_term(c);
	out.add_value(V_DAY, day(d[D_DAY]));
	out.add_value(V_ISSUER, d[D_ISSUER]);
	out.add_value(V_TYPE, d[D_TYPE]);
	out.add_value(V_PROVINCE, d[D_PROVINCE]);
	out.add_value(V_YEAR, d[D_YEAR]);
	out.set_data(d[D_TEXT]);
	return out;
}

Xapian::Query queryOf(const char **q) {
	if (*q[Q_NUMBER]) return Xapian::Query(std::string(NUMBER) + q[Q_NUMBER]);
	if (*q[Q_CITES]) return Xapian::Query(std::string(CITES) + q[Q_CITES]);
	bool marked = *q[Q_MARKED];
	auto w = marked ? words(q[Q_EXACT], "") : words(q[Q_FOLDED], FOLDED);
	std::string how = q[Q_HOW];
	auto op = how == "row" ? Xapian::Query::OP_PHRASE : how == "any" ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
	Xapian::Query out(op, w.begin(), w.end());
	if (*q[Q_ISSUER]) {
		Xapian::Query filter(Xapian::Query::OP_AND, Xapian::Query(std::string(ISSUER) + q[Q_ISSUER]),
			Xapian::Query(Xapian::Query::OP_VALUE_RANGE, V_DAY, day(q[Q_FROM]), day(q[Q_TO])));
		out = Xapian::Query(Xapian::Query::OP_FILTER, out, filter);
	}
	return out;
}

bool answer(Xapian::Database &db, const char **q, int64_t *out) {
	Xapian::Enquire enquire(db);
	enquire.set_query(queryOf(q));
	if (*q[Q_NEWEST] || *q[Q_NUMBER] || *q[Q_CITES]) {
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.set_sort_by_value(V_DAY, true);
	}
	std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
	if (*q[Q_FACETS])
		for (int v : {V_ISSUER, V_TYPE, V_PROVINCE, V_YEAR}) {
			spies.emplace_back(new Xapian::ValueCountMatchSpy(v));
			enquire.add_matchspy(spies.back().get());
		}
	Xapian::MSet found = enquire.get_mset(atoi(q[Q_OFFSET]), PAGE, db.get_doccount());
	out[0] = found.get_matches_estimated();
	for (auto i = found.begin(); i != found.end(); ++i) out[2 + out[1]++] = *i - 1;
	for (auto &spy : spies)
		for (auto i = spy->top_values_begin(FACET_ROWS); i != spy->top_values_end(FACET_ROWS); ++i) (void)i.get_termfreq();
	return true;
}
} // namespace

const char *peer_error(void) { return why.c_str(); }

void *peer_open(const char *dir, int create) {
	return caught([&]() -> void * {
		auto p = std::make_unique<Peer>();
		p->path = std::string(dir) + "/xapian";
		if (create) p->db = std::make_unique<Xapian::WritableDatabase>(p->path, Xapian::DB_CREATE_OR_OPEN);
		return p.release();
	});
}

int peer_add(void *v, const char *docs, int count) {
	auto p = static_cast<Peer *>(v);
	return caught([&] {
		const char *d[D_FIELDS];
		for (int i = 0; i < count; i++) {
			docs = split_strings(docs, d, D_FIELDS);
			p->db->replace_document(atoi(d[D_ID]) + 1, document(d));
		}
		p->db->commit();
		return true;
	});
}


// peer_finish compacts, which makes it smaller and faster.
int peer_finish(void *v) {
	auto p = static_cast<Peer *>(v);
	return caught([&] {
		p->db->compact(p->path + ".new", Xapian::DBCOMPACT_NO_RENUMBER);
		p->db->close();
		p->db.reset();
		return system(("rm -rf '" + p->path + "' && mv '" + p->path + ".new' '" + p->path + "'").c_str()) == 0;
	});
}

void peer_close(void *v) { delete static_cast<Peer *>(v); }
void *peer_session(void *v) {
	return caught([&]() -> void * { return new Xapian::Database(static_cast<Peer *>(v)->path); });
}
int peer_search(void *v, const char *query, int64_t *out) {
	const char *q[Q_FIELDS];
	split_strings(query, q, Q_FIELDS);
	out[0] = out[1] = 0;
	return caught([&] { return answer(*static_cast<Xapian::Database *>(v), q, out); });
}
void peer_session_close(void *v) { delete static_cast<Xapian::Database *>(v); }

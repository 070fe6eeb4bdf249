// Groonga in this process, through its commands: words with and without accents,
// both with positions, columns as tables of values for drilldown.
#include "peer.h"
#include <groonga.h>
#include <string>

namespace {
thread_local std::string why;

struct Peer {
	grn_ctx *ctx;
	grn_obj *db;
};

// command runs one line and gives its output.
bool command(grn_ctx *ctx, const std::string &line, std::string *output = nullptr) {
	grn_ctx_send(ctx, line.data(), line.size(), 0);
	char *text = nullptr;
	unsigned int size = 0;
	int flags = 0;
	do {
		grn_ctx_recv(ctx, &text, &size, &flags);
		if (output) output->append(text, size);
	} while (flags & GRN_CTX_MORE);
	if (ctx->rc != GRN_SUCCESS) {
		why = line.substr(0, 200) + ": " + ctx->errbuf;
		return false;
	}
	return true;
}

const char *const schema[] = {
	"table_create Docs TABLE_NO_KEY",
	"column_create Docs text COLUMN_SCALAR|COMPRESS_LZ4 LongText",
	"column_create Docs exact COLUMN_SCALAR|COMPRESS_LZ4 LongText",
	"column_create Docs folded COLUMN_SCALAR|COMPRESS_LZ4 LongText",
	"column_create Docs year COLUMN_SCALAR Int32",
	"column_create Docs day COLUMN_SCALAR Int32",
	"table_create Exact TABLE_PAT_KEY ShortText --default_tokenizer TokenDelimit",
	"table_create Folded TABLE_PAT_KEY ShortText --default_tokenizer TokenDelimit",
	"table_create Days TABLE_PAT_KEY Int32",
	"table_create Issuers TABLE_HASH_KEY ShortText",
	"table_create Types TABLE_HASH_KEY ShortText",
	"table_create Provinces TABLE_HASH_KEY ShortText",
	"table_create Numbers TABLE_HASH_KEY ShortText",
	"table_create Cited TABLE_HASH_KEY ShortText",
	"column_create Docs issuer COLUMN_SCALAR Issuers",
	"column_create Docs type COLUMN_SCALAR Types",
	"column_create Docs province COLUMN_SCALAR Provinces",
	"column_create Docs number COLUMN_SCALAR Numbers",
	"column_create Docs cites COLUMN_VECTOR Cited",
	"column_create Exact docs COLUMN_INDEX|WITH_POSITION Docs exact",
	"column_create Folded docs COLUMN_INDEX|WITH_POSITION Docs folded",
	"column_create Days docs COLUMN_INDEX Docs day",
	"column_create Issuers docs COLUMN_INDEX Docs issuer",
	"column_create Numbers docs COLUMN_INDEX Docs number",
	"column_create Cited docs COLUMN_INDEX Docs cites",
};

std::string quoted(const char *s) {
	std::string out = "\"";
	for (; *s; s++) {
		switch (*s) {
		case '"': out += "\\\""; break;
		case '\\': out += "\\\\"; break;
		case '\n': out += "\\n"; break;
		case '\r': out += "\\r"; break;
		case '\t': out += "\\t"; break;
		default: if ((unsigned char)*s >= 0x20) out += *s;
		}
	}
	return out + "\"";
}

std::string row(const char **d) {
	std::string out = "{\"text\":" + quoted(d[D_TEXT]) + ",\"exact\":" + quoted(d[D_EXACT]) + ",\"folded\":" + quoted(d[D_FOLDED]) +
		",\"year\":" + d[D_YEAR] + ",\"day\":" + d[D_DAY] + ",\"issuer\":" + quoted(d[D_ISSUER]) + ",\"type\":" + quoted(d[D_TYPE]) +
		",\"province\":" + quoted(d[D_PROVINCE]) + ",\"number\":" + quoted(d[D_NUMBER]) + ",\"cites\":[";
	const char *between = "";
	for (const char *c = d[D_CITES]; *c;) {
		size_t n = strcspn(c, " ");
		out += between + quoted(std::string(c, n).c_str());
		between = ",";
		c += n + (c[n] == ' ');
	}
	return out + "]}";
}

std::string text(const char **q) {
	std::string words = *q[Q_MARKED] ? q[Q_EXACT] : q[Q_FOLDED], how = q[Q_HOW];
	if (how == "row") return "\\\"" + words + "\\\"";
	if (how != "any") return words;
	std::string out;
	for (char c : words) out += c == ' ' ? std::string(" OR ") : std::string(1, c);
	return out;
}

std::string line(const char **q) {
	std::string out = std::string("select Docs --cache no --output_columns _id --limit 10 --offset ") + q[Q_OFFSET];
	if (*q[Q_NUMBER]) out += " --filter 'number == \"" + std::string(q[Q_NUMBER]) + "\"'";
	else if (*q[Q_CITES]) out += " --filter 'cites @ \"" + std::string(q[Q_CITES]) + "\"'";
	else out += std::string(" --match_columns ") + (*q[Q_MARKED] ? "exact" : "folded") + " --query \"" + text(q) + "\"";
	if (*q[Q_ISSUER])
		out += " --filter 'issuer == \"" + std::string(q[Q_ISSUER]) + "\" && day >= " + q[Q_FROM] + " && day <= " + q[Q_TO] + "'";
	out += *q[Q_NEWEST] || *q[Q_NUMBER] || *q[Q_CITES] ? " --sort_keys -day,_id" : " --sort_keys -_score,_id";
	if (*q[Q_FACETS])
		out += " --drilldown issuer,type,province,year --drilldown_limit 20 --drilldown_sort_keys -_nsubrecs --drilldown_output_columns _key,_nsubrecs";
	return out;
}

// numbers reads the total and the ids out of [[[total],[["_id","UInt32"]],[id],…],…].
bool numbers(const std::string &json, int64_t *out) {
	size_t at = json.find_first_of("0123456789");
	size_t rows = json.find("]],");
	if (at == std::string::npos) { why = "answer: " + json.substr(0, 200); return false; }
	out[0] = atoll(json.c_str() + at);
	if (rows == std::string::npos) return true;
	for (const char *c = json.c_str() + rows + 3; *c == '[' && c[1] >= '0' && c[1] <= '9' && out[1] < PAGE;) {
		char *end;
		out[2 + out[1]++] = strtoll(c + 1, &end, 10) - 1;
		c = end + 1 + (end[1] == ',');
	}
	return true;
}
} // namespace

const char *peer_error(void) { return why.c_str(); }

void *peer_open(const char *dir, int create) {
	static bool ready = grn_init() == GRN_SUCCESS;
	if (!ready) { why = "grn_init"; return nullptr; }
	auto p = new Peer{grn_ctx_open(0), nullptr};
	std::string path = std::string(dir) + "/groonga.db";
	p->db = create ? grn_db_create(p->ctx, path.c_str(), nullptr) : grn_db_open(p->ctx, path.c_str());
	if (!p->db) { why = p->ctx->errbuf; peer_close(p); return nullptr; }
	if (create)
		for (auto s : schema)
			if (!command(p->ctx, s)) { peer_close(p); return nullptr; }
	return p;
}

int peer_add(void *v, const char *docs, int count) {
	auto p = static_cast<Peer *>(v);
	const char *d[D_FIELDS];
	if (!command(p->ctx, "load --table Docs") || !command(p->ctx, "[")) return 0;
	for (int i = 0; i < count; i++) {
		docs = split_strings(docs, d, D_FIELDS);
		if (!command(p->ctx, row(d) + (i + 1 < count ? "," : ""))) return 0;
	}
	return command(p->ctx, "]");
}

int peer_finish(void *v) { return command(static_cast<Peer *>(v)->ctx, "io_flush"); }
void peer_close(void *v) {
	auto p = static_cast<Peer *>(v);
	if (p->db) grn_obj_close(p->ctx, p->db);
	grn_ctx_close(p->ctx);
	delete p;
}
void *peer_session(void *v) {
	auto ctx = grn_ctx_open(0);
	grn_ctx_use(ctx, static_cast<Peer *>(v)->db);
	return ctx;
}
int peer_search(void *v, const char *query, int64_t *out) {
	const char *q[Q_FIELDS];
	split_strings(query, q, Q_FIELDS);
	out[0] = out[1] = 0;
	std::string json;
	return command(static_cast<grn_ctx *>(v), line(q), &json) && numbers(json, out);
}
void peer_session_close(void *v) { grn_ctx_close(static_cast<grn_ctx *>(v)); }

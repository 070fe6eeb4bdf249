package main

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
)

func init() { made["postgres"] = func() engine { return &postgres{} } }

// postgres is PostgreSQL's full text with the configuration simple and unaccent,
// a GIN index and ts_rank. Each batch is one COPY, committed and synced; the
// indexes are made at the end, which is how it loads fastest.
type postgres struct {
	cluster *cluster
	conn    *pgx.Conn
}

// pgSchema makes the text search configuration and the table.
const pgSchema = `
CREATE EXTENSION unaccent;
CREATE TEXT SEARCH CONFIGURATION vi (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION vi ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, numhword, hword_numpart WITH unaccent, simple;
CREATE TABLE docs (id int PRIMARY KEY, text text, words text, issuer text, type text, province text, year int, day int, number text, cites text[],
	tsv tsvector GENERATED ALWAYS AS (to_tsvector('vi', words)) STORED);`

const pgIndexes = `
CREATE INDEX ON docs USING gin(tsv); CREATE INDEX ON docs(issuer, day); CREATE INDEX ON docs(day);
CREATE INDEX ON docs(number); CREATE INDEX ON docs USING gin(cites); VACUUM ANALYZE docs; CHECKPOINT;`

func (p *postgres) open(dir string, create bool) (err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	if p.cluster, err = startCluster(dir); err != nil {
		return err
	}
	if p.conn, err = p.connect(); err == nil && create {
		err = p.all(pgSchema)
	}
	if err != nil {
		p.cluster.stop()
	}
	return err
}

func (p *postgres) connect() (*pgx.Conn, error) {
	return pgx.Connect(context.Background(), "host="+p.cluster.dir+" user=bench dbname=postgres")
}

// all carries out statements one by one, since VACUUM stands in no transaction.
func (p *postgres) all(statements string) error {
	for s := range strings.SplitSeq(statements, ";") {
		if strings.TrimSpace(s) == "" {
			continue
		}
		if _, err := p.conn.Exec(context.Background(), s); err != nil {
			return err
		}
	}
	return nil
}

func (p *postgres) add(batch []*doc) error {
	columns := []string{"id", "text", "words", "issuer", "type", "province", "year", "day", "number", "cites"}
	rows := pgx.CopyFromSlice(len(batch), func(i int) ([]any, error) {
		d := batch[i]
		return []any{d.number, d.directive.Text, d.exact, d.directive.IssuerID, string(d.directive.Type), d.directive.Province,
			d.directive.Issued.Year, d.day, d.own, d.cites}, nil
	})
	_, err := p.conn.CopyFrom(context.Background(), pgx.Identifier{"docs"}, columns, rows)
	return err
}

func (p *postgres) ready([]query) error { return nil }

func (p *postgres) finish() error { return p.all(pgIndexes) }

func (p *postgres) close() error {
	p.conn.Close(context.Background())
	return p.cluster.stop()
}

func (p *postgres) lacks(c class) string {
	switch c {
	case classSuggest:
		return "no completion of its own"
	case classExact:
		return "unaccent folds accents"
	}
	return ""
}

func (p *postgres) differs(c class) string {
	switch c {
	case classAny:
		return "any one of the words is enough"
	case classPhrase:
		return "phrases in any accents and across sentences"
	}
	return ""
}

func (p *postgres) session() (session, error) {
	conn, err := p.connect()
	return &pgSession{conn}, err
}

type pgSession struct{ conn *pgx.Conn }

func (s *pgSession) close() error { return s.conn.Close(context.Background()) }

const pgFacets = `WITH m AS MATERIALIZED (SELECT issuer, type, province, year FROM docs WHERE tsv @@ to_tsquery('vi', $1))
(SELECT 1, issuer, count(*) FROM m GROUP BY 2 ORDER BY 3 DESC LIMIT 20) UNION ALL (SELECT 2, type, count(*) FROM m GROUP BY 2 ORDER BY 3 DESC LIMIT 20)
UNION ALL (SELECT 3, province, count(*) FROM m GROUP BY 2 ORDER BY 3 DESC LIMIT 20) UNION ALL (SELECT 4, year::text, count(*) FROM m GROUP BY year ORDER BY 3 DESC LIMIT 20)`

func (s *pgSession) search(q *query) (a answer, err error) {
	where, args, order := pgWhere(q)
	ctx := context.Background()
	rows, err := s.conn.Query(ctx, "SELECT id FROM docs WHERE "+where+" ORDER BY "+order+" LIMIT 10 OFFSET "+itoa(q.Offset), args...)
	if err != nil {
		return a, err
	}
	if a.ids, err = pgx.CollectRows(rows, pgx.RowTo[int]); err != nil {
		return a, err
	}
	if err := s.conn.QueryRow(ctx, "SELECT count(*) FROM docs WHERE "+where, args...).Scan(&a.total); err != nil || !q.Facets {
		return a, err
	}
	if rows, err = s.conn.Query(ctx, pgFacets, args...); err != nil {
		return a, err
	}
	for rows.Next() {
	}
	return a, rows.Err()
}

// pgWhere is the condition of a query, its parameters, and the order.
func pgWhere(q *query) (where string, args []any, order string) {
	switch {
	case q.Number != "":
		return "number = $1", []any{key(q.Number)}, "day DESC, id"
	case q.Cites != "":
		return "cites @> ARRAY[$1::text]", []any{key(q.Cites)}, "day DESC, id"
	}
	operator := []string{" & ", " <-> ", " | "}[q.How]
	args = []any{"'" + strings.Join(q.Exact, "'"+operator+"'") + "'"}
	where, order = "tsv @@ to_tsquery('vi', $1)", "ts_rank(tsv, to_tsquery('vi', $1)) DESC, id"
	if q.Issuer != "" {
		where += " AND issuer = $2 AND day BETWEEN $3 AND $4"
		args = append(args, q.Issuer, int(q.From.First()), int(q.To.Last()))
	}
	if q.Newest {
		order = "day DESC, id"
	}
	return where, args, order
}

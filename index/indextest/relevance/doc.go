// Package relevance measures how well an engine answers: it puts labelled sets
// of documents, asks their queries as people would type them, and compares where
// the right documents stand.
//
// # Sets
//
// A Set is documents, queries and which documents answer which query. Load reads
// three of them from files; they are real and hard in different ways:
//
//	alqac     articles of law, and questions about them in everyday words
//	phapdien  whole legal documents, and the official summary of one as the query;
//	          only their text is searched, so nothing but the content tells
//	tvpl      whole documents with letterhead and signature, and their summaries
//
// # Variants
//
// Nobody types as the official text is written, and scans are not what was
// typed. A Variant rewrites queries, or documents: without accents, with the
// tone on the other vowel (hòa, hoà), with the marks that text recognition drops
// or mistakes. Noise is made from a seed, so that figures can be compared.
//
// # Measures
//
// Figures are nDCG@10 (how high the right documents stand among the first ten),
// recall@10 and recall@100 (how many of them are there at all), MRR (one divided
// by the place of the first right one), each from 0 to 1 and averaged over the
// queries; and the time of a search for ten. Beside the engine stands Plain, a
// plain BM25 over syllables: what a general search engine would do.
//
// The package knows no engine: Put and Through take any index.Writer and
// index.Searcher. Its test measures the embedded one and fails when a figure
// falls below its floor in floors.tsv:
//
//	go test ./index/indextest/relevance -run TestRelevance -v -timeout 30m
//
// Flags of that test: -all asks all queries instead of a sample, -misses prints
// the queries whose answer is not among the first ten, -update records the
// figures as the new floors, -sets names the sets to measure. It takes some
// minutes, so without -v it is skipped.
package relevance

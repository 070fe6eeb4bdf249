/*
Command bench measures tracuu beside the engines that a user would pick instead:
PostgreSQL 15 full text, SQLite FTS5, Xapian, Groonga, and bleve with its default
and with a tuned mapping. Everybody gets the same documents and the same queries,
on the same machine, in one run.

	cd cmd/bench && go run . -n 10000

makes the documents, loads each engine, asks it, and prints tables; -json FILE
writes the same figures. It is a module of its own, so that no driver of another
engine enters the product. SQLite, Xapian and Groonga are called through small
shims (folder shim) that are compiled when the suite runs; an engine whose
headers, libraries or programs are not on the machine is left out with the reason.
Debian has them as gcc, g++, pkg-config, libsqlite3-dev, libxapian-dev,
libgroonga-dev and postgresql.

	-n 100000 -keep DIR            a larger collection, kept for the next run
	-keep DIR -parts query -engines xapian
	                               asks one engine again and reports all else as it was measured before
	-keep DIR -parts report        reports what was measured
	-n 10000,100000                both sizes, and every aim with its figure at each
	-n 1000000 -parts growth -words 70
	                               how filtered queries grow from a tenth of it, with short documents;
	                               with -keep a build that was broken off goes on where it stopped
	-load                          only tracuu: searching while indexing at full rate
	-classes word,phrase           only these classes of queries

# Documents and queries

Document n of a seed is always the same. Its sentences come from real documents
in ../shared/corpus where that lies beside the project, else from the five seeds
and from sentences of their syllables by Zipf; it has some 650 words, one of some
700 issuers, a date from 2010 to 2024 (one in twenty has none) and up to eight
citations of others. Documents are made batch by batch and never held together.

Queries take their words from the same sentences, a thousand different ones a
class. Half of them give the times at one client, each asked once; the other
half the throughput at eight. So an engine that remembers answers gains nothing.

# How to read the tables

Times are milliseconds: p50 / p95 / p99 at one client, then queries a second at
eight. Each engine runs in a process of its own, with a warm page cache, and
answers with ids of ten hits and the exact number of matches; tracuu searches
with match=all and expand=off. Totals are compared query by query; where they
differ the report says how often and why ("NOT EXPECTED" where nobody knows why).

What is equal, and what is not:

  - All but bleve's default mapping get the words as tracuu cuts them, so that a
    word is a word everywhere. In tracuu a word is found in any accents, so the
    others search their index without accents; only "exact word" and "phrase" ask
    for accents. SQLite and PostgreSQL, as one sets them up for Vietnamese, have
    no accents to ask for.
  - A phrase of tracuu does not run across the end of a sentence.
  - "question any" counts what carries a fifth of the question's weight in tracuu,
    and any one word elsewhere.
  - tracuu ranks by tiers and by the first and second round of a question, the
    others by BM25 or ts_rank: more work for the same answer.
  - Xapian is compacted and SQLite optimized at the end of the load, and
    PostgreSQL makes its indexes there; that time counts. Batches of 500 are on
    disk when they are answered, but for Groonga, which does not promise it.
  - bleve holds no text here; the others store it.

"at once" is the size of the folder when the load ended, "disk" when nothing
changed any more. The peak is that of the whole process with the sentences that
documents are made of, whose size stands behind it ("before").

Searches through HTTP go to a real `tracuu serve` on loopback; the clients take
their processor time from the same machine, and ask for nothing packed. "ids and totals"
asks for what the engines are asked in process, "whole hits" for the usual fields with fragments,
"as a browser asks" for families, abbreviations and advice too.

Hostile queries are measured by the processor time of the whole process when
each is asked for the first time, the garbage collector's included.

Searches while indexing are in process, with the collector's pace of a server;
the documents that are added meanwhile were made before.

The last table holds the runs against what is aimed at. For figures that mean
something, nothing else may run on the machine.
*/
package main

// Command bench measures tracuu beside the engines that a user would pick
// instead: PostgreSQL, SQLite FTS5, Xapian, Groonga, and bleve with its default
// and with a tuned mapping.
package main

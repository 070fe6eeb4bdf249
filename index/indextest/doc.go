// Package indextest holds what every engine must pass, and the engine that
// shows how little it takes.
//
// Memory is the reference: it keeps documents in a map and reads each of them
// for every search. It is slow and obviously right, and it is what small tests
// of other packages search in.
//
// Run is the suite: scripts in plain text put documents and say what a search
// answers, so that a person who knows directives adds a case without Go.
// Compare generates documents and queries and holds an engine against Memory.
// Both fix which documents are found, their tiers, and the order between tiers
// and among ties; never scores.
package indextest

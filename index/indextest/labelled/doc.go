// Package labelled is for tests that measure over documents outside the project: real
// directives that people labelled, collections of law, scans with transcriptions. They
// are copies of what others own, so the project holds none of them; where they lie is
// said by the environment variable TRACUU_SHARED, else they are looked for in a folder
// "shared" beside the project.
//
// A test that measures says what it measured and holds it to a floor: the least that was
// reached before, recorded in a file of the project. On a machine without the documents
// it is skipped, and says why.
package labelled

// Package web renders the pages of tracuu: what a person sees of the answers that
// package server computes. It holds no collection and asks nobody; a handler of the
// server hands it an answer of package api and gets HTML, so that pages and JSON can
// never differ in what is found.
//
// # How a page is made
//
//   - A page is a template in templates/ that defines "content" and stands in
//     layout.html, and a method of Pages that fills it (Pages.Document). The head of a page
//     of results leaves while the search still runs (SearchPage).
//   - Wording is Vietnamese in the templates, as {{t "Tìm"}}; english.go
//     holds the same in English. A test fails where one lacks the other.
//   - What people can change is in the address: links are made by api.EncodeQuery
//     from an index.Query, so that every state of a search is its URL. Language and
//     theme are ?lang= and ?theme=, kept in a cookie.
//   - Looks are static/app.css: colours and sizes are custom properties at its top,
//     light and dark; components are classes named for what they show.
//   - Pages work without JavaScript. static/app.js adds completion, dragging over the
//     histogram, cards of citations and the like to what is there; it never makes what
//     a page is about. No style attribute and no inline script stands in a page: the
//     Content-Security-Policy forbids both, and everything from elsewhere.
//   - Text of documents goes through html/template, in <bdi> where it stands beside
//     other words, so that neither markup nor direction marks reach beyond it.
//
// # A new page
//
// Write templates/NAME.html with {{define "content"}}, add NAME to pageNames, a
// method of Pages that calls write with its data, a handler in package server that
// computes the data, and its row in server's table of routes; then a row in the nav
// if it is to be in the menu. Tests execute every template, and the browser tests
// (browser_test.go) open it at all widths and in both themes when its address is in
// their list.
package web

// Package web is the application of `parley serve`: pages over a store, and the
// same record as JSON. Everything is drawn on the server, works without
// script, and is embedded in the program; no page loads anything from
// elsewhere. Pages only read.
//
// # What other programs and tests may hold on to
//
// Every page has one h1, a title, header, nav, main#main and footer; body has
// the id page-NAME: page-state, page-timeline, page-statements,
// page-positions, page-proposals, page-sources, page-search, page-articles, page-reader, page-actors,
// page-api, page-error. p#invented is the first line where coverage is
// invented. The menu's links are #nav-state, #nav-timeline, ...
//
// State of play, /: table#play; #asof-form with input#asof; tbody#issue-CODE;
// tr.row with one td per party (data-party) holding a.cell links (data-stance:
// wants, refuses, if, open; data-moved where it moved) or span.silent; tr.rest
// holds the cells of those without a column, and td.alone where no party has
// one. A threat has the data-stance of its stance, and its own word. A cell
// leads to the row
// tr.note-row#words-..., which shows as long as it is the page's :target; in
// it, a.words are the quoted words, each a link into the reader.
//
// Timeline, /timeline (?ahead=1 for what lies after the last article): ol.days > li#day-DATE with article.entry (data-kind:
// event, position, statement); an event's span.status has data-status.
// Statements, /statements, positions, /positions, search, /search: article.entry;
// form.filters; the filters that are set are links in p.chosen. Before words
// that somebody says, span.lead-in holds who and how ("Ana Duro denied:").
// Proposals, /proposals: article.plan with ol.clauses. Sources, /sources:
// section#outlets and section#speakers, a table each. Truces, /truces (?asof=DAY):
// section.truce with ol.life, each li (class wish, claim, ahead or deed) with the words in
// ul.evidence. Undertaken, /due: article.entry with span.status.
//
// Reader, /articles/ID: article.reader; #text holds the article's text
// character for character (textContent equals it); a finding s3 is the
// mark.f-s3 elements, its first words stand in #s3, and behind its last stands
// a.ref to its note #n-s3, which links back to #s3. Either address lights up
// all words of the finding (style sheet /articles/ID/marks.css). An article of
// more than 200,000 characters is shown in parts (?part=2).
package web

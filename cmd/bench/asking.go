package main

import (
	"time"
)

// searched is what an engine's answers cost.
type searched struct {
	Open    float64 // ms until the collection is open
	First   float64 // ms from there to the first answer
	Rest    memory  // when it was asked once and nothing runs
	After   memory  // when all classes were asked
	Classes map[class]figures
}

func (s settings) queryHere(name string) (any, error) {
	queries, err := s.readQueries()
	if err != nil {
		return nil, err
	}
	e, err := engineNamed(name)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if err := e.open(s.dir, false); err != nil {
		return nil, err
	}
	defer e.close()
	out := searched{Open: ms(time.Since(start)), Classes: map[class]figures{}}
	if out.First, err = firstAnswer(e, queries[classWord]); err != nil {
		return nil, err
	}
	still()
	out.Rest = memoryNow()
	for _, c := range classes {
		if !s.classes.has(string(c)) {
			continue
		}
		f := figures{Left: e.lacks(c), Differs: e.differs(c)}
		if f.Left == "" {
			if f, err = measure(e, queries[c], s.long); err != nil {
				return nil, err
			}
			f.Differs = e.differs(c)
		}
		out.Classes[c] = f
	}
	out.After = memoryNow()
	return out, nil
}

// firstAnswer is the time to the first answer of an engine just opened.
func firstAnswer(e engine, queries []query) (float64, error) {
	start := time.Now()
	session, err := e.session()
	if err != nil {
		return 0, err
	}
	defer session.close()
	_, err = session.search(&queries[0])
	return ms(time.Since(start)), err
}

package analyzers_test

import (
	"fmt"
	"log"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"tracuu/analyzers"
)

func Example() {
	mapping := bleve.NewIndexMapping()
	for property, analyzer := range map[string]string{"body": analyzers.Name, "body_folded": analyzers.FoldedName} {
		field := bleve.NewTextFieldMapping()
		field.Analyzer = analyzer
		mapping.DefaultMapping.AddFieldMappingsAt(property, field)
	}
	index, err := bleve.NewUsing("", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer index.Close()
	text := "Tăng cường phòng, chống dịch Covid-19 trên địa bàn tỉnh Hoà Bình"
	if err := index.Index("16", map[string]string{"body": text, "body_folded": text}); err != nil {
		log.Fatal(err)
	}

	for _, words := range []string{"hòa bình", "phòng chống", "phong chong"} {
		for _, field := range []string{"body", "body_folded"} {
			query := bleve.NewMatchPhraseQuery(words)
			query.SetField(field)
			found, err := index.Search(bleve.NewSearchRequest(query))
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(words, field, found.Total)
		}
	}
	// Output:
	// hòa bình body 1
	// hòa bình body_folded 1
	// phòng chống body 1
	// phòng chống body_folded 1
	// phong chong body 0
	// phong chong body_folded 1
}

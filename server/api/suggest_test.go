package api

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"tracuu/index"
)

func TestRelatedSurviveJSON(t *testing.T) {
	hit := sample().Hits[0]
	hit.Fragments, hit.Tier = nil, index.TierNone
	want := []index.Related{{Hit: hit, Shared: index.Shared{Citations: []string{"16/CT-TTg"}, Words: []string{"tổ covid"}, Issuer: "Bộ Y tế"}}}
	body, err := json.Marshal(NewRelatedResponse(want, Presentation{}, 3, time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	var answer RelatedResponse
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	got := answer.Results()
	if len(got) != 1 || !reflect.DeepEqual(got[0].Shared, want[0].Shared) || got[0].Hit.Score != hit.Score ||
		got[0].Hit.Directive.Number != hit.Directive.Number || answer.Generation != 3 || answer.TookMS != 1 {
		t.Errorf("got %+v from %s", got, body)
	}
}

func TestNothingIsAnEmptyList(t *testing.T) {
	for want, answer := range map[string]any{
		`{"suggestions":[],"generation":1,"took_ms":0}`: NewSuggestResponse(nil, 1, 0),
		`{"related":[],"generation":1,"took_ms":0}`:     NewRelatedResponse(nil, Presentation{}, 1, 0),
	} {
		if body, err := json.Marshal(answer); err != nil || string(body) != want {
			t.Errorf("got %s, %v, want %s", body, err, want)
		}
	}
}

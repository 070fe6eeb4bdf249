package api

import (
	"encoding/json"
	"fmt"
	"net/url"
)

// MaxSearches is the most searches of one request.
const MaxSearches = 20

// MultiSearchRequest asks several searches at once.
type MultiSearchRequest struct {
	Searches []SearchParameters `json:"searches"`
}

// SearchParameters are the parameters of a search as JSON: each a value or a list
// of values, where a value is a string, a number or a boolean.
type SearchParameters url.Values

// Values are the parameters as a URL has them.
func (p SearchParameters) Values() url.Values { return url.Values(p) }

// UnmarshalJSON reads {"q": "covid", "type": ["Công văn", "Chỉ thị"], "limit": 5}.
func (p *SearchParameters) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*p = make(SearchParameters, len(raw))
	for name, value := range raw {
		var list []json.RawMessage
		if err := json.Unmarshal(value, &list); err != nil {
			list = []json.RawMessage{value}
		}
		for _, item := range list {
			text, err := parameterValue(item)
			if err != nil {
				return fmt.Errorf("parameter %q: %w", name, err)
			}
			(*p)[name] = append((*p)[name], text)
		}
	}
	return nil
}

// parameterValue is a JSON value as a URL writes it; null is an empty value.
func parameterValue(raw json.RawMessage) (string, error) {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", err
	}
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case float64, bool:
		return string(raw), nil
	}
	return "", fmt.Errorf("%s is no string, number or list of them", shorten(string(raw)))
}

// MultiSearchResponse has an answer for each search, in order.
type MultiSearchResponse struct {
	Results []MultiSearchResult `json:"results"`
}

// MultiSearchResult is the answer to one search, or why there is none.
type MultiSearchResult struct {
	Search  *SearchResponse `json:"search,omitempty"`
	Problem *Problem        `json:"problem,omitempty"`
}

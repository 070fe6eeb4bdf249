package indextest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
)

// filterFields are the parameters that filter, by the names of fields.
var filterFields = []index.Field{
	index.FieldIssuer, index.FieldType, index.FieldProvince, index.FieldLevel, index.FieldNumber,
	index.FieldCites, index.FieldKeyword, index.FieldUrgency,
}

// parseParams reads "name=value & name=value" into a query.
func parseParams(text string) (index.Query, error) {
	q := index.Query{Limit: index.NoLimit}
	for pair := range strings.SplitSeq(text, " & ") {
		name, value, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			return q, fmt.Errorf("%q is no name=value", pair)
		}
		if err := setParam(&q, name, value); err != nil {
			return q, err
		}
	}
	return q, nil
}

func setParam(q *index.Query, name, value string) (err error) {
	field, not := strings.CutPrefix(name, "not.")
	if slices.Contains(filterFields, index.Field(field)) {
		addFilter(q, index.Field(field), not, value)
		return nil
	}
	switch name {
	case "q":
		q.Text, err = index.Parse(value)
	case "from":
		q.Filters.From, err = directive.ParseDate(value)
	case "to":
		q.Filters.To, err = directive.ParseDate(value)
	case "missing":
		q.Filters.Missing = append(q.Filters.Missing, index.Field(value))
	case "sort":
		q.Sort = index.Sort(value)
	case "limit":
		q.Limit, err = strconv.Atoi(value)
	case "cursor":
		q.Cursor = value
	case "facets":
		for f := range strings.SplitSeq(value, ",") {
			q.Facets = append(q.Facets, index.Facet(f))
		}
	case "facet_limit":
		q.FacetLimit, err = strconv.Atoi(value)
	case "refine":
		q.Refine, err = strconv.Atoi(value)
	case "match":
		q.MatchAll = value == "all"
	case "collapse":
		q.Collapse = value == "copies"
	case "expand":
		q.Literal = value == "off"
	default:
		return fmt.Errorf("unknown parameter %q", name)
	}
	return err
}

// addFilter adds a condition; a repeated field means any of its conditions.
func addFilter(q *index.Query, field index.Field, not bool, value string) {
	condition := index.ParseCondition(field, value)
	for i := range q.Filters.Where {
		f := &q.Filters.Where[i]
		if f.Field == field && f.Not == not {
			f.Any = append(f.Any, condition)
			return
		}
	}
	q.Filters.Where = append(q.Filters.Where, index.Filter{Field: field, Not: not, Any: []index.Condition{condition}})
}

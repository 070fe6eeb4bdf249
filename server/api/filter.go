package api

import (
	"errors"
	"fmt"
	"strings"

	"tracuu/index"
)

// The prefixes of a filter value that names an entity instead of describing it, or
// takes the lineage of a province.
const (
	idPrefix    = "id:"
	underPrefix = "under:"
	nowPrefix   = "now:"
	wasPrefix   = "was:"
)

func (d *decoder) filter(field index.Field, not bool, values []string) {
	if d.values += len(values); d.values > MaxFilterValues {
		d.bad("the filters of a search take at most %d values together", MaxFilterValues)
		return
	}
	filter := index.Filter{Field: field, Not: not}
	for _, v := range values {
		condition, err := parseCondition(field, v)
		if err != nil {
			d.bad("%q: %v", shorten(v), err)
			continue
		}
		filter.Any = append(filter.Any, condition)
	}
	if len(filter.Any) > 0 {
		d.query.Filters.Where = append(d.query.Filters.Where, filter)
	}
}

// parseCondition reads one value of a filter: issuer=id:ID, issuer=under:ID,
// cites=id:ID, cites=NUMBER@DATE, province=now:NAME, province=was:NAME, else plain
// text.
func parseCondition(field index.Field, value string) (index.Condition, error) {
	if len(value) > MaxValueBytes {
		return index.Condition{}, fmt.Errorf("is longer than %d bytes", MaxValueBytes)
	}
	c := index.Condition{Value: strings.TrimSpace(value)}
	if id, ok := strings.CutPrefix(c.Value, idPrefix); ok && (field == index.FieldIssuer || field == index.FieldCites) {
		c.Op, c.Value = index.OpID, id
	} else if id, ok := strings.CutPrefix(c.Value, underPrefix); ok && field == index.FieldIssuer {
		c.Op, c.Value = index.OpUnder, id
	} else if name, ok := strings.CutPrefix(c.Value, nowPrefix); ok && field == index.FieldProvince {
		c.Op, c.Value = index.OpNow, strings.TrimSpace(name)
	} else if name, ok := strings.CutPrefix(c.Value, wasPrefix); ok && field == index.FieldProvince {
		c.Op, c.Value = index.OpWas, strings.TrimSpace(name)
	} else if at := strings.LastIndexByte(c.Value, '@'); at >= 0 && field == index.FieldCites {
		date, err := parseDate(strings.TrimSpace(c.Value[at+1:]))
		if err != nil {
			return c, fmt.Errorf("what follows @ is no date: %w", err)
		}
		c.Value, c.Date = strings.TrimSpace(c.Value[:at]), date
	}
	if c.Value == "" {
		return c, errors.New("names nothing")
	}
	return c, nil
}

// printCondition is the value that parseCondition reads as c, or "" where there
// is none.
func printCondition(field index.Field, c index.Condition) string {
	var value string
	switch c.Op {
	case index.OpID:
		value = idPrefix + c.Value
	case index.OpUnder:
		value = underPrefix + c.Value
	case index.OpNow:
		value = nowPrefix + c.Value
	case index.OpWas:
		value = wasPrefix + c.Value
	default:
		value = c.Value
		if !c.Date.IsZero() {
			value += "@" + c.Date.String()
		}
	}
	if back, err := parseCondition(field, value); err != nil || back != c {
		return ""
	}
	return value
}

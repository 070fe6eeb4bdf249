package index

import "strings"

// Interpret says how the query is read, with the concept families that come
// with tracuu. An engine with families of its own fills Results.Interpreted
// from its plan.
func (q Query) Interpret() Interpreted { return NewPlan(q, DefaultFamilies()).Interpreted }

// interpret fills the reading of a text; mode and expansions are the plan's.
func interpret(t Text) Interpreted {
	in := Interpreted{
		Query: t.String(), Words: []string{}, Phrases: []string{}, Numbers: []string{},
		Excluded: []string{}, Filters: []string{}, Expanded: []Expansion{},
		Decoded: []Decoding{},
	}
	t.Positive(func(n Node) {
		switch n := n.(type) {
		case Run:
			for _, w := range n.Words {
				in.Words = append(in.Words, w.Text)
			}
		case Phrase:
			in.Phrases = append(in.Phrases, wordsText(n.Words))
		case Number:
			in.Numbers = append(in.Numbers, n.Symbol.String())
		case Where:
			in.Filters = append(in.Filters, n.print())
		}
	})
	walkExcluded(t.Root, func(n Node) { in.Excluded = append(in.Excluded, excludedText(n)) })
	return in
}

func walkExcluded(n Node, visit func(Node)) {
	var nodes []Node
	switch n := n.(type) {
	case And:
		nodes = n.Nodes
	case Or:
		nodes = n.Nodes
	case Not:
		visit(n.Node)
	}
	for _, inner := range nodes {
		walkExcluded(inner, visit)
	}
}

func wordsText(words []Word) string {
	var b strings.Builder
	writeWords(&b, words)
	return b.String()
}

func excludedText(n Node) string {
	if p, ok := n.(Phrase); ok {
		return wordsText(p.Words)
	}
	return printNode(n)
}

// sentence says in Vietnamese what is looked for. Only the parts that are there
// are named.
func sentence(p Plan) string {
	var parts []string
	root := p.Text.Root
	if p.Mode == ModeQuestion {
		parts = append(parts, "có nội dung gần nhất với câu hỏi, không cần có đủ các từ")
		root = p.Question.Must
	}
	if root != nil {
		parts = append(parts, describe(root))
	}
	for _, f := range p.Filters.Where {
		parts = append(parts, describeFilter(f))
	}
	if s := describeDates(p.Filters); s != "" {
		parts = append(parts, s)
	}
	if len(p.Filters.Missing) > 0 {
		labels := make([]string, len(p.Filters.Missing))
		for i, f := range p.Filters.Missing {
			labels[i] = fieldLabels[f]
		}
		parts = append(parts, "không rõ "+strings.Join(labels, " hoặc "))
	}
	if len(parts) == 0 {
		return "Tất cả văn bản."
	}
	return "Văn bản " + strings.Join(parts, "; ") + "."
}

// fieldLabels name the fields in Vietnamese.
var fieldLabels = map[Field]string{
	FieldIssuer: "cơ quan ban hành", FieldType: "loại văn bản", FieldProvince: "tỉnh, thành phố",
	FieldLevel: "cấp ban hành", FieldNumber: "số, ký hiệu", FieldCites: "văn bản viện dẫn",
	FieldKeyword: "từ khóa", FieldUrgency: "độ khẩn", FieldIssued: "ngày ban hành",
	FieldTitle: "trích yếu", FieldSigner: "người ký", FieldPlace: "địa danh",
}

// describe reads a tree out.
func describe(n Node) string {
	switch n := n.(type) {
	case Run:
		if len(n.Words) == 1 {
			return "có từ “" + n.Words[0].Text + "”"
		}
		return "có đủ các từ “" + wordsText(n.Words) + "”"
	case Phrase:
		if len(n.Words) == 1 {
			return "có đúng từ “" + wordsText(n.Words) + "”"
		}
		return "có cụm từ “" + wordsText(n.Words) + "”"
	case Number:
		return "mang số hoặc nhắc đến số " + n.Symbol.String()
	case Where:
		if !n.From.IsZero() || !n.To.IsZero() {
			return describeDates(Filters{From: n.From, To: n.To})
		}
		return describeFilter(n.Filter)
	case And:
		return describeAll(n.Nodes, ", ")
	case Or:
		return describeAll(n.Nodes, " hoặc ")
	case Not:
		return describeNot(n.Node)
	}
	return ""
}

// describeNot reads out what is excluded.
func describeNot(n Node) string {
	switch n := n.(type) {
	case And, Or:
		return "trừ văn bản " + describe(n)
	case Phrase:
		if len(n.Words) == 1 {
			return "không có từ “" + wordsText(n.Words) + "”"
		}
	case Number:
		return "không mang và không nhắc đến số " + n.Symbol.String()
	case Where:
		if n.Filter.Field != "" {
			n.Filter.Not = true
			return describeFilter(n.Filter)
		}
	}
	return "không " + describe(n)
}

// describeAll joins the parts; one that is itself joined stands in parentheses.
func describeAll(nodes []Node, separator string) string {
	parts := make([]string, 0, len(nodes))
	for _, n := range nodes {
		s := describe(n)
		switch n.(type) {
		case And, Or:
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, separator)
}

func describeFilter(f Filter) string {
	label := Where{Filter: f}.queryField().label
	values := make([]string, len(f.Any))
	for i, c := range f.Any {
		values[i] = describeCondition(f.Field, c)
	}
	if f.Field == FieldIssuer && len(f.Any) > 0 && f.Any[0].Op != OpText {
		label = "của cơ quan có mã"
	}
	s := label + " " + strings.Join(values, " hoặc ")
	switch {
	case f.Not && f.Field == FieldIssuer:
		return "không phải " + s
	case f.Not:
		return "không " + s
	}
	return s
}

func describeCondition(field Field, c Condition) string {
	s := "“" + c.Value + "”"
	switch {
	case c.Op == OpUnder:
		s += " hoặc đơn vị trực thuộc"
	case c.Op == OpNow:
		s += " sau sắp xếp năm 2025, kể cả các tỉnh, thành phố đã hợp thành"
	case c.Op == OpWas:
		s += " và, từ tháng 7 năm 2025, tỉnh, thành phố kế tục"
	case field == FieldLevel:
		s = levelLabel(c.Value)
	}
	if !c.Date.IsZero() {
		s += " " + datePhrase(c.Date)
	}
	return s
}

func describeDates(f Filters) string {
	switch {
	case !f.From.IsZero() && f.From == f.To:
		return "ban hành " + datePhrase(f.From)
	case !f.From.IsZero() && !f.To.IsZero():
		return "ban hành từ " + datePhrase(f.From) + " đến " + datePhrase(f.To)
	case !f.From.IsZero():
		return "ban hành từ " + datePhrase(f.From)
	case !f.To.IsZero():
		return "ban hành đến " + datePhrase(f.To)
	}
	return ""
}

package directive

// partOfCentral composes a part of a body of the centre: "Cục Quản lý Dược, Bộ Y
// tế".
func (r *Bodies) partOfCentral(n *naming) (Body, bool) {
	for i := 1; i+1 < len(n.words); i++ {
		o := r.whole[foldsOf(n.words[i:])]
		if o == nil || o.Level != LevelCentral || r.local[foldsOf(n.words)] != nil {
			continue
		}
		up := r.body(o)
		b := Body{Level: LevelCentral, Side: up.Side, Superior: up.Name, Parent: up.ID}
		if part := r.whole[foldsOf(n.words[:i])]; part != nil && r.body(part).Parent == up.ID {
			return r.body(part), true
		}
		if r.startsCentral(n.words[:i]) {
			b.Superior, b.Parent, b.members = "", "", r.members(n.words)
		}
		b.Name = capitalFirst(n.text(n.words))
		if side := sideOf(n.words[:i]); side != SideState {
			b.Side = side
		}
		b.ID = slug(b.Name)
		return b, true
	}
	return Body{}, false
}

// startsCentral reports whether words begin with the name of a body of the centre.
func (r *Bodies) startsCentral(words []nameWord) bool {
	for i := 2; i <= len(words); i++ {
		if o := r.whole[foldsOf(words[:i])]; o != nil && o.Level == LevelCentral {
			return true
		}
	}
	return false
}

// members are the bodies of the centre that words name one after the other; of
// those that are not known, none.
func (r *Bodies) members(words []nameWord) []string {
	var names []string
	for at := 0; at < len(words); {
		next := at + 1
		for end := len(words); end > at+1; end-- {
			if o := r.whole[foldsOf(words[at:end])]; o != nil && o.Level == LevelCentral {
				names, next = append(names, o.Name), end
				break
			}
		}
		at = next
	}
	return names
}

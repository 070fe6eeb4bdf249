package docfile

// docxStyle is what text takes from a style.
type docxStyle struct {
	font, basedOn string
	list          docxListRef
}

// docxStyles are the styles of a document by their ids.
type docxStyles struct {
	byID     map[string]docxStyle
	font0    string // where nothing says otherwise
	standard string // the style of paragraphs that name none
}

// styleChain bounds how many styles one may be based on in turn.
const styleChain = 20

func (x *docx) readStyles() error {
	x.styles.byID = map[string]docxStyle{}
	target := x.rels.byType["styles"]
	if target == "" {
		return nil
	}
	_, err := x.pack.xml(x.ctx, target, func(e *elements) error {
		return e.find(map[string]func(attrs) error{
			"rPrDefault": func(attrs) error {
				return e.find(map[string]func(attrs) error{"rFonts": func(a attrs) error {
					x.styles.font0 = fontName(a)
					return nil
				}})
			},
			"style": func(a attrs) error {
				var s docxStyle
				err := e.find(map[string]func(attrs) error{
					"basedOn": func(a attrs) error { s.basedOn = a.get("val"); return nil },
					"rFonts":  func(a attrs) error { s.font = fontName(a); return nil },
					"numPr": func(attrs) error {
						s.list.given = true
						return e.each(s.list.read, nil)
					},
				})
				id := a.get("styleId")
				x.styles.byID[id] = s
				if a.get("default") == "1" && a.get("type") == "paragraph" {
					x.styles.standard = id
				}
				return err
			},
		})
	})
	return err
}

// font is the font of a run by its own, its style's or its paragraph's name.
func (s *docxStyles) font(own, runStyle, paraStyle string) string {
	if own != "" {
		return own
	}
	if paraStyle == "" {
		paraStyle = s.standard
	}
	for _, id := range []string{runStyle, paraStyle} {
		for range styleChain {
			style, ok := s.byID[id]
			if !ok {
				break
			}
			if style.font != "" {
				return style.font
			}
			id = style.basedOn
		}
	}
	return s.font0
}

// listOf is the list that paragraphs of a style belong to.
func (s *docxStyles) listOf(id string) docxListRef {
	var ref docxListRef
	for range styleChain {
		style, ok := s.byID[id]
		if !ok {
			break
		}
		if style.list.given {
			if ref.num == "" {
				ref.num = style.list.num
			}
			if !ref.given {
				ref.level = style.list.level
			}
			ref.given = true
		}
		id = style.basedOn
	}
	return ref
}

package index

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// UseBodies gives the families a registry of issuing bodies other than the one
// that comes with tracuu. It tells what an issuer's name means and what it stands
// under.
func (f *Families) UseBodies(registry *directive.Bodies) { f.bodies = registry }

// Bodies is the registry of issuing bodies in use.
func (f *Families) Bodies() *directive.Bodies {
	if f == nil || f.bodies == nil {
		return directive.DefaultBodies()
	}
	return f.bodies
}

// bodyOf is the issuing body of a document: by its id where the registry has
// that, else by name.
func (f *Families) bodyOf(d *directive.Directive) directive.Body {
	if b, ok := f.Bodies().ByID(d.IssuerID); ok {
		return b
	}
	b, _ := f.Bodies().Identify(d.Issuer, d.Province)
	return b
}

// issuerIDs are the id of a document's issuer and those of the bodies above it. An
// id that was given stands, and one with slashes names its ancestors itself
// ("gov/byt/cuc"). What several bodies issue together is under each, and has none for
// a parent. An issuer that is known only as "Tỉnh ủy" has no id: it may be
// any of 63.
func (f *Families) issuerIDs(d *directive.Directive, issuer directive.Body) (id string, path []string) {
	id = d.IssuerID
	if id == "" && d.Evidence["issuer_id"].Basis == "" {
		id = issuer.ID
	}
	for above := id; strings.Contains(above, "/"); {
		above = above[:strings.LastIndexByte(above, '/')]
		path = append(path, above)
	}
	above := f.Bodies().Ancestors(issuer)
	if len(path) == 0 && len(above) > 0 && issuer.Parent == "" {
		path = append(path, "")
	}
	for _, b := range above {
		path = append(path, b.ID)
	}
	return id, path
}

// issuerMeant reads the name of an issuer in a filter: the body that it means, ""
// where it tells none, and the words to look for in names. A code of symbols
// (BDVTU, SYT) stands for the name of its body.
func (f *Families) issuerMeant(name, key string) (id, words string) {
	if code, ok := f.Bodies().ByCode(name, ""); ok && !strings.ContainsAny(strings.TrimSpace(name), " \t") && strings.ToLower(name) != name {
		if code.Name != "" {
			return code.ID, viet.FoldKey(code.Name)
		}
	}
	b, _ := f.Bodies().Identify(name, "")
	return b.ID, f.spellOutKey(key)
}

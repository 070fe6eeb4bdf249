package directive

// SetRefs fills the Ref of each reference.
func SetRefs(refs []Reference) {}

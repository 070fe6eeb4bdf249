package api

import "tracuu/index"

// CopiesResponse lists the other members of a document's family of copies.
type CopiesResponse struct {
	Count  int          `json:"count"`
	Copies []index.Copy `json:"copies"`
}

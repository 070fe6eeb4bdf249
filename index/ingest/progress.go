package ingest

// Progress is how far Paths has come. Totals are known from the start, for the
// folders are listed before the first file is read.
type Progress struct {
	Done       int   `json:"done"`  // files
	Total      int   `json:"total"` // files
	Bytes      int64 `json:"bytes"`
	TotalBytes int64 `json:"total_bytes"`
	Documents  int   `json:"documents"` // put or found unchanged so far
}

package compact

// columnBlock is how many elements a Column allocates at a time.
const (
	columnBits  = 11
	columnBlock = 1 << columnBits
)

// Column is a list whose elements stay where they are when it grows. The zero
// Column is empty.
type Column[T any] struct {
	blocks [][]T
	n      int
}

// Len is the number of elements.
func (c *Column[T]) Len() int { return c.n }

// At is the element i, which must be below Len. The pointer stays good.
func (c *Column[T]) At(i uint32) *T { return &c.blocks[i>>columnBits][i%columnBlock] }

// Grow makes the column n elements long, if it is shorter. New ones are zero.
func (c *Column[T]) Grow(n int) {
	for len(c.blocks)*columnBlock < n {
		c.blocks = append(c.blocks, make([]T, columnBlock))
	}
	c.n = max(c.n, n)
}

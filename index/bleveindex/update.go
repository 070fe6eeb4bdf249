package bleveindex

import (
	"context"

	"tracuu/index/store"
)

// Update changes the store in one transaction with no other write under way, and
// brings the index after it before it returns, as every write does. It is for what is
// no draft: records as another store held them. An error of change fails this
// transaction alone.
func (e *Engine) Update(ctx context.Context, change func(tx *store.Tx) error) error {
	return e.submit(&write{ctx: ctx, alone: func() error {
		return e.commit([]*write{{ctx: ctx, change: change}})
	}})
}

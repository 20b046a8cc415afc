// Package gil stub.
package gil

import "sync/atomic"

const DropRequest uint32 = 1

type GIL struct{}
type Handle struct{}

func (g *GIL) NewHandle(b *atomic.Uint32) *Handle { return &Handle{} }
func (h *Handle) Yield()                          {}
func (h *Handle) Release()                        {}
func (h *Handle) AcquireIO()                      {}

package py

import "sync"

// threadTable lists an interpreter's threads.
type threadTable struct {
	mu   sync.Mutex
	list []*Thread
	next int64
}

func (tt *threadTable) add(t *Thread) {
	tt.mu.Lock()
	defer tt.mu.Unlock()
	tt.next++
	t.ID = tt.next
	tt.list = append(tt.list, t)
}

func (tt *threadTable) remove(t *Thread) {
	tt.mu.Lock()
	defer tt.mu.Unlock()
	for i, o := range tt.list {
		if o == t {
			tt.list = append(tt.list[:i:i], tt.list[i+1:]...)
			return
		}
	}
}

// Threads returns the interpreter's live threads. It may be called by any
// goroutine.
func (in *Interp) Threads() []*Thread {
	in.threads.mu.Lock()
	defer in.threads.mu.Unlock()
	return append([]*Thread(nil), in.threads.list...)
}

package py

import "github.com/gopyrun/gopyrun/interp/gil"

// interruptState is what other goroutines may ask of a thread.
type interruptState struct {
	// wake is closed to end the blocking call that the thread is in.
	wake chan struct{}
	// async is raised at the next safe point.
	async *Exception
}

// HandleBreak runs what the eval-breaker word asks for. It returns false with an
// exception set if the running code must unwind.
func (t *Thread) HandleBreak() bool {
	b := t.Breaker.Load()
	if b&gil.DropRequest != 0 {
		t.GIL.Yield()
	}
	if b&BreakCancel != 0 {
		// The bit stays set: code that swallows the exception is stopped again.
		t.setExc(NewException(KeyboardInterrupt))
		return false
	}
	if b&BreakAsync != 0 {
		t.Breaker.And(^BreakAsync)
		t.Interp.threads.mu.Lock()
		e := t.intr.async
		t.intr.async = nil
		t.Interp.threads.mu.Unlock()
		if e != nil {
			t.setExc(e)
			return false
		}
	}
	if b&BreakSignal != 0 && t == t.Interp.Main {
		t.Breaker.And(^BreakSignal)
		if f := t.Interp.OnSignal; f != nil {
			if err := f(t); err != nil {
				t.Fail(err)
				return false
			}
		}
	}
	if b&BreakPending != 0 {
		t.Breaker.And(^BreakPending)
		t.RunPending()
	}
	return true
}

// RunPending calls the finalizers and callbacks of what was found dead. It reports
// whether it called __del__ of an object.
func (t *Thread) RunPending() bool {
	if f := t.Interp.OnPending; f != nil {
		f(t)
	}
	return t.RunFinalizers()
}

// RaiseAsync makes t raise e at its next safe point and wakes it from a blocking
// call. It may be called by any goroutine.
func (t *Thread) RaiseAsync(e *Exception) {
	t.Interp.threads.mu.Lock()
	t.intr.async = e
	t.Interp.threads.mu.Unlock()
	t.Interrupt(BreakAsync)
}

// Interrupt sets a bit of the eval-breaker word and wakes the thread from a
// blocking call, which then looks at the word. It may be called by any goroutine.
func (t *Thread) Interrupt(bit uint32) {
	t.Breaker.Or(bit)
	t.Interp.threads.mu.Lock()
	if t.intr.wake != nil {
		close(t.intr.wake)
		t.intr.wake = nil
	}
	t.Interp.threads.mu.Unlock()
}

// Blocking releases the GIL around f, which may block but must return soon after
// interrupted is closed. Afterwards pending signals and asynchronous exceptions
// are handled: their exception is the error. f must not touch Python objects.
//
// f is called again if it was interrupted and the interruption raised nothing;
// f reports done to say that it is finished.
func (t *Thread) Blocking(f func(interrupted <-chan struct{}) (done bool)) error {
	for {
		wake := make(chan struct{})
		t.Interp.threads.mu.Lock()
		t.intr.wake = wake
		if t.Breaker.Load()&^gil.DropRequest != 0 {
			close(wake)
			t.intr.wake = nil
		}
		t.Interp.threads.mu.Unlock()
		t.GIL.Release()
		done := f(wake)
		t.GIL.AcquireIO()
		t.Interp.threads.mu.Lock()
		t.intr.wake = nil
		t.Interp.threads.mu.Unlock()
		if t.Breaker.Load()&^gil.DropRequest != 0 && !t.HandleBreak() {
			return t.Take()
		}
		if done {
			return nil
		}
	}
}

// AllowThreads releases the GIL around f, which must not block for long and must
// not touch Python objects: a system call that cannot be interrupted.
func (t *Thread) AllowThreads(f func()) {
	t.GIL.Release()
	f()
	t.GIL.AcquireIO()
}

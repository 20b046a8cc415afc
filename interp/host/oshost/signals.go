package oshost

import (
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Signals is the signals of the process. NewSignals makes it; all interpreters
// of a process that handle signals should share one.
type Signals struct {
	mu      sync.Mutex
	deliver map[int]*delivery
}

// delivery passes one signal on, by a goroutine that lives while it is handled.
type delivery struct {
	c    chan os.Signal
	stop chan struct{}
}

// NewSignals returns the signals, all with their default.
func NewSignals() *Signals { return &Signals{deliver: map[int]*delivery{}} }

func (s *Signals) Handle(sig int, d host.Disposition, deliver func(sig int)) error {
	if !canHandle(sig) {
		return fail(host.EINVAL)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := syscall.Signal(sig)
	old := s.deliver[sig]
	delete(s.deliver, sig)
	switch d {
	case host.SignalIgnore:
		signal.Ignore(n)
	case host.SignalDeliver:
		now := &delivery{make(chan os.Signal, 16), make(chan struct{})}
		signal.Notify(now.c, n)
		s.deliver[sig] = now
		go now.run(sig, deliver)
	default:
		if signal.Ignored(n) { // which Reset does not undo
			signal.Notify(make(chan os.Signal, 1), n)
		}
		signal.Reset(n)
	}
	if old != nil {
		signal.Stop(old.c)
		close(old.stop)
	}
	return nil
}

func (d *delivery) run(sig int, deliver func(int)) {
	for {
		select {
		case <-d.c:
			deliver(sig)
		case <-d.stop:
			return
		}
	}
}

func (s *Signals) Ignored(sig int) bool { return signal.Ignored(syscall.Signal(sig)) }

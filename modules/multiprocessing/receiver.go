package multiprocessing

import (
	"encoding/binary"
	"sync"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/proc"
)

// receiver gathers what the workers of a pool send, a goroutine for each of them, so
// that the pool gets everything there is at a time.
type receiver struct {
	py.Header
	mu     sync.Mutex
	events []event
	signal chan struct{} // of capacity 1: there is something
	room   chan struct{} // a token for each event
	closed chan struct{}
	once   sync.Once
}

// event is a message of a worker; its tag is negative if it was the last.
type event struct {
	worker py.Value
	tag    int64
	data   []byte
}

// maxEvents bounds what is received before the pool asks for it.
const maxEvents = 1024

var receiverType py.Type

func receiverSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.Receiver", Layout: py.LayoutOf[receiver](), Flags: py.NoSubclass,
		Signature: "()",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			r := py.Make[receiver](typ)
			r.signal = make(chan struct{}, 1)
			r.room = make(chan struct{}, maxEvents)
			r.closed = make(chan struct{})
			return py.Ref(r), nil
		},
		Methods: []py.Method{
			{Name: "add", Signature: "($self, worker, connection, child, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				c, ok1 := py.As[connection](a[1], &connectionType)
				p, ok2 := py.As[child](a[2], &childType)
				if !ok1 || !ok2 {
					return py.Value{}, py.Errorf(py.TypeError, "add() needs a Connection and a Child")
				}
				c.c.ReadAhead()
				ended := make(chan struct{})
				r := py.Cast[receiver](self)
				go r.receive(a[0], c.c, ended)
				go r.watch(a[0], p.c, ended)
				return py.None, nil
			}, Doc: "Receive from the connection until its end."},
			{Name: "get", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Cast[receiver](self).get(t)
			}, Doc: "Wait for something, and return all there is as (worker, tag, data).\nThe tag is -1 after the last message."},
			{Name: "wake", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[receiver](self).wake()
				return py.None, nil
			}, Doc: "Make get() return."},
			{Name: "close", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				r := py.Cast[receiver](self)
				r.once.Do(func() { close(r.closed) })
				return py.None, nil
			}, Doc: "Nobody will call get() any more."},
		},
	}
}

func (r *receiver) wake() {
	select {
	case r.signal <- struct{}{}:
	default:
	}
}

func (r *receiver) put(e event) {
	select {
	case r.room <- struct{}{}:
	case <-r.closed:
		return
	}
	r.mu.Lock()
	r.events = append(r.events, e)
	r.mu.Unlock()
	r.wake()
}

func (r *receiver) receive(worker py.Value, c *ipc.Conn, ended chan<- struct{}) {
	defer close(ended)
	for {
		msg, err := c.Recv(-1, nil, ipc.Forever)
		if err != nil {
			r.put(event{worker: worker, tag: -1})
			return
		}
		e := event{worker: worker}
		if len(msg) >= 8 {
			e.tag, e.data = int64(binary.NativeEndian.Uint64(msg)), msg[8:]
		}
		r.put(e)
	}
}

// watch reports the end of the process even if somebody else, a process that the
// worker has started, holds its end of the connection.
func (r *receiver) watch(worker py.Value, c *proc.Child, ended <-chan struct{}) {
	select {
	case <-ended:
		return
	case <-r.closed:
		return
	case <-c.Done():
	}
	timer := time.NewTimer(time.Second) // for what is still on the way
	defer timer.Stop()
	select {
	case <-ended:
	case <-timer.C:
		r.put(event{worker: worker, tag: -1})
	}
}

func (r *receiver) get(t *py.Thread) (py.Value, error) {
	take := func() bool {
		select {
		case <-r.signal:
			return true
		default:
			return false
		}
	}
	if !take() {
		err := t.Blocking(func(interrupted <-chan struct{}) bool {
			select {
			case <-r.signal:
				return true
			case <-interrupted:
				return false
			}
		})
		if err != nil {
			return py.Value{}, err
		}
	}
	r.mu.Lock()
	events := r.events
	r.events = nil
	r.mu.Unlock()
	out := make([]py.Value, len(events))
	for i, e := range events {
		<-r.room
		out[i] = py.NewTuple(e.worker, py.Int(e.tag), py.NewBytes(e.data))
	}
	return py.NewList(out...), nil
}

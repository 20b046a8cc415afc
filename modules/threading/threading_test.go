package threading_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/modules"
)

// run runs a program and returns what it printed.
func run(t *testing.T, program string) string {
	t.Helper()
	var out, errs bytes.Buffer
	h := oshost.New()
	h.Stdio = host.NewStdio(nil, &out, &errs)
	p, err := interp.New(interp.Config{Host: h, Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(context.Background(), "<test>", program); err != nil {
		t.Errorf("%v\n%s", err, errs.String())
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if errs.Len() > 0 {
		t.Errorf("stderr: %s", errs.String())
	}
	return out.String()
}

// TestThreads runs programs of several threads, at the usual switch interval and at
// one that switches at every opportunity. Modules _thread, threading and queue are
// under test.
func TestThreads(t *testing.T) {
	for _, c := range []struct{ name, program, want string }{
		{"locked counter", `
n = 0
lock = threading.Lock()
def count():
    global n
    for _ in range(LOOPS):
        with lock: n += 1
together([count] * 4)
print(n == 4 * LOOPS)
`, "True\n"},
		{"both progress", `
counts = [0, 0]
stop = False
def spin(i):
    while not stop: counts[i] += 1
ts = [threading.Thread(target=spin, args=(i,)) for i in range(2)]
for t in ts: t.start()
deadline = time.monotonic() + 20
while min(counts) < 1000 and time.monotonic() < deadline: time.sleep(.01)
stop = True
for t in ts: t.join()
print(min(counts) >= 1000)
`, "True\n"},
		{"queues", `
for q in queue.Queue(3), queue.LifoQueue(3), queue.PriorityQueue(), queue.SimpleQueue():
    got = []
    def put(i):
        for k in range(200): q.put(i * 200 + k)
    def get(i):
        while (x := q.get()) < 1 << 30: got.append(x)
        q.put(x)
    ps = [threading.Thread(target=put, args=(i,)) for i in range(4)]
    gs = [threading.Thread(target=get, args=(i,)) for i in range(4)]
    for t in ps + gs: t.start()
    for t in ps: t.join()
    while not q.empty(): time.sleep(.001)
    q.put(1 << 30)
    for t in gs: t.join()
    print(type(q).__name__, sorted(got) == list(range(800)))
`, "Queue True\nLifoQueue True\nPriorityQueue True\nSimpleQueue True\n"},
		{"queue errors", `
q = queue.Queue(1)
q.put(1)
for f in (lambda: q.put(2, False), lambda: q.put(2, timeout=.01), lambda: q.put(1, timeout=-1), q.get, q.get_nowait,
          lambda: q.get(timeout=.01), q.task_done, q.task_done):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
q.shutdown()
try: q.put(1)
except queue.ShutDown as e: print('ShutDown')
`, "Full \nFull \nValueError 'timeout' must be a non-negative number\n1\nEmpty \nEmpty \nNone\nValueError task_done() called too many times\nShutDown\n"},
		{"condition", `
c = threading.Condition()
ready, woken = [], []
def wait():
    with c:
        ready.append(1)
        woken.append(c.wait_for(lambda: len(ready) > 10, 20))
ts = [threading.Thread(target=wait) for _ in range(5)]
for t in ts: t.start()
while len(ready) < 5: time.sleep(.001)
with c: print(c.wait(.01))
with c:
    ready += [1] * 10
    c.notify_all()
for t in ts: t.join()
print(woken)
`, "False\n[True, True, True, True, True]\n"},
		{"event, timer, barrier, semaphore", `
e = threading.Event()
t = threading.Timer(.01, e.set)
t.start()
print(e.wait(20), e.wait(0))
t = threading.Timer(60, print)
t.start(); t.cancel(); t.join()
b = threading.Barrier(3, lambda: order.append('action'))
order = []
def meet():
    i = b.wait(20)
    order.append(i)
together([meet] * 3)
print(order[0], sorted(order[1:]), b.broken)
try: b.wait(.01)
except threading.BrokenBarrierError: print(b.broken)
s = threading.BoundedSemaphore(2)
most = now = 0
lock = threading.Lock()
def inside():
    global most, now
    with s:
        with lock: now += 1; most = max(most, now)
        time.sleep(.002)
        with lock: now -= 1
together([inside] * 6)
print(most)
try: s.release()
except ValueError as e: print(e)
`, "True True\naction [0, 1, 2] False\nTrue\n2\nSemaphore released too many times\n"},
		{"local, names, exceptions", `
l = threading.local()
l.x = 'main'
seen = []
def f():
    seen.append(hasattr(l, 'x'))
    l.x = 1
together([f] * 3)
print(seen, l.x)
threading.excepthook = lambda a: print(a.exc_type.__name__, a.exc_value, a.thread.name)
def bad(): 1 / 0
t = threading.Thread(target=bad); t.start(); t.join()
print(t, t.is_alive(), threading.active_count())
for f in t.start, threading.current_thread().join, threading.Thread().join:
    try: f()
    except RuntimeError as e: print(e)
`, "[False, False, False] main\nZeroDivisionError division by zero Thread-4 (bad)\n<Thread(Thread-4 (bad), stopped ID)> False 1\nthreads can only be started once\ncannot join current thread\ncannot join thread before it is started\n"},
		{"hand-off", `
a, b = threading.Lock(), threading.Lock()
b.acquire()
n = 0
def ping():
    global n
    for _ in range(500): a.acquire(); n += 1; b.release()
def pong():
    for _ in range(500): b.acquire(); a.release()
together([ping, pong])
print(n)
`, "500\n"},
		{"many threads", `
done = []
together([lambda: done.append(threading.get_ident())] * 300)
print(len(done), len(threading.enumerate()))
`, "300 1\n"},
	} {
		for _, interval := range []string{"", "import sys; sys.setswitchinterval(1e-6)"} {
			name := c.name
			if interval != "" {
				name += ", switching"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				program := interval + "\nLOOPS = " + loops + `
import queue, threading, time
def together(functions):
    ts = [threading.Thread(target=f) for f in functions]
    for t in ts: t.start()
    for t in ts: t.join()
` + c.program
				got := run(t, program)
				if i := strings.Index(got, "stopped "); i >= 0 {
					j := strings.IndexByte(got[i:], ')')
					got = got[:i] + "stopped ID" + got[i+j:]
				}
				if got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
	}
}

// TestExit checks what happens to threads at the end of the program.
func TestExit(t *testing.T) {
	got := run(t, `
import atexit, threading, time
atexit.register(print, 'atexit')
def late():
    time.sleep(.05)
    print('late')
threading.Thread(target=late).start()
threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
print('end')
`)
	if want := "end\nlate\natexit\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

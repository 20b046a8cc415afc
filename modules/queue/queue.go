// Package queue is the module queue: Queue, LifoQueue and PriorityQueue in Python
// (queue.py) over threading, SimpleQueue in Go.
// https://docs.python.org/3.14/library/queue.html
package queue

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed queue.py
var source string

// Module returns the module queue.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "queue",
		Doc:    "A multi-producer, multi-consumer queue.",
		Source: source,
	}
}

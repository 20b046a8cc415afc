package multiprocessing

import _ "embed"

// The modules in Python. They are strings, not an embed.FS, whose files are copied
// when they are read: every child reads most of them when it starts.
var (
	//go:embed py/connection.py
	connectionSource string
	//go:embed py/context.py
	contextSource string
	//go:embed py/dummy.py
	dummySource string
	//go:embed py/dummy_connection.py
	dummyConnectionSource string
	//go:embed py/init.py
	initSource string
	//go:embed py/pool.py
	poolSource string
	//go:embed py/process.py
	processSource string
	//go:embed py/queues.py
	queuesSource string
	//go:embed py/reduction.py
	reductionSource string
	//go:embed py/sharedctypes.py
	sharedctypesSource string
	//go:embed py/spawn.py
	spawnSource string
	//go:embed py/synchronize.py
	synchronizeSource string
	//go:embed py/util.py
	utilSource string
)

// source returns the text of py/<file>.py, "" if there is none.
func source(file string) string {
	switch file {
	case "connection":
		return connectionSource
	case "context":
		return contextSource
	case "dummy":
		return dummySource
	case "dummy_connection":
		return dummyConnectionSource
	case "init":
		return initSource
	case "pool":
		return poolSource
	case "process":
		return processSource
	case "queues":
		return queuesSource
	case "reduction":
		return reductionSource
	case "sharedctypes":
		return sharedctypesSource
	case "spawn":
		return spawnSource
	case "synchronize":
		return synchronizeSource
	case "util":
		return utilSource
	}
	return ""
}

package oshost

import "github.com/gopyrun/gopyrun/interp/host"

// Windows has no sysconf.
func sysconfNames() map[string]int { return nil }

func sysconf(int) (int, error) { return 0, fail(host.ENOSYS) }

package oshost

import (
	"syscall"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Net on Windows has no sockets yet, only the resolver: a socket there is not a
// descriptor of Files. Its numbers are therefore absent, and module socket cannot be
// imported.
type Net struct{}

func (Net) Numbers() map[string]int64 {
	return map[string]int64{"AF_INET": syscall.AF_INET, "AF_INET6": syscall.AF_INET6}
}
func (Net) Socket(int, int, int) (int, error)              { return -1, fail(host.ENOSYS) }
func (Net) SocketPair(int, int, int) ([2]int, error)       { return [2]int{-1, -1}, fail(host.ENOSYS) }
func (Net) Bind(int, host.SockAddr) error                  { return fail(host.ENOSYS) }
func (Net) Listen(int, int) error                          { return fail(host.ENOSYS) }
func (Net) Connect(int, host.SockAddr) error               { return fail(host.ENOSYS) }
func (Net) Accept(int) (int, host.SockAddr, error)         { return -1, host.SockAddr{}, fail(host.ENOSYS) }
func (Net) ControlSpace(int) (int, int)                    { return 0, 0 }
func (Net) LocalAddr(int) (host.SockAddr, error)           { return host.SockAddr{}, fail(host.ENOSYS) }
func (Net) PeerAddr(int) (host.SockAddr, error)            { return host.SockAddr{}, fail(host.ENOSYS) }
func (Net) Shutdown(int, int) error                        { return fail(host.ENOSYS) }
func (Net) Option(int, int, int, []byte) (int, error)      { return 0, fail(host.ENOSYS) }
func (Net) SetOption(int, int, int, []byte) error          { return fail(host.ENOSYS) }
func (Net) Controls([]byte) ([]host.ControlMessage, error) { return nil, fail(host.ENOSYS) }
func (Net) Recv(int, []byte, []byte, int) (host.Received, error) {
	return host.Received{}, fail(host.ENOSYS)
}
func (Net) Send(int, []byte, []host.ControlMessage, int, *host.SockAddr) (int, error) {
	return 0, fail(host.ENOSYS)
}

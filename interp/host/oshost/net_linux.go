package oshost

import (
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

func socket(family, typ, proto int) (int, error) {
	return unix.Socket(family, typ|unix.SOCK_CLOEXEC, proto)
}

func socketPair(family, typ, proto int) ([2]int, error) {
	return unix.Socketpair(family, typ|unix.SOCK_CLOEXEC, proto)
}

func accept(fd int) (int, unix.Sockaddr, error) { return unix.Accept4(fd, unix.SOCK_CLOEXEC) }

func (Files) EpollCreate() (int, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	return fd, convert(err)
}

func (Files) EpollCtl(epfd, op, fd int, events uint32) error {
	return convert(unix.EpollCtl(epfd, op, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)}))
}

func (f Files) EpollWait(epfd int, events []host.EpollEvent, timeout time.Duration, cancel <-chan struct{}) (int, error) {
	list := make([]unix.EpollEvent, len(events))
	deadline := time.Now().Add(timeout)
	for {
		var n int
		err := retry(func() (err error) {
			n, err = unix.EpollWait(epfd, list, 0)
			return err
		})
		if err != nil || n > 0 || timeout == 0 {
			for i, e := range list[:max(n, 0)] {
				events[i] = host.EpollEvent{FD: int(e.Fd), Events: e.Events}
			}
			return max(n, 0), convert(err)
		}
		left := timeout
		if timeout > 0 {
			left = max(time.Until(deadline), 0)
		}
		n, err = f.Poll([]host.PollFD{{FD: epfd, Events: host.PollIn}}, left, cancel)
		if err != nil || n == 0 {
			return 0, err
		}
	}
}

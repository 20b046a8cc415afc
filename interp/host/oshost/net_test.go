//go:build unix

package oshost

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

func TestSockets(t *testing.T) {
	var n Net
	l, err := n.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	defer unix.Close(l)
	check(n.Bind(l, host.SockAddr{Family: unix.AF_INET, IP: []byte{127, 0, 0, 1}}))
	check(n.Listen(l, 1))
	if _, _, err := n.Accept(l); !errors.Is(err, host.EAGAIN) {
		t.Error(err)
	}
	addr, err := n.LocalAddr(l)
	check(err)
	c, err := n.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	check(err)
	defer unix.Close(c)
	if err := n.Connect(c, addr); err != nil && !errors.Is(err, host.EINPROGRESS) {
		t.Fatal(err)
	}
	if blocking, err := (Files{}).Blocking(c); !blocking || err != nil {
		t.Error("not blocking", err)
	}
	_, err = (Files{}).Poll([]host.PollFD{{FD: l, Events: host.PollIn}}, time.Second, nil)
	check(err)
	s, from, err := n.Accept(l)
	check(err)
	defer unix.Close(s)
	if peer, err := n.PeerAddr(s); err != nil || peer.Port != from.Port || !bytes.Equal(peer.IP, from.IP) {
		t.Error(peer, from, err)
	}
	buf := make([]byte, 10)
	if _, err := n.Recv(s, buf, nil, 0); !errors.Is(err, host.EAGAIN) {
		t.Error(err)
	}
	check(n.Shutdown(c, unix.SHUT_WR))
	_, err = (Files{}).Poll([]host.PollFD{{FD: s, Events: host.PollIn}}, time.Second, nil)
	check(err)
	if r, err := n.Recv(s, buf, nil, 0); r.N != 0 || err != nil {
		t.Error(r, err)
	}
	if _, _, err := n.Accept(-1); !errors.Is(err, host.EBADF) {
		t.Error(err)
	}
}

// TestControls passes a descriptor, and reads messages that are cut off or damaged.
func TestControls(t *testing.T) {
	var n Net
	fds, err := n.SocketPair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fds[0])
	defer unix.Close(fds[1])
	right := []byte{byte(fds[0]), 0, 0, 0}
	if _, err := n.Send(fds[0], []byte("x"), []host.ControlMessage{{Level: unix.SOL_SOCKET, Type: unix.SCM_RIGHTS, Data: right}}, 0, nil); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 100)
	r, err := n.Recv(fds[1], buf[:1], buf[1:], 0)
	if err != nil {
		t.Fatal(err)
	}
	control := buf[1 : 1+r.Control]
	list, err := n.Controls(control)
	if err != nil || len(list) != 1 || list[0].Type != unix.SCM_RIGHTS || len(list[0].Data) != 4 {
		t.Fatal(list, err)
	}
	unix.Close(int(list[0].Data[0]))
	for i := range control {
		if _, err := n.Controls(control[:i]); err != nil {
			t.Error(err)
		}
		damaged := bytes.Clone(control)
		damaged[i] ^= 0xff
		if _, err := n.Controls(damaged); err != nil {
			t.Error(err)
		}
	}
}

func TestLookup(t *testing.T) {
	var n Net
	if list, err := n.LookupHost("localhost", unix.AF_INET, nil); err != nil || len(list) == 0 || list[0].IP[0] != 127 {
		t.Error(list, err)
	}
	cancel := make(chan struct{})
	close(cancel)
	if _, err := n.LookupHost("nonexistent.invalid", 0, cancel); err == nil {
		t.Error("found")
	}
	if list, err := n.Interfaces(); err != nil || len(list) == 0 {
		t.Error(list, err)
	}
}

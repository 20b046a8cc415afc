package socket

import (
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// maxRecv bounds the memory of one recv; a larger request receives less, as one
// always may.
const maxRecv = 1 << 30

func transferMethods() []py.Method {
	return append([]py.Method{
		method(recv).of("recv", "($self, buffersize, flags=0, /)", "recv(buffersize[, flags]) -> data\n\nReceive up to buffersize bytes from the socket.  For the optional flags\nargument, see the Unix manual.  When no data is available, block until\nat least one byte is available or until the remote end is closed.  When\nthe remote end is closed and all data is read, return the empty string."),
		method(recvInto).of("recv_into", "($self, buffer, nbytes=0, flags=0)", "recv_into(buffer, [nbytes[, flags]]) -> nbytes_read\n\nA version of recv() that stores its data into a buffer rather than creating\na new string.  Receive up to buffersize bytes from the socket.  If buffersize\nis not specified (or 0), receive up to the size available in the given buffer.\n\nSee recv() for documentation about the flags."),
		method(recvFrom).of("recvfrom", "($self, buffersize, flags=0, /)", "recvfrom(buffersize[, flags]) -> (data, address info)\n\nLike recv(buffersize, flags) but also return the sender's address info."),
		method(recvFromInto).of("recvfrom_into", "($self, buffer, nbytes=0, flags=0)", "recvfrom_into(buffer[, nbytes[, flags]]) -> (nbytes, address info)\n\nLike recv_into(buffer[, nbytes[, flags]]) but also return the sender's address info."),
		method(send).of("send", "($self, data, flags=0, /)", "send(data[, flags]) -> count\n\nSend a data string to the socket.  For the optional flags\nargument, see the Unix manual.  Return the number of bytes\nsent; this may be less than len(data) if the network is busy."),
		method(sendAll).of("sendall", "($self, data, flags=0, /)", "sendall(data[, flags])\n\nSend a data string to the socket.  For the optional flags\nargument, see the Unix manual.  This calls send() repeatedly\nuntil all data is sent.  If an error occurs, it's impossible\nto tell how much data has been sent."),
		method(sendTo).of("sendto", "($self, *args)", "sendto(data[, flags], address) -> count\n\nLike send(data, flags) but allows specifying the destination address.\nFor IP sockets, the address is a pair (hostaddr, port)."),
	}, messageMethods()...)
}

// receive fills p, with what comes first or, for MSG_WAITALL on a blocking stream,
// all of it.
func (s *socket) receive(t *py.Thread, p, control []byte, flags int) (r host.Received, err error) {
	net, st := t.Interp.Host.Net, stateOf(t)
	all := st.number("MSG_WAITALL")
	for {
		var part host.Received
		err = s.callUntil(t, host.PollIn, s.deadline(), flags, func() (err error) {
			part, err = net.Recv(s.fd, p[r.N:], control, flags)
			return err
		})
		if err != nil {
			return r, err
		}
		part.N += r.N
		r = part
		peek := st.number("MSG_PEEK")
		if all < 0 || flags&all == 0 || flags&peek != 0 || s.timeout >= 0 || s.typ != st.number("SOCK_STREAM") ||
			r.Control > 0 || r.N == len(p) {
			return r, nil
		}
		control = nil
	}
}

func (s *socket) receiveNew(t *py.Thread, a py.Args, fname string) (py.Value, host.Received, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, host.Received{}, err
	}
	flags, err := cInt(t, a[1])
	if err == nil && n < 0 {
		err = py.Errorf(py.ValueError, "negative buffersize in %s", fname)
	}
	if err != nil {
		return py.Value{}, host.Received{}, err
	}
	st := stateOf(t)
	buf := st.buffer(n)
	r, err := s.receive(t, buf, nil, flags)
	if err != nil {
		st.spare = buf
		return py.Value{}, r, err
	}
	return st.result(buf, r.N), r, nil
}

// buffer returns memory for a message of up to n bytes: that of the last one if it
// was not used. Programs ask for a lot and get little, and new memory of 256 KiB, as
// asyncio asks for each time, can take milliseconds.
func (st *state) buffer(n int) []byte {
	n = min(n, maxRecv)
	b := st.spare
	st.spare = nil // other threads may receive meanwhile
	if cap(b) < n {
		b = make([]byte, n)
	}
	return b[:n]
}

// result makes a bytes object of the first n bytes of a buffer.
func (st *state) result(b []byte, n int) py.Value {
	if n > 64 && n >= len(b)/2 {
		return py.NewBytes(b[:n:n])
	}
	v := py.NewBytes(append([]byte(nil), b[:n]...))
	if cap(b) <= 1<<20 {
		st.spare = b
	}
	return v
}

func recv(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	if a[0].IsInt() && a[0].Int64() == 0 {
		return py.NewBytes(nil), nil
	}
	v, _, err := s.receiveNew(t, a, "recv")
	return v, err
}

func recvFrom(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	v, r, err := s.receiveNew(t, a, "recvfrom")
	if err != nil {
		return py.Value{}, err
	}
	return py.NewPair(v, addressValue(t, r.From)), nil
}

// receiveInto receives into a buffer of the program, which other threads may see
// half filled.
func (s *socket) receiveInto(t *py.Thread, a py.Args, fname, tooSmall string) (r host.Received, err error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Errorf(py.TypeError, "%s() argument 1 must be read-write bytes-like object, not %s", fname, py.ArgName(a[0]))
		}
		return r, err
	}
	defer b.Release()
	if b.ReadOnly {
		return r, py.Errorf(py.TypeError, "%s() argument 1 must be read-write bytes-like object, not %s", fname, py.ArgName(a[0]))
	}
	n, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return r, err
	}
	flags, err := cInt(t, a[2])
	switch {
	case err != nil:
		return r, err
	case n < 0:
		return r, py.Errorf(py.ValueError, "negative buffersize in %s", fname)
	case n > len(b.Bytes):
		return r, py.Errorf(py.ValueError, "%s", tooSmall)
	case n == 0:
		n = len(b.Bytes)
	}
	if n == 0 {
		return r, nil
	}
	return s.receive(t, b.Bytes[:n:n], nil, flags)
}

func recvInto(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	r, err := s.receiveInto(t, a, "recv_into", "buffer too small for requested bytes")
	return py.Int(int64(r.N)), err
}

func recvFromInto(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	r, err := s.receiveInto(t, a, "recvfrom_into", "nbytes is greater than the length of the buffer")
	if err != nil {
		return py.Value{}, err
	}
	return py.NewPair(py.Int(int64(r.N)), addressValue(t, r.From)), nil
}

// send sends once or, on a blocking stream, all of p, as the system does there. An
// error after a part of it is dropped: the next call will meet it.
func (s *socket) send(t *py.Thread, p []byte, control []host.ControlMessage, flags int, to *host.SockAddr) (sent int, err error) {
	net, st := t.Interp.Host.Net, stateOf(t)
	for {
		n := 0
		err := s.callUntil(t, host.PollOut, s.deadline(), flags, func() (err error) {
			n, err = net.Send(s.fd, p[sent:], control, flags, to)
			return err
		})
		sent += n
		switch {
		case err != nil && (sent == 0 || !isHostError(err)):
			return 0, err
		case err != nil, sent == len(p), n == 0, s.timeout >= 0, s.typ != st.number("SOCK_STREAM"), flags&st.number("MSG_DONTWAIT") != 0:
			return sent, nil
		}
		control = nil
	}
}

func isHostError(err error) bool {
	_, ok := err.(*host.Error)
	return ok
}

func send(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	flags, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	n, err := s.send(t, b.Bytes, nil, flags, nil)
	return py.Int(int64(n)), err
}

// sendAll has one deadline for all of the data.
func sendAll(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	flags, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	deadline := s.deadline()
	for p := b.Bytes; ; {
		n := 0
		err := s.callUntil(t, host.PollOut, deadline, flags, func() (err error) {
			n, err = t.Interp.Host.Net.Send(s.fd, p, nil, flags, nil)
			return err
		})
		if p = p[n:]; err == nil {
			err = t.Poll()
		}
		if err != nil || len(p) == 0 {
			return py.None, err
		}
	}
}

func sendTo(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	if len(args) != 2 && len(args) != 3 {
		return py.Value{}, py.Errorf(py.TypeError, "sendto() takes 2 or 3 arguments (%d given)", len(args))
	}
	b, err := py.GetBuffer(t, args[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	flags := 0
	if len(args) == 3 {
		if flags, err = cInt(t, args[1]); err != nil {
			return py.Value{}, err
		}
	}
	to, err := s.address(t, "sendto", args[len(args)-1])
	if err != nil {
		return py.Value{}, err
	}
	n, err := s.send(t, b.Bytes, nil, flags, &to)
	return py.Int(int64(n)), err
}

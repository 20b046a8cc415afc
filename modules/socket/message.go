package socket

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func messageMethods() []py.Method {
	return []py.Method{
		method(recvMsg).of("recvmsg", "($self, bufsize, ancbufsize=0, flags=0, /)", "recvmsg(bufsize[, ancbufsize[, flags]]) -> (data, ancdata, msg_flags, address)\n\nReceive normal data (up to bufsize bytes) and ancillary data from the\nsocket.  The ancbufsize argument sets the size in bytes of the\ninternal buffer used to receive the ancillary data; it defaults to 0,\nmeaning that no ancillary data will be received."),
		method(recvMsgInto).of("recvmsg_into", "($self, buffers, ancbufsize=0, flags=0, /)", "recvmsg_into(buffers[, ancbufsize[, flags]]) -> (nbytes, ancdata, msg_flags, address)\n\nReceive normal data and ancillary data from the socket, scattering the\nnon-ancillary data into a series of buffers.  The buffers argument\nmust be an iterable of objects that export writable buffers\n(e.g. bytearray objects); these will be filled with successive chunks\nof the non-ancillary data until it has all been written or there are\nno more buffers."),
		method(sendMsg).of("sendmsg", "($self, buffers, ancdata=(), flags=0, address=None, /)", "sendmsg(buffers[, ancdata[, flags[, address]]]) -> count\n\nSend normal and ancillary data to the socket, gathering the\nnon-ancillary data from a series of buffers and concatenating it into\na single message."),
	}
}

func controlMethods() []py.Method {
	size := func(name string, least int, of func(n host.Net, data int) int) py.GoFunc {
		return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			n, err := py.ToIndex(t, a[0], py.OverflowError)
			if err != nil {
				return py.Value{}, err
			}
			if n < 0 || n > math.MaxInt32-of(t.Interp.Host.Net, least) {
				return py.Value{}, py.Errorf(py.OverflowError, "%s() argument out of range", name)
			}
			return py.Int(int64(of(t.Interp.Host.Net, n))), nil
		}
	}
	return []py.Method{
		{Name: "CMSG_LEN", Signature: "($module, length, /)", Func: size("CMSG_LEN", 0, func(n host.Net, data int) int { _, l := n.ControlSpace(data); return l }), Doc: "CMSG_LEN(length) -> control message length\n\nReturn the total length, without trailing padding, of an ancillary\ndata item with associated data of the given length."},
		{Name: "CMSG_SPACE", Signature: "($module, length, /)", Func: size("CMSG_SPACE", 1, func(n host.Net, data int) int { s, _ := n.ControlSpace(data); return s }), Doc: "CMSG_SPACE(length) -> buffer size\n\nReturn the buffer size needed for recvmsg() to receive an ancillary\ndata item with associated data of the given length, along with any\ntrailing padding."},
	}
}

// receiveMessage receives with ancillary data, and returns the last three items of
// the result of recvmsg.
func (s *socket) receiveMessage(t *py.Thread, p []byte, room, flags py.Value) (r host.Received, rest []py.Value, err error) {
	n, err := cInts(t, room, flags)
	if err != nil {
		return r, nil, err
	}
	if n[0] < 0 {
		return r, nil, py.Errorf(py.ValueError, "invalid ancillary data buffer length")
	}
	control := make([]byte, n[0])
	if r, err = s.receive(t, p, control, n[1]); err != nil {
		return r, nil, err
	}
	messages, err := t.Interp.Host.Net.Controls(control[:r.Control])
	if err != nil {
		return r, nil, err
	}
	list := make([]py.Value, len(messages))
	for i, m := range messages {
		list[i] = py.NewTuple(py.Int(int64(m.Level)), py.Int(int64(m.Type)), py.NewBytes(m.Data))
	}
	return r, []py.Value{py.NewList(list...), py.Int(int64(r.Flags)), addressValue(t, r.From)}, nil
}

func recvMsg(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "negative buffer size in recvmsg()")
	}
	st := stateOf(t)
	buf := st.buffer(n)
	r, rest, err := s.receiveMessage(t, buf, a[1], a[2])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(append([]py.Value{st.result(buf, r.N)}, rest...)...), nil
}

func recvMsgInto(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	items, err := py.Items(t, a[0])
	if err != nil {
		if py.TypeOf(a[0]).Iter == nil {
			err = py.Errorf(py.TypeError, "recvmsg_into() argument 1 must be an iterable")
		}
		return py.Value{}, err
	}
	var parts [][]byte
	size := 0
	for _, v := range items {
		b, err := py.GetBuffer(t, v)
		if err == nil {
			defer b.Release()
		}
		if err != nil || b.ReadOnly {
			return py.Value{}, py.Errorf(py.TypeError, "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers")
		}
		parts = append(parts, b.Bytes)
		size += len(b.Bytes)
	}
	buf := make([]byte, min(size, maxRecv))
	r, rest, err := s.receiveMessage(t, buf, a[1], a[2])
	if err != nil {
		return py.Value{}, err
	}
	for data := buf[:r.N]; len(data) > 0; parts = parts[1:] {
		data = data[copy(parts[0], data):]
	}
	return py.NewTuple(append([]py.Value{py.Int(int64(r.N))}, rest...)...), nil
}

func sendMsg(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	buffers, err := py.Items(t, a[0])
	if err != nil {
		if py.TypeOf(a[0]).Iter == nil {
			err = py.Errorf(py.TypeError, "sendmsg() argument 1 must be an iterable")
		}
		return py.Value{}, err
	}
	var data []byte
	for _, v := range buffers {
		b, err := py.ReadBytes(t, v)
		if err != nil {
			return py.Value{}, err
		}
		data = append(data, b...)
	}
	control, err := controlArg(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	flags, err := cInt(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	var to *host.SockAddr
	if !a[3].IsNone() {
		addr, err := s.address(t, "sendmsg", a[3])
		if err != nil {
			return py.Value{}, err
		}
		to = &addr
	}
	n, err := s.send(t, data, control, flags, to)
	return py.Int(int64(n)), err
}

// controlArg reads the ancillary data of sendmsg.
func controlArg(t *py.Thread, v py.Value) ([]host.ControlMessage, error) {
	items, err := py.Items(t, v)
	if err != nil {
		if py.TypeOf(v).Iter == nil {
			err = py.Errorf(py.TypeError, "sendmsg() argument 2 must be an iterable")
		}
		return nil, err
	}
	var all []host.ControlMessage
	for _, item := range items {
		const what = "[sendmsg() ancillary data items]() argument must be "
		parts, ok := py.As[py.Tuple](item, py.TupleType)
		if !ok {
			return nil, py.Errorf(py.TypeError, what+"3-item tuple, not %s", py.ArgName(item))
		}
		if len(parts.Items) != 3 {
			return nil, py.Errorf(py.TypeError, what+"tuple of length 3, not %d", len(parts.Items))
		}
		n, err := cInts(t, parts.Items[0], parts.Items[1])
		if err != nil {
			return nil, err
		}
		data, err := py.ReadBytes(t, parts.Items[2])
		if err != nil {
			return nil, err
		}
		all = append(all, host.ControlMessage{Level: n[0], Type: n[1], Data: data})
	}
	return all, nil
}

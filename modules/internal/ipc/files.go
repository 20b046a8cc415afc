package ipc

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// SendFiles writes data and descriptors of files (SCM_RIGHTS) to a Unix stream
// socket as one frame for RecvFiles. The files stay with the caller. The frame is
// not interleaved with that of another SendFiles only if the caller sees to it; the
// wait is bounded by the write deadline of sock, which must be non-blocking.
func SendFiles(sock *os.File, data []byte, files []*os.File) error {
	rc, err := sock.SyscallConn()
	if err != nil {
		return err
	}
	frame := make([]byte, 0, 8+len(data)+len(files)/maxFilesPerMessage)
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(data)))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(files)))
	frame = append(frame, data...)
	batch := files[:min(len(files), maxFilesPerMessage)]
	for {
		n, err := sendmsg(rc, frame, batch)
		if err != nil {
			return err
		}
		if n > 0 {
			files, batch = files[len(batch):], nil
		}
		if frame = frame[n:]; len(frame) > 0 {
			continue
		}
		if len(files) == 0 {
			return nil
		}
		frame, batch = []byte{0}, files[:min(len(files), maxFilesPerMessage)]
	}
}

// RecvFiles reads one frame of SendFiles. The files are close-on-exec and belong
// to the caller. io.EOF is the end between two frames. A frame with more than
// limit bytes is ErrBadLength.
func RecvFiles(sock *os.File, limit int) (data []byte, files []*os.File, err error) {
	rc, err := sock.SyscallConn()
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			closeAll(files)
			data, files = nil, nil
		}
	}()
	fill := func(p []byte) error {
		for len(p) > 0 {
			n, got, err := recvmsg(rc, p)
			if err != nil {
				return err
			}
			files = append(files, got...)
			p = p[n:]
		}
		return nil
	}
	var head [8]byte
	if err := fill(head[:1]); err != nil {
		return nil, files, err
	}
	if err := fill(head[1:]); err != nil {
		return nil, files, truncated(err)
	}
	size, count := binary.BigEndian.Uint32(head[:]), binary.BigEndian.Uint32(head[4:])
	if int64(size) > int64(limit) || count > 1<<16 {
		return nil, files, ErrBadLength
	}
	data = make([]byte, size)
	if err := fill(data); err != nil {
		return nil, files, truncated(err)
	}
	for len(files) < int(count) {
		before := len(files)
		var marker [1]byte
		if err := fill(marker[:]); err != nil {
			return nil, files, truncated(err)
		}
		if len(files) == before {
			return nil, files, errors.New("ipc: frame without its files")
		}
	}
	return data, files, nil
}

func truncated(err error) error {
	if err == io.EOF {
		return ErrTruncated
	}
	return err
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

//go:build !unix

package ipc

import (
	"os"
	"sync/atomic"
	"syscall"
	"time"
)

func futexWait(_ *atomic.Uint32, _ uint32, d time.Duration, try int) {
	time.Sleep(min(d, 20*time.Microsecond<<min(try, 7), 2*time.Millisecond))
}

func futexWake(*atomic.Uint32, int) int            { return 1 }
func anonymousFile(int) (*os.File, error)          { return nil, ErrUnsupported }
func mapFile(*os.File, int) ([]byte, error)        { return nil, ErrUnsupported }
func unmap([]byte) error                           { return ErrUnsupported }
func duplicate(*os.File) (*os.File, error)         { return nil, ErrUnsupported }
func pollable(*os.File) (*os.File, error)          { return nil, ErrUnsupported }
func filePair(bool) (a, b *os.File, err error)     { return nil, nil, ErrUnsupported }
func readable(int) bool                            { return false }
func pollFDs([]int, time.Duration) ([]bool, error) { return nil, ErrUnsupported }

func tryRead(syscall.RawConn, []byte) (int, bool, error)  { return 0, false, ErrUnsupported }
func tryWrite(syscall.RawConn, []byte) (int, bool, error) { return 0, false, ErrUnsupported }
func awaitReadable(syscall.RawConn) error                 { return ErrUnsupported }
func awaitWritable(syscall.RawConn) error                 { return ErrUnsupported }

const maxFilesPerMessage = 1

func sendmsg(syscall.RawConn, []byte, []*os.File) (int, error) { return 0, ErrUnsupported }
func recvmsg(syscall.RawConn, []byte) (int, []*os.File, error) { return 0, nil, ErrUnsupported }

func allocate(*os.File, int64) error { return ErrUnsupported }

const noFollow = 0

func control(*os.File, func(int) error) error { return ErrUnsupported }

func yield() {}

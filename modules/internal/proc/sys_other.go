//go:build !unix

package proc

import (
	"os"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

func socketPair() (ours, theirs *os.File, err error) { return nil, nil, ipc.ErrUnsupported }
func adopt(int) (*os.File, error)                    { return nil, ipc.ErrUnsupported }

func recvFiles(*os.File, int) ([]byte, []*os.File, error) { return nil, nil, ipc.ErrUnsupported }

func replaceDescriptor(*os.File, int) error { return ipc.ErrUnsupported }

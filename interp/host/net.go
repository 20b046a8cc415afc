package host

import "time"

// Net is sockets and the resolver of names. A socket is a descriptor of Files,
// which closes it, duplicates it, polls it and has its flags (inheritable,
// blocking).
//
// The methods on sockets do not wait, whatever the blocking flag says: what would
// have to fails with EAGAIN, or for Connect EINPROGRESS. The caller waits with
// Files.Poll and tries again. Accept alone may wait on a blocking socket that
// another process has taken the connection from.
type Net interface {
	// Numbers are the constants of module socket by name: AF_INET, SOCK_STREAM, …,
	// what the system has of them. The result is never changed.
	Numbers() map[string]int64
	// Socket makes a socket, which is not inherited.
	Socket(family, typ, proto int) (fd int, err error)
	SocketPair(family, typ, proto int) (fds [2]int, err error)
	Bind(fd int, a SockAddr) error
	Listen(fd, backlog int) error
	Connect(fd int, a SockAddr) error
	// Accept returns a connection as a blocking socket that is not inherited.
	Accept(fd int) (conn int, from SockAddr, err error)
	// Recv receives into p, and ancillary data into control if it is not empty.
	Recv(fd int, p, control []byte, flags int) (Received, error)
	// Send sends p, to an address if that is not nil, with ancillary data.
	Send(fd int, p []byte, control []ControlMessage, flags int, to *SockAddr) (int, error)
	// Controls takes the ancillary data apart that Recv received.
	Controls(control []byte) ([]ControlMessage, error)
	// ControlSpace is the room that a message with n bytes of data takes, and its
	// length without the padding (CMSG_SPACE, CMSG_LEN).
	ControlSpace(n int) (space, length int)
	LocalAddr(fd int) (SockAddr, error)
	PeerAddr(fd int) (SockAddr, error)
	// Shutdown ends one or both directions; how is one of SHUT_RD, ….
	Shutdown(fd, how int) error
	// Option reads an option into value, and returns its length.
	Option(fd, level, name int, value []byte) (int, error)
	SetOption(fd, level, name int, value []byte) error

	// LookupHost returns the addresses of a host in the order to try them; family 0
	// means any. Its errors and those of LookupAddr are *LookupError, or EINTR.
	LookupHost(name string, family int, cancel <-chan struct{}) ([]SockAddr, error)
	// LookupName returns the canonical name of a host.
	LookupName(name string, cancel <-chan struct{}) (string, error)
	// LookupAddr returns the names of an address, of 4 or 16 bytes.
	LookupAddr(ip []byte, cancel <-chan struct{}) ([]string, error)
	// Services are the known services, Protocols the known protocols.
	Services() ([]Service, error)
	Protocols() ([]Protocol, error)
	Interfaces() ([]Interface, error)
}

// SockAddr is the address of a socket. Family tells which of the fields have a
// meaning.
type SockAddr struct {
	Family int
	// IP has 4 bytes for AF_INET, 16 for AF_INET6.
	IP            []byte
	Port          int
	Flow, ScopeID uint32 // AF_INET6
	// Path is the name of an AF_UNIX socket; one in Linux's abstract name space
	// begins with a zero byte.
	Path string
}

// Received is what a Net.Recv brought.
type Received struct {
	N       int // bytes of data; 0 for the end of a stream
	Control int // bytes of ancillary data
	Flags   int // MSG_TRUNC, …
	From    SockAddr
}

// ControlMessage is a piece of ancillary data.
type ControlMessage struct {
	Level, Type int
	Data        []byte
}

// Service is a row of the system's list of services, Protocol one of protocols.
type Service struct {
	Name    string
	Aliases []string
	Port    int
	Proto   string
}

// Protocol is a protocol above IP.
type Protocol struct {
	Name    string
	Aliases []string
	Number  int
}

// Interface is a network interface.
type Interface struct {
	Index int
	Name  string
}

// LookupError is a name or address that was not found.
type LookupError struct {
	// Temporary says that the next try may find it; otherwise it is known not to exist.
	Temporary bool
	// Failed says that the resolver could not do its work.
	Failed bool
	Text   string
}

func (e *LookupError) Error() string { return e.Text }

// EpollFiles is a Files that has Linux's epoll(7).
type EpollFiles interface {
	Files
	// EpollCreate returns a descriptor that is not inherited.
	EpollCreate() (fd int, err error)
	// EpollCtl adds (op 1), removes (2) or changes (3) what is watched of fd.
	EpollCtl(epfd, op, fd int, events uint32) error
	// EpollWait waits as Poll does, and returns how many of events it has set.
	EpollWait(epfd int, events []EpollEvent, timeout time.Duration, cancel <-chan struct{}) (int, error)
}

// EpollEvent is a descriptor that is ready.
type EpollEvent struct {
	FD     int
	Events uint32
}

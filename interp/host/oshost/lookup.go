package oshost

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/gopyrun/gopyrun/interp/host"
)

// lookup runs f, whose context ends when cancel is closed, and translates its error.
func lookup(cancel <-chan struct{}, f func(context.Context, *net.Resolver) error) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	if cancel != nil {
		go func() {
			select {
			case <-cancel:
				stop()
			case <-ctx.Done():
			}
		}()
	}
	// Go's own resolver: a program that is built with cgo must not differ.
	err := f(ctx, &net.Resolver{PreferGo: true})
	switch dns := (*net.DNSError)(nil); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return host.Interrupted()
	case errors.As(err, &dns) && dns.IsNotFound:
		return &host.LookupError{Text: err.Error()}
	}
	return &host.LookupError{Temporary: true, Text: err.Error()}
}

func (Net) LookupHost(name string, family int, cancel <-chan struct{}) (list []host.SockAddr, err error) {
	network := "ip"
	switch family {
	case syscall.AF_INET:
		network = "ip4"
	case syscall.AF_INET6:
		network = "ip6"
	}
	err = lookup(cancel, func(ctx context.Context, r *net.Resolver) error {
		ips, err := r.LookupNetIP(ctx, network, name)
		for _, ip := range ips {
			a := host.SockAddr{Family: syscall.AF_INET6}
			if ip = ip.Unmap(); ip.Is4() {
				a.Family = syscall.AF_INET
			}
			a.IP = ip.AsSlice()
			if zone := ip.Zone(); zone != "" {
				a.ScopeID = scope(zone)
			}
			list = append(list, a)
		}
		return err
	})
	return list, err
}

// scope is the index of an interface by its name or number, 0 if there is none.
func scope(zone string) uint32 {
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	if i, err := net.InterfaceByName(zone); err == nil {
		return uint32(i.Index)
	}
	return 0
}

func (Net) LookupName(name string, cancel <-chan struct{}) (canonical string, err error) {
	err = lookup(cancel, func(ctx context.Context, r *net.Resolver) error {
		canonical, err = r.LookupCNAME(ctx, name)
		return err
	})
	return strings.TrimSuffix(canonical, "."), err
}

func (Net) LookupAddr(ip []byte, cancel <-chan struct{}) (names []string, err error) {
	err = lookup(cancel, func(ctx context.Context, r *net.Resolver) error {
		names, err = r.LookupAddr(ctx, net.IP(ip).String())
		return err
	})
	for i := range names {
		names[i] = strings.TrimSuffix(names[i], ".")
	}
	return names, err
}

func (Net) Interfaces() ([]host.Interface, error) {
	all, err := net.Interfaces()
	if err != nil {
		return nil, convert(err)
	}
	list := make([]host.Interface, len(all))
	for i, f := range all {
		list[i] = host.Interface{Index: f.Index, Name: f.Name}
	}
	return list, nil
}

// Services reads /etc/services, and knows the best known if there is no such file.
func (Net) Services() ([]host.Service, error) {
	var list []host.Service
	for _, f := range rows("/etc/services", fewServices) {
		port, proto, ok := strings.Cut(f[1], "/")
		if n, err := strconv.Atoi(port); ok && err == nil {
			list = append(list, host.Service{Name: f[0], Port: n, Proto: proto, Aliases: f[2:]})
		}
	}
	return list, nil
}

// Protocols reads /etc/protocols.
func (Net) Protocols() ([]host.Protocol, error) {
	var list []host.Protocol
	for _, f := range rows("/etc/protocols", fewProtocols) {
		if n, err := strconv.Atoi(f[1]); err == nil {
			list = append(list, host.Protocol{Name: f[0], Number: n, Aliases: f[2:]})
		}
	}
	return list, nil
}

const (
	fewServices  = "ftp 21/tcp\nssh 22/tcp\ntelnet 23/tcp\nsmtp 25/tcp\ndomain 53/tcp\ndomain 53/udp\nhttp 80/tcp\npop3 110/tcp\nntp 123/udp\nimap2 143/tcp\nsnmp 161/udp\nhttps 443/tcp\n"
	fewProtocols = "ip 0\nicmp 1\nigmp 2\ntcp 6\nudp 17\nipv6 41\nipv6-icmp 58\n"
)

// rows returns the fields of the lines of a file that have two or more, or those of
// text if there is no file.
func rows(file, text string) (all [][]string) {
	if b, err := os.ReadFile(file); err == nil {
		text = string(b)
	}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) >= 2 {
			all = append(all, f)
		}
	}
	return all
}

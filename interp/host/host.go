// Package host stub.
package host

type Host struct{}

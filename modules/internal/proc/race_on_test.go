//go:build race

package proc

const raceBuild = true

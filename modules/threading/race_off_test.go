//go:build !race

package threading_test

const loops = "1_000_000"

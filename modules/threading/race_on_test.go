//go:build race

package threading_test

const loops = "20_000"

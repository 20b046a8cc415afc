//go:build race

package gil

const raceEnabled = true

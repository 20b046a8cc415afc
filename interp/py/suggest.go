package py

// Suggest returns the candidate nearest to a mistyped name, or "": the distance
// and its limits are CPython's.
func Suggest(name string, candidates []string) string {
	const maxCandidates, maxName = 750, 40
	if len(candidates) >= maxCandidates || len(name) > maxName {
		return ""
	}
	best, bestDist := "", len(name)+1
	for _, c := range candidates {
		if c == name || c == "" || len(c) > maxName {
			continue
		}
		limit := (len(name) + len(c) + 3) * moveCost / 6
		limit = min(limit, (bestDist-1)*1)
		if best == "" {
			limit = (len(name) + len(c) + 3) * moveCost / 6
		}
		d := editDistance(name, c, limit)
		if d > limit {
			continue
		}
		if best == "" || d < bestDist {
			best, bestDist = c, d
		}
	}
	return best
}

const (
	moveCost = 2
	caseCost = 1
)

func substitutionCost(a, b byte) int {
	if a == b {
		return 0
	}
	lower := func(c byte) byte {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}
	if lower(a) == lower(b) {
		return caseCost
	}
	return moveCost
}

// editDistance is the Levenshtein distance with half costs for a change of case;
// anything above limit may come back as limit+1.
func editDistance(a, b string, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return (len(a) + len(b)) * moveCost
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j * moveCost
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i * moveCost
		least := row[0]
		for j := 1; j <= len(b); j++ {
			sub := diag + substitutionCost(a[i-1], b[j-1])
			diag = row[j]
			row[j] = min(sub, row[j]+moveCost, row[j-1]+moveCost)
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}

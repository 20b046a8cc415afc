package py

// QuoteStr is repr of a str with text s.
func QuoteStr(s string) string { return quoteStr(s) }

// QuoteBytes is repr of bytes.
func QuoteBytes(p []byte) string { return quoteBytes(p) }

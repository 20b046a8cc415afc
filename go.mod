module github.com/gopyrun/gopyrun

go 1.26

require github.com/go-python/gpython v0.2.1-0.20260302130241-444ae5ed29cf

require github.com/google/go-cmp v0.7.0

require golang.org/x/sys v0.46.0

require golang.org/x/text v0.32.0

require (
	github.com/rogpeppe/go-internal v1.16.0
	golang.org/x/tools v0.39.0 // indirect
)

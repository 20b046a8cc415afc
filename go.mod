module github.com/gopyrun/gopyrun

go 1.26

# conf: run=none opts="/dev/null"

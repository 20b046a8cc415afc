# conf: run=none opts="--nope"

# conf: run=none opts="-c"

# conf: run=none

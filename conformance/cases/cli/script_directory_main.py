# conf: run=none opts="folder x"

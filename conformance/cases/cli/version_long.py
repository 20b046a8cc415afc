# conf: run=none opts="--version" tier=status

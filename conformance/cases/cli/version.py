# conf: run=none opts="-V" tier=status

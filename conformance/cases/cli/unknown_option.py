# conf: run=none opts="-Z"

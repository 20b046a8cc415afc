# conf: run=none opts="-m pack arg"

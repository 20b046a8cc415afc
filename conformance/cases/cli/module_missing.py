# conf: run=none opts="-m no_such_module_here" norm=addresses

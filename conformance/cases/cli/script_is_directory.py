# conf: run=none opts="folder"

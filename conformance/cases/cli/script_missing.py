# conf: run=none opts="no_such_script.py" stderr=full

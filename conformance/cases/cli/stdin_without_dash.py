# conf: run=none stdin="print('from a pipe')\nimport sys\nprint(sys.argv)\n"

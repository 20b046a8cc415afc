# conf: stderr=full run=command
    print('indented')

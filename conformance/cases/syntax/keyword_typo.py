# conf: stderr=full
whille True:
    pass

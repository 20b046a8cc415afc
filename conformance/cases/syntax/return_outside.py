# conf: stderr=full
return 5

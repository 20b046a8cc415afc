# conf: stdout=broken needs=unix
print('nobody reads')

import cyc_b
done = True

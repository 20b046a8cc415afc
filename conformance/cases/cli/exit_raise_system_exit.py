# conf: tier=exact
raise SystemExit(6)

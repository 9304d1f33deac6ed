"""Body, meta and clock in, a whole Word file out: only parts that the document needs, one time."""

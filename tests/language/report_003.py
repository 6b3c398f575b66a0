e = ValueError("x"); e.add_note("note 1"); e.add_note("line\nline2"); raise e

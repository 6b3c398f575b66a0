e=ValueError('with note'); e.add_note('note 1'); e.add_note('line1\nline2'); raise e

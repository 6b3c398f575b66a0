import unicodedata as u
for c in 'aÄ5½²\u0301 \n€—_(«»😀Ⅷ中가\u200b\ue000ǅʰ':
    print(repr(c), u.name(c,'none'), u.category(c), u.combining(c), u.decimal(c,-1), u.digit(c,-1))
print(u.lookup('LATIN SMALL LETTER E WITH ACUTE'), u.lookup('bullet'), ascii(u.normalize('NFD','é')), ascii(u.normalize('NFC','e\u0301')), u.normalize('NFKD','ﬁ²'), u.numeric('½'), u.numeric('7'), u.is_normalized('NFC','é'), ''.join(c for c in u.normalize('NFD','àéîõü') if not u.combining(c)), u.unidata_version)
for b in ("u.name('\\n')","u.lookup('nope')","u.name('ab')","u.name(5)","u.digit('a')","u.decimal('²')","u.numeric('a')","u.normalize('X','a')"):
    try: print(eval(b))
    except Exception as e: print(b,type(e).__name__,e)

import shlex
for s in ['a "b c" d','a\\ b','"a\\"b" c\'d e\'f',"it''s",'  x   y ','a # b','""',"'a\\b'",'"a\\b"']:
    for kw in ({},{'comments':True},{'posix':False}):
        try: print(s,kw,shlex.split(s,**kw))
        except Exception as e: print(type(e).__name__,e)
for s in ['"x',"a\\"]:
    try: print(shlex.split(s))
    except Exception as e: print(type(e).__name__,e)
print(shlex.quote("it's"),shlex.quote(''),shlex.quote('a-b'),shlex.join(['a b','c']))

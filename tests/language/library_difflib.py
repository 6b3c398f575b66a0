import difflib,random
s=difflib.SequenceMatcher(None,'qabxcd','abycdf'); print(s.ratio(),s.get_opcodes(),s.get_matching_blocks(),s.quick_ratio(),s.real_quick_ratio())
print(difflib.get_close_matches('appel',['ape','apple','peach','puppy']), difflib.get_close_matches('wheel',['while','with']))
a='one\ntwo\nthree\nfour\n'.splitlines(1); b='one\ntoo\nthree\nfive\nfour\n'.splitlines(1)
print(''.join(difflib.ndiff(a,b))); print(''.join(difflib.unified_diff(a,b,'a','b'))); print(''.join(difflib.context_diff(a,b,'a','b')))
print(list(difflib.restore(difflib.ndiff(a,b),1)))
random.seed(5)
for k in range(12):
    a=[''.join(random.choice('abc ') for _ in range(random.randrange(1,8)))+'\n' for _ in range(random.randrange(12))]
    b=[x if random.random()<.6 else x[:-2]+random.choice('abc')+'\n' for x in a if random.random()<.9]
    print(''.join(difflib.ndiff(a,b))); print(''.join(difflib.unified_diff(a,b,n=1))); print(''.join(difflib.context_diff(a,b)))
    x=''.join(random.choice('ab') for _ in range(250)); y=x[50:]+x[:30]; print(difflib.SequenceMatcher(None,x,y).ratio(), difflib.SequenceMatcher(lambda c:c=='a',x,y).get_opcodes()[:5])

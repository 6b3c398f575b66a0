# inventory: dict of dicts, report
inv = {}
def add(name, qty=0, price=0.0, **extra):
    item = inv.setdefault(name, {'qty': 0, 'price': price}); item['qty'] += qty; item.update(extra); return item
add('apple', 5, .5); add('pear', 2, .25, color='green'); add('apple', 3)
for name, it in sorted(inv.items()): print(f"{name:<8}{it['qty']:>4} x {it['price']:6.2f} = {it['qty'] * it['price']:8.2f}", it.get('color', '-'))
total = sum(i['qty'] * i['price'] for i in inv.values()); print(f'{"TOTAL":>20}: {total:.2f}')
print(max(inv, key=lambda k: inv[k]['qty']), [k for k, v in inv.items() if v['qty'] < 5], {k: v['qty'] for k, v in inv.items()})
try: inv['banana']['qty']
except KeyError as e: print('missing', e)
stack = []; [stack.append(x) for x in 'abc']; print(stack.pop(), stack[-1], stack); from collections import deque; q = deque('abc'); print(q.popleft(), q, q.count('b'), q.index('c')); q.extendleft('xy'); print(q, q == deque(['y', 'x', 'b', 'c']), q.copy(), q[1], len(q)); q.insert(1, 'Z'); q.remove('b'); q.reverse(); print(q)
try: deque([], 1).pop()
except IndexError as e: print(e)

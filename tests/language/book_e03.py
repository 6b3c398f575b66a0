# bank simulation with logging and custom exceptions
import logging, sys, random, collections, functools, operator, string, textwrap
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format='%(levelname)-8s %(funcName)s:%(lineno)d %(message)s')
class InsufficientFunds(Exception):
    def __init__(self, need, have): self.need, self.have = need, have; super().__init__(f'need {need}, have {have}')
class Account:
    _ids = iter(range(1, 1000))
    def __init__(self, owner, balance=0): self.id = next(self._ids); self.owner = owner; self.balance = balance; self.log = []
    def withdraw(self, n):
        logging.debug('withdraw %s', n)
        if n > self.balance: raise InsufficientFunds(n, self.balance)
        self.balance -= n; self.log.append(('w', n))
    def __str__(self): return f'#{self.id} {self.owner}: {self.balance:,.2f}'
class Bank(collections.UserDict):
    def open(self, owner, **kw): a = Account(owner, **kw); self[a.id] = a; return a
    def transfer(self, a, b, n):
        try: self[a].withdraw(n)
        except InsufficientFunds as e: logging.warning('%s', e); raise RuntimeError('transfer failed') from e
        else: self[b].balance += n
        finally: logging.info('done')
bank = Bank(); x, y = bank.open('Ann', balance=100), bank.open('Bob'); bank.transfer(1, 2, 30); print(x, y)
try: bank.transfer(1, 2, 1000)
except RuntimeError as e: print(e, '<-', repr(e.__cause__), e.__cause__.need)
print(len(bank), list(bank), sum(a.balance for a in bank.values()), functools.reduce(operator.mul, [1, 2, 3]), sorted(bank.values(), key=operator.attrgetter('balance'))[0].owner)
hist = collections.Counter(random.Random(3).choices('abc', k=20)); print('\n'.join(f'{k} {"#" * v}' for k, v in sorted(hist.items())))
tbl = [('id', 'name', 'qty'), (1, 'apple', 5), (22, 'kiwi', 100)]; w = [max(len(str(r[i])) for r in tbl) for i in range(3)]; print('\n'.join(' | '.join(f'{str(c):{w[i]}}' for i, c in enumerate(r)) for r in tbl)); print('-' * 20, '=' * 3 + '>', sep='\n')
text = 'The quick brown fox. The lazy dog! Is it? Yes.'; import re
print(re.split(r'(?<=[.!?])\s+', text), collections.Counter(map(str.lower, re.findall(r'\w+', text))).most_common(2), [w for w in text.split() if w[0].isupper()], max(text.split(), key=len), ' '.join(w.capitalize() for w in text.lower().split()), len(set(text.lower()) & set(string.ascii_lowercase)), text.translate(str.maketrans('aeiou', '*****')), textwrap.fill(text, 20))
def validate(pw): return [m for ok, m in ((len(pw) >= 8, 'short'), (any(c.isdigit() for c in pw), 'digit'), (any(c.isupper() for c in pw), 'upper')) if not ok]
print(validate('abc'), validate('Abcdefg1')); logging.getLogger('x').error('child %d', 5); logging.critical('end'); logger = logging.getLogger('app.db'); print(logger.name, logger.parent.name, logger.level, logger.getEffectiveLevel(), logging.getLevelName(20))

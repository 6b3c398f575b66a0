class Account:
    """A bank account."""
    interest = 0.02
    def __init__(self, owner, balance=0):
        self.owner, self._balance = owner, balance
    @property
    def balance(self): return self._balance
    @balance.setter
    def balance(self, v):
        if v < 0: raise ValueError('negative balance')
        self._balance = v
    def deposit(self, n): self.balance += n; return self
    def __repr__(self): return f'{type(self).__name__}({self.owner!r}, {self.balance})'
    def __eq__(self, o): return isinstance(o, Account) and self.balance == o.balance
    def __lt__(self, o): return self.balance < o.balance
    def __hash__(self): return hash(self.owner)
    @classmethod
    def from_string(cls, s): o, b = s.split(':'); return cls(o, int(b))
    @staticmethod
    def valid(n): return n > 0
class Savings(Account):
    def __init__(self, owner, balance=0, rate=0.05):
        super().__init__(owner, balance); self.rate = rate
    def add_interest(self): self.deposit(self.balance * self.rate)
a, b = Account('ann', 10), Savings.from_string('bob:200')
a.deposit(5).deposit(7); b.add_interest(); print(a, b, a < b, a == b, max(a, b), sorted([b, a]), {a: 1}, Account.valid(3), b.__class__.__mro__, Account.__doc__)
try: a.balance = -1
except ValueError as e: print('error:', e)
try: a.nothing
except AttributeError as e: print(e)
try: Account()
except TypeError as e: print(e)
try: a.deposit()
except TypeError as e: print(e)
try: a.deposit(1, 2)
except TypeError as e: print(e)
try: Account('a', balence=2)
except TypeError as e: print(e)
print(vars(a), hasattr(a, 'x'), getattr(a, 'x', 'default'), isinstance(b, Account), issubclass(Savings, Account), callable(a.deposit), Account.balance)

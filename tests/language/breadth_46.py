import threading, sys, traceback
def f():
    try: raise ValueError("in thread")
    except ValueError: print(sys.exc_info()[0].__name__)
    print(sys.exc_info())
try: raise KeyError("main")
except KeyError:
    t = threading.Thread(target=f); t.start(); t.join(); print(sys.exc_info()[0].__name__)
def g():
    fr = sys._getframe(); print(fr.f_code.co_name, fr.f_back.f_code.co_name, fr.f_back.f_back.f_code.co_name)
t = threading.Thread(target=g); t.start(); t.join()
def gen():
    print(threading.current_thread().name); yield 1; print(threading.current_thread().name); yield 2
it = gen(); next(it); t = threading.Thread(target=next, args=(it,), name="other"); t.start(); t.join()
print(threading.stack_size(), isinstance(threading.get_ident(), int), t.ident is not None, t.is_alive(), t.daemon)
class W(threading.Thread):
    def __init__(self, n): super().__init__(name=f"w{n}", daemon=True); self.n = n; self.result = None
    def run(self): self.result = self.n ** 2
ws = [W(i) for i in range(3)]; [w.start() for w in ws]; [w.join() for w in ws]; print([w.result for w in ws], [w.name for w in ws])
try: threading.Thread(target=5).run()
except TypeError as e: print(e)
try: threading.Thread(group=1)
except AssertionError as e: print(e)
t = threading.Thread(target=print); t.daemon = True; print(t.daemon, repr(t)[:30]); t.start(); t.join()
try: t.daemon = False
except RuntimeError as e: print(e)

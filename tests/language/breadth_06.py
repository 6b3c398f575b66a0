import sys, gc, traceback
class Big:
    def __del__(self): print("big freed")
def f():
    b = Big(); raise ValueError("x")
try: f()
except ValueError as e: saved = e
print("saved"); tb = saved.__traceback__
while tb: print(tb.tb_frame.f_code.co_name, tb.tb_lineno, sorted(k for k in tb.tb_frame.f_locals if k == "b")); tb = tb.tb_next
saved.__traceback__ = None; print("cleared"); 
try: f()
except ValueError as e: s2 = e
traceback.clear_frames(s2.__traceback__); print("end")

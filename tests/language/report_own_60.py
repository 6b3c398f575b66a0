def f(): f2()
def f2(): f3()
def f3(): raise Exception("deep")
try: f()
except Exception as e:
    import traceback
    traceback.print_exc()
    print(traceback.format_exc())
    print(traceback.format_exception_only(e))
    print([fs.name for fs in traceback.extract_tb(e.__traceback__)])
    traceback.print_stack()

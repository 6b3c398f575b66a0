try:
    try: 1/0
    except ZeroDivisionError as e: raise ValueError from None
except ValueError as e: print(e.__cause__, e.__context__, e.__suppress_context__); raise

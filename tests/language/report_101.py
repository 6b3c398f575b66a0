try:
    try: 1/0
    finally: {}['x']
except ZeroDivisionError: pass

# f_lineno of frames that an exception has left.
def unmatched():
    try:
        1 / 0
    except TypeError:
        pass


def replaced():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError


def finally_():
    try:
        1 / 0
    finally:
        x = 1


def in_loop():
    for a in [1]:
        1 / 0


import sys

for function in (finally_, in_loop):
    try:
        function()
    except Exception:
        traceback = sys.exc_info()[2]
        while traceback:
            print(function.__name__, traceback.tb_lineno, traceback.tb_frame.f_lineno)
            traceback = traceback.tb_next

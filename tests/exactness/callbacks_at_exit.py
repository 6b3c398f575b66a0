# The collection at exit is an ordinary one, of which gc.callbacks hear.
import gc, sys
def on_gc(phase, info):
    sys.stdout.write("gc %s %s\n" % (phase, info["generation"]))
gc.callbacks.append(on_gc)

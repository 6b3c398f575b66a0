import logging, sys
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)
log = logging.getLogger("app.sub"); log.debug("d %s", 1); log.info("i"); log.warning("w %d %s", 5, "x"); log.error("e")
try: 1/0
except ZeroDivisionError: log.exception("failed")
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("%(asctime)s"[:0] + "[%(levelname)-8s] %(message)s")); l2 = logging.getLogger("x"); l2.addHandler(h); l2.propagate = False; l2.setLevel("ERROR"); l2.warning("no"); l2.critical("yes %(a)s", {"a": 1})
print(log, l2.level, logging.getLevelName(30), log.getEffectiveLevel(), log.parent, logging.root.handlers[0].__class__)

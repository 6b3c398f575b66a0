class Job:
    def run(self):
        try: raise RuntimeError("fail")
        except RuntimeError as e: self.error = e
    def __del__(self): print("job gone")
import gc
j = Job(); j.run(); del j; print("collect"); print(gc.collect() > 0)

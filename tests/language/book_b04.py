import random
random.seed(42); print(random.random(), random.randint(1, 100), random.choice('abc'), random.sample(range(100), 5), random.uniform(1, 2), random.randrange(0, 100, 7), random.choices([1, 2, 3], weights=[5, 1, 1], k=6))
l = list(range(10)); random.shuffle(l); print(l, random.gauss(0, 1), random.getrandbits(16), random.triangular(0, 10, 5), random.expovariate(1.5), random.betavariate(1, 2), random.normalvariate(0, 1), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.gammavariate(2, 3), random.vonmisesvariate(1, 2))
r = random.Random('seed'); print(r.random(), r.randbytes(4), r.getstate()[0]); st = random.getstate(); a = random.random(); random.setstate(st); print(a == random.random(), random.binomialvariate(10, 0.3))
for bad in ('random.choice([])', 'random.randint(5, 1)', 'random.sample([1], 2)', 'random.randrange(0)', 'random.sample({1}, 1)', 'random.choices([], k=1)', 'random.randint(1.5, 2)'):
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)

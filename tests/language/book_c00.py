import calendar, cmath, codecs, difflib, html, locale, shlex, signal, graphlib, colorsys, hmac, getpass, sched
print(calendar.month(2024, 2)); print(calendar.isleap(2024), calendar.monthrange(2023, 2)); print(cmath.sqrt(-1), cmath.polar(1j), cmath.exp(1j * cmath.pi)); print(codecs.encode('Hello', 'rot13')); print(html.escape('<a>'), html.unescape('&lt;&eacute;'))
print(difflib.get_close_matches('appel', ['ape', 'apple'])); print('\n'.join(difflib.unified_diff(['a', 'b'], ['a', 'c'], lineterm=''))); print(shlex.split('a "b c"')); print(list(graphlib.TopologicalSorter({'b': {'a'}}).static_order())); print(colorsys.rgb_to_hsv(1, 0, 0)); print(hmac.new(b'k', b'm', 'sha256').hexdigest()[:8])
print(signal.SIGINT, repr(signal.SIGTERM))
def h(n, f): print('signal', n)
signal.signal(signal.SIGUSR1, h); signal.raise_signal(signal.SIGUSR1)
try: signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt: print('KI')

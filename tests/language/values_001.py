from pathlib import Path, PurePath
p = Path('/a/b') / 'c.tar.gz'; print(p, repr(p), p.name, p.suffix, p.suffixes, p.stem, p.parent, p.parts, p.with_suffix('.md'), p.exists(), list(p.parents)[:2])
Path('t1.txt').write_text('hi\nyo\n'); print(Path('t1.txt').read_text().splitlines(), Path('t1.txt').exists(), Path('t1.txt').stat().st_size); Path('t1.txt').unlink()
try: Path('nope').read_text()
except FileNotFoundError as e: print(e)
print(Path('a') / 'b' == Path('a/b'), Path('a//b/./c'), Path(), p.relative_to('/a'), p.match('*.gz'), hash(Path('x')) == hash(Path('x')))
import os; print(os.fspath(p), os.path.join('a','b'), os.path.splitext('x.py'), os.path.basename('/q/w'), isinstance(p, os.PathLike))

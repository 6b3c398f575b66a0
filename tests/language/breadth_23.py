from pathlib import Path, PurePosixPath
p = Path("dir") / "sub" / "f.tar.gz"; print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, repr(p), p.with_suffix(".x"), p.with_name("g"))
d = Path("d"); d.mkdir(); (d / "a.txt").write_text("hello\nworld\n"); (d / "b.py").write_text("x"); print(sorted(x.name for x in d.iterdir()), sorted(map(str, d.glob("*.txt"))), (d / "a.txt").read_text().splitlines(), (d / "a.txt").exists(), d.is_dir(), (d/"a.txt").stat().st_size)
try: Path("nope").read_text()
except FileNotFoundError as e: print(e)
(d / "a.txt").unlink(); (d/"b.py").rename(d/"c.py"); print(list(d.iterdir())); print(PurePosixPath("/a/b/../c"), Path("/a/b").relative_to("/a"), Path("a") == Path("a"), Path("a/b").joinpath("c"))
try: Path("/a").relative_to("/b")
except ValueError as e: print(e)

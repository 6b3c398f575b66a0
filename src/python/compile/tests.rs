//! The compiler as a whole.

use super::{Mode, compile};
use crate::memory::rules::Version;
use crate::python::dialect::Dialect;

#[test]
#[ignore = "prints the code of the file named by GCSCOPE_DIS"]
fn show_code() {
    let path = std::env::var("GCSCOPE_DIS").unwrap_or_default();
    let version: Version = std::env::var("GCSCOPE_PY").unwrap_or("3.13".into()).parse().expect("version");
    let source = std::fs::read_to_string(&path).expect("a file");
    match compile(&source, &path, Mode::Exec, &Dialect::of(version)) {
        Ok(code) => println!("{}", code.dis()),
        Err(error) => println!("{error:?}"),
    }
}

fn code(source: &str) -> String {
    match compile(source, "<test>", Mode::Exec, &Dialect::of(Version::V3_13)) {
        Ok(code) => code.dis(),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn a_small_program() {
    let text = code("def f(a, b):\n    a, b = b, a\n    return [x for x in a if x]\nprint(f(1, 2))\n");
    assert!(text.contains("STORE_FAST_STORE_FAST"), "{text}");
    assert!(text.contains("LOAD_FAST_AND_CLEAR"), "{text}");
}

/// For `tests` outside: prints every file's code in a form that a script compares with `dis`.
#[test]
#[ignore = "reads the list of files named by GCSCOPE_LIST"]
fn dump_codes() {
    let list = std::fs::read_to_string(std::env::var("GCSCOPE_LIST").unwrap_or_default()).expect("a list");
    let version: Version = std::env::var("GCSCOPE_PY").unwrap_or("3.13".into()).parse().expect("version");
    let dialect = Dialect::of(version);
    let out = std::env::var("GCSCOPE_OUT").unwrap_or("/dev/stdout".into());
    let mut text = String::new();
    for path in list.lines() {
        let Ok(source) = std::fs::read_to_string(path) else { continue };
        text.push_str(&format!("## {path}\n"));
        std::fs::write("/tmp/cmp/progress", path).expect("written");
        let source_for_thread = source.clone();
        let path_for_thread = path.to_owned();
        let dialect = dialect.clone();
        let worker = std::thread::Builder::new().stack_size(64 << 20).spawn(move || {
            match compile(&source_for_thread, &path_for_thread, Mode::Exec, &dialect) {
                Ok(code) if std::env::var("GCSCOPE_PLACES").is_ok() => code.places(),
                Ok(code) if std::env::var("GCSCOPE_VERIFY").is_ok() => {
                    super::verify::problem(&code).map_or(String::new(), |p| format!("!! {p}\n"))
                }
                Ok(code) => code.dis(),
                Err(error) => format!(
                    "!! {}: {} line {} col {} end {} {}\n",
                    error.kind.name(),
                    error.msg,
                    error.line,
                    error.col,
                    error.end_line,
                    error.end_col
                ),
            }
        });
        match worker.expect("thread").join() {
            Ok(dis) => text.push_str(&dis),
            Err(_) => text.push_str("!! PANIC\n"),
        }
    }
    std::fs::write(out, text).expect("written");
}

#[test]
#[ignore = "reads the snippets in GCSCOPE_LIST, separated by NUL"]
fn dump_errors() {
    let list = std::fs::read_to_string(std::env::var("GCSCOPE_LIST").unwrap_or_default()).expect("a list");
    let version: Version = std::env::var("GCSCOPE_PY").unwrap_or("3.13".into()).parse().expect("version");
    let dialect = Dialect::of(version);
    let mut text = String::new();
    for source in list.split('\0') {
        std::fs::write("/tmp/cmp/progress", source).expect("written");
        match compile(source, "<t>", Mode::Exec, &dialect) {
            Ok(_) => text.push_str("ok\n"),
            Err(e) => text.push_str(&format!(
                "{}|{}|{}|{}|{}|{}\n",
                e.kind.name(),
                e.msg.replace('\n', " "),
                e.line,
                e.col,
                e.end_line,
                e.end_col
            )),
        }
    }
    std::fs::write(std::env::var("GCSCOPE_OUT").unwrap_or_default(), text).expect("written");
}

/// What the interactive mode says to lines typed so far: `ok`, `more`, or the message.
fn typed(lines: &str) -> String {
    match compile(lines, "<stdin>", Mode::Single, &Dialect::of(Version::V3_13)) {
        Ok(_) => "ok".into(),
        Err(e) if e.incomplete => "more".into(),
        Err(e) => e.msg,
    }
}

#[test]
fn the_interactive_mode_asks_for_more_lines_as_cpython_does() {
    let complete = [
        "x = 1",
        "x; y",
        "(1,\n2)",
        "if x: y\n",
        "for i in x:\n  i\n",
        "'''a\nb'''",
        "# word",
        "def f():\n  return 1\n",
    ];
    for lines in complete {
        assert_eq!(typed(lines), "ok", "{lines:?}");
    }
    let open = [
        "x = (1,",
        "if x:",
        "if x: y",
        "if x:\n  y",
        "for i in x:\n  i",
        "'''a",
        "x = 1 \\",
        "@a",
        "f(\n",
        "class A:",
        "try:\n  x",
        "x = [1,\n",
        "def f():\n  return 1\n  # more",
        "match x:",
    ];
    for lines in open {
        assert_eq!(typed(lines), "more", "{lines:?}");
    }
    assert_eq!(typed("1+"), "invalid syntax");
    assert_eq!(typed("x = 'abc"), "unterminated string literal (detected at line 1)");
    assert_eq!(typed("if x"), "expected ':'");
    assert_eq!(typed("if 1: print(2)\nprint(3)"), "invalid syntax");
    assert_eq!(typed("class A:\n"), "expected an indented block after class definition on line 1");
    assert_eq!(typed("if x:\ny"), "expected an indented block after 'if' statement on line 1");
    assert_eq!(typed("  x"), "unexpected indent");
    assert_eq!(typed("x)"), "unmatched ')'");
}

/// Every construct of the language once or more.
const PROGRAM: &str = r#"
from __future__ import annotations
import a.b.c as d, e
from . import f as g, h
from i import *
@dec(1)
class A(B, metaclass=M, **kw):
    "doc"
    x: int = 1
    y: str
    def m(self, a, /, b=1, *c, d=2, **e):
        self.z = super().m(a, *c, k=1, **e)
        self.z += 1; self.q[0] -= 2; self.q[1:2] *= 3
        return [x for x in c if x for y in [x] if y], {k: v for k, v in e.items()}, {x for x in c}
    def gen(self):
        try:
            got = yield 1
            r = yield from self.gen()
        except (KeyError, ValueError) as error:
            raise TypeError("t") from error
        except E:
            pass
        else:
            return r
        finally:
            print(f"{got!r:>{width}} {x=} text")
def f(*args, flag=False):
    global gl
    nl = 0
    def inner():
        nonlocal nl
        nl = lambda q=1: nl + q
        return nl
    for i, (j, *k) in enumerate(args):
        if i == j: continue
        while nl < 3 <= k and not flag or i:
            with open(i) as fh, lock:
                if fh: break
                return fh.read()
        else:
            del nl, k[0], i.attr, k[1:]
    assert args, "none"
    a, b = b, a
    a, b, c = c, b, a
    first, *rest = args
    x = y = {**a, 'k': 1, 2: 3}
    z = a if b else c
    w = [*a, *b, 1]; t = (*a,); s = {*a}
    print(*a, sep='', **b)
    return a < b < c, a is not b, a not in [1, 2, 3], -1, +a, ~a, (v := 3), x[1:2], x[::2], x[a, b]
async_ = [lambda: i for i in range(3)]
try:
    pass
except* ValueError as eg:
    print(eg)
except* (TypeError, KeyError):
    raise
match f:
    case [1, A(b=2, c=d), *rest] if rest: pass
    case {"k": v, **rest}: pass
    case (1 | 2 | 3) as n: pass
    case str() | None: pass
    case [a, *_, b]: pass
    case {}: pass
    case -1 | 1+2j | "s" | x.y: pass
    case _: pass
while True:
    try:
        break
    finally:
        for q in w: continue
def g[T: int, *Ts, **P](x: T) -> T: return x
class C[T]:
    def m(self): return T
type Alias[T] = list[T]
"#;

#[test]
fn finished_code_keeps_its_stack_in_order() {
    let newest = [Version::V3_12, Version::V3_13, Version::V3_14_0, Version::V3_14_5];
    for version in newest {
        match compile(PROGRAM, "<test>", Mode::Exec, &Dialect::of(version)) {
            Ok(code) => assert_eq!(super::verify::problem(&code), None, "{version}"),
            Err(error) => panic!("{version}: {error:?}"),
        }
    }
    let old = PROGRAM.split("async_ =").next().unwrap_or_default();
    let without = old.replace("from __future__ import annotations\n", "");
    for version in [Version::V3_8, Version::V3_9, Version::V3_10, Version::V3_11] {
        match compile(&without, "<test>", Mode::Exec, &Dialect::of(version)) {
            Ok(code) => assert_eq!(super::verify::problem(&code), None, "{version}"),
            Err(error) => panic!("{version}: {error:?}"),
        }
    }
}

/// On 16 MiB of stack, as the program itself runs.
#[test]
fn no_input_overflows_our_stack() {
    let worker = std::thread::Builder::new().stack_size(16 << 20).spawn(compile_deep_sources).expect("a thread");
    worker.join().expect("no panic");
}

fn compile_deep_sources() {
    let deep =
        |open: &str, middle: &str, close: &str, n: usize| format!("{}{middle}{}", open.repeat(n), close.repeat(n));
    let sources = [
        deep("(", "1", ")", 300),
        deep("(", "1", ")", 199),
        deep("[", "1", "]", 150),
        deep("f(", "1", ")", 150),
        deep("{1:", "1", "}", 150),
        deep("-", "1", "", 20_000),
        deep("not ", "1", "", 20_000),
        deep("lambda: ", "1", "", 10_000),
        deep("1 + ", "1", "", 20_000),
        deep("1 if 2 else ", "1", "", 20_000),
        deep("1 ** ", "1", "", 20_000),
        deep("", "x", ".y", 20_000),
        deep("", "x", "[0]", 20_000),
        deep("x = ", "1", "", 10_000),
        deep("*", "x", "", 10_000),
        deep("f'{", "1", "}'", 5_000),
        deep("f\"{", "1", "}\"", 1_000),
        deep("'a' ", "'b'", "", 10_000),
        deep("1 < ", "1", "", 10_000),
        deep("a and ", "b", "", 10_000),
        deep("[x for x in ", "y", "]", 150),
        format!("if x: pass\n{}", "elif x: pass\n".repeat(3_000)),
        (0..150).map(|i| format!("{}if x:\n", " ".repeat(i))).collect::<String>() + &" ".repeat(150) + "pass\n",
        (0..90).map(|i| format!("{}def f():\n", " ".repeat(i))).collect::<String>() + &" ".repeat(90) + "pass\n",
        "@x\n".repeat(3_000) + "def f(): pass\n",
        deep("with a: ", "pass", "", 5_000),
        deep("a = [", "1", "", 20_000),
        "x".repeat(20_000),
        "\u{0}".to_owned(),
        "x = '\u{0}'".to_owned(),
    ];
    for version in [Version::V2_7, Version::V3_13] {
        for source in &sources {
            for mode in [Mode::Exec, Mode::Eval, Mode::Single] {
                let _ = compile(source, "<test>", mode, &Dialect::of(version));
            }
        }
    }
}

/// One line for each code object of the files in `GCSCOPE_LIST`: names, slots, constants, flags.
#[test]
#[ignore = "reads the list of files named by GCSCOPE_LIST"]
fn dump_tables() {
    let list = std::fs::read_to_string(std::env::var("GCSCOPE_LIST").unwrap_or_default()).expect("a list");
    let version: Version = std::env::var("GCSCOPE_PY").unwrap_or("3.13".into()).parse().expect("version");
    let mut text = String::new();
    for path in list.lines() {
        let Ok(source) = std::fs::read_to_string(path) else { continue };
        text.push_str(&format!("## {path}\n"));
        if let Ok(code) = compile(&source, path, Mode::Exec, &Dialect::of(version)) {
            table(&code, &mut text);
        }
    }
    std::fs::write(std::env::var("GCSCOPE_OUT").unwrap_or_default(), text).expect("written");
}

fn table(code: &crate::python::code::CodeSpec, out: &mut String) {
    use crate::python::code::Const;
    fn show(c: &Const) -> String {
        match c {
            Const::None => "None".into(),
            Const::True => "True".into(),
            Const::False => "False".into(),
            Const::Ellipsis => "...".into(),
            Const::Int(i) => format!("int {i}"),
            Const::BigInt(i) | Const::Long(i) => format!("int {i}"),
            Const::Float(f) => format!("float {f:.4e}"),
            Const::Complex(..) => "complex".into(),
            Const::Str(s) => format!("str {}", s.chars().count()),
            Const::Bytes(b) => format!("bytes {}", b.len()),
            Const::Tuple(t) => format!("({})", t.iter().map(show).collect::<Vec<_>>().join(",")),
            Const::FrozenSet(t) => format!("fs{}", t.len()),
            Const::Slice(_) => "slice".into(),
            Const::Code(c) => format!("code {}", c.name),
        }
    }
    let join =
        |it: &mut dyn Iterator<Item = &std::sync::Arc<str>>| it.map(ToString::to_string).collect::<Vec<_>>().join(" ");
    out.push_str(&format!(
        "{}|{}|{}|{}|{}|{} {} {}|{:x}|{}|{}\n",
        code.name,
        join(&mut code.names.iter()),
        join(&mut code.varnames()),
        join(&mut code.cellvars()),
        join(&mut code.freevars()),
        code.argcount,
        code.posonlyargcount,
        code.kwonlyargcount,
        code.flags.0,
        code.first_line,
        code.consts.iter().map(show).collect::<Vec<_>>().join("; ")
    ));
    for c in &code.consts {
        if let Const::Code(inner) = c {
            table(inner, out);
        }
    }
}

//! Every count adds up after calls of builtins that succeed and calls that fail half-way.

use crate::memory::Version;
use crate::memory::check::RootKind;
use crate::memory::check::check;
use crate::python::compile::Mode;
use crate::python::vm::Vm;

/// Objects whose every special method raises, and others that work.
const OBJECTS: &str = r#"
class A:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return 'A!'
    def __lt__(self, o): return self.n < o.n
    def __add__(self, o): return A(self.n + getattr(o,'n',0))
    __radd__ = __add__
    def __hash__(self): return 5
class Bad:
    def __repr__(self): raise ValueError('r')
    def __str__(self): raise ValueError('s')
    def __format__(self, s): raise ValueError('f')
    def __bool__(self): raise ValueError('b')
    def __lt__(self, o): raise ValueError('lt')
    def __len__(self): raise ValueError('len')
    def __iter__(self): raise ValueError('iter')
    def __index__(self): raise ValueError('index')
    def __hash__(self): raise ValueError('hash')
    def __add__(self, o): raise ValueError('add')
    __radd__=__add__
    def __eq__(self, o): raise ValueError('eq')
    def __getitem__(self, k): raise ValueError('getitem')
    def __abs__(self): raise ValueError('abs')
    def __round__(self, n=None): raise ValueError('round')
    def __pow__(self, n, m=None): raise ValueError('pow')
    def __divmod__(self, n): raise ValueError('dm')
    def __int__(self): raise ValueError('int')
    def __float__(self): raise ValueError('float')
    def __complex__(self): raise ValueError('complex')
    def __bytes__(self): raise ValueError('bytes')
    def __next__(self): raise ValueError('next')
    def __call__(self, *a): raise ValueError('call')
    def __instancecheck__(self, x): raise ValueError('ic')
    def __getattr__(self, n): raise ValueError('ga')
    def __dir__(self): raise ValueError('dir')
    def __reversed__(self): raise ValueError('rev')
class Half:
    "iterates a bit, then fails"
    def __iter__(self):
        yield a
        yield b
        raise KeyError('stop')
a, b, bad = A(1), A(2), Bad()
big = 10**30
s = 'some text'
by = b'some bytes'
l = [a, b]
e = ValueError(a)
"#;

/// One expression a line.
const EXPRESSIONS: &str = r#"print(a, b, sep='', end='')
print(bad)
print(a, bad)
print(a, sep=a)
print(a, foo=b)
repr(a)
repr(bad)
str(bad)
ascii(a)
format(a)
format(bad)
format(bad, 'x')
'{} {!r} {!s:>5}'.format(a, b, a)
'{} {}'.format(a, bad)
'{0.n} {1.zz}'.format(a, b)
'{0[0]} {0[5]}'.format(l)
'{x} {y}'.format(x=a)
'{:{}}'.format(s, '>10')
'{:{}}'.format(s, bad)
'%s %r' % (a, b)
'%s %r' % (a, bad)
'%d' % bad
'%d' % a
'%x' % bad
'%f' % bad
'%s' % a
'%(k)s %(z)s' % {'k': a}
'%s %s' % (a,)
'%s' % (a, b)
'%*d' % (a, 5)
f'{a} {b!r} {s:>12}'
f'{a} {bad}'
sum([a, b], a)
sum([a, bad], a)
sum([a, b])
sum([1, a])
sum(Half(), a)
sum([1.5, bad])
sum([big, 1])
sum(l, bad)
min(a, b)
max(l)
min(a, bad)
max([a, bad])
min(l, key=lambda x: x.n)
max(l, key=bad)
max([], default=a)
max(Half())
min(a, b, default=a)
min(Half(), key=lambda x: x.n)
sorted(l)
sorted([a, bad])
sorted(l, key=bad)
sorted(Half())
sorted(l, reverse=bad)
any(l)
all([a, bad])
any(Half())
all(Half())
abs(bad)
round(bad)
round(bad, 2)
pow(bad, 2)
pow(a, 2)
pow(big, 3, 7)
pow(big, a, 7)
divmod(bad, 2)
divmod(big, 7)
divmod(a, b)
bin(bad)
hex(big)
oct(a)
chr(bad)
ord(s)
len(bad)
hash(bad)
hash(a)
id(a)
callable(a)
isinstance(a, A)
isinstance(a, (int, A))
isinstance(a, bad)
isinstance(a, (int, bad))
issubclass(A, (int, object))
issubclass(a, A)
hasattr(a, 'n')
hasattr(a, 'zz')
hasattr(bad, 'zz')
getattr(a, 'zz', b)
getattr(a, 'zz')
getattr(bad, 'zz', b)
setattr(a, 'q', b)
delattr(a, 'q')
delattr(a, 'q')
dir(a)
dir(bad)
vars(a)
vars(5)
iter(a)
iter(bad)
iter(lambda: a, a)
list(iter(lambda: a, a))
next(iter(l))
next(iter([]), a)
next(iter([]))
next(bad)
next(a)
eval('a')
eval('a +')
eval('zz')
eval('a', {'a': b})
eval('1/0')
exec('zz = a')
exec('raise e')
exec(5)
compile('a', 'f', 'eval')
compile('a b', 'f', 'eval')
int(bad)
int('x')
int(s)
int(big)
int(a)
int(s, bad)
int('12', base=10)
float(bad)
float(s)
float(a)
complex(bad)
complex(a)
complex(s)
str(by, 'ascii')
str(by, bad)
str(a, 'ascii')
bytes(bad)
bytes(a)
bytes([1, a])
bytes(s, 'ascii')
bytes(s)
bytes(Half())
bytearray(by)
bytearray([1, a])
bytearray(s, 'ascii')
s + by
s + a
a + s
s * bad
s * 2
s[2:5]
s[bad]
s[bad:]
s[100]
s[::2]
a in s
bad in s
'me' in s
s.split()
s.split(bad)
s.split('e', bad)
s.join(['a', 'b'])
s.join(l)
s.join(Half())
s.join(bad)
s.join(str(i) for i in range(3))
s.replace('e', 'x')
s.replace('e', bad)
s.replace('e', 'x', bad)
s.find('e', bad)
s.startswith(('q', bad))
s.startswith(('q', 's'))
s.partition('e')
s.partition(bad)
s.center(20, bad)
s.center(bad)
s.encode('zz')
s.encode()
s.translate({115: 'q', 111: None})
s.translate(bad)
s.translate({115: bad})
str.maketrans({'a': a, 'b': b})
str.maketrans('ab', bad)
s.strip(bad)
s.splitlines(bad)
s.count(bad)
s.format(*l)
s.format_map(bad)
'{n}'.format_map({'n': a})
by + a
by[bad]
by.find(bad)
by.split(bad)
by.join([by, a])
by.join([by, by])
by.decode('zz')
by.decode()
b'\xff'.decode()
by.replace(by, bad)
by.startswith((by, bad))
by.translate(bad)
by.hex(bad)
b'%s' % bad
b'%s %d' % (by, 5)
bytes.fromhex(s)
ValueError(a, b)
str(e)
repr(e)
str(ValueError(bad))
repr(ValueError(bad))
e.args
e.with_traceback(None)
e.with_traceback(a)
e.add_note('n')
e.add_note(a)
setattr(e, '__cause__', a)
setattr(e, 'args', l)
setattr(e, 'args', bad)
setattr(e, 'args', (a,))
OSError(2, a, b)
str(OSError(2, a, b))
str(OSError(2, bad))
OSError(a)
KeyError(a)
str(KeyError(bad))
StopIteration(a)
SystemExit(a, b)
ImportError('m', name=a)
ImportError('m', zz=a)
AttributeError('m', name='x', obj=a)
NameError('m', zz=a)
SyntaxError('m', ('f', 1, 2, a))
SyntaxError('m', (a,))
SyntaxError('m', bad)
str(SyntaxError(bad))
UnicodeDecodeError('u', by, 0, 1, 'r')
UnicodeDecodeError(a)
UnicodeDecodeError('u', a, 0, 1, 'r')
ExceptionGroup('m', [e, KeyError(a)])
ExceptionGroup('m', [a])
ExceptionGroup('m', bad)
ExceptionGroup('m', [e, KeyError(a)]).split(ValueError)
ExceptionGroup('m', [e, KeyError(a)]).subgroup(bad)
ExceptionGroup('m', [e, KeyError(a)]).split(a)
ExceptionGroup('m', [e]).derive([e])
ValueError(x=a)
big + 1
big + a
big // 0
big % 7
big << bad
big < a
big == a
-big
abs(big)
big.to_bytes(2, 'big')
big.to_bytes(20, bad)
int.from_bytes([1, 2, a], 'big')
int.from_bytes(bad, 'big')
big.__format__(a)
big.__format__('zz')
format(big, ',')
(1.5).__round__(bad)
(1.5).__format__('zz')
(1.5) + a
float.fromhex(s)
complex(1, bad)
bool(bad)
memoryview(by)[2:5]
memoryview(a)
memoryview(by)[bad]
bytearray(by).extend(Half())
bytearray(by).pop(bad)
type(e)(a)
int | str
list[int]
isinstance(a, int | A)
__import__('zz_missing')
__import__(a)
print(a, file=bad)
reversed(bad)
reversed(l)
enumerate(bad)
zip(l, bad)
list(zip(l, l))
list(map(repr, l))
list(map(bad, l))
list(filter(bad, l))
set(l)
set([bad])
{bad: 1}
{a: bad}
tuple(Half())
list(Half())
dict([(a, b)])
dict([a])"#;

fn run(vm: &mut Vm, source: &str, mode: Mode) {
    let globals = vm.main_globals();
    let result = vm.compile_to_object(source, "<test>", mode).and_then(|code| {
        let result = vm.run_code(code, globals, globals);
        vm.decref(code);
        result
    });
    match result {
        Ok(value) => vm.decref(value),
        Err(_) => vm.clear_raised(),
    }
}

fn miscounts(vm: &Vm) -> Vec<String> {
    let roots = vm.roots().into_iter().map(|(_, id)| (RootKind::Runtime, id));
    match check(&vm.heap, roots) {
        Ok(()) => Vec::new(),
        Err(wrong) => wrong
            .iter()
            .map(|m| format!("{} {:?} counted {} found {}", vm.type_name(m.id), vm.body(m.id), m.counted, m.found))
            .collect(),
    }
}

fn every_count_adds_up(version: Version) {
    counts_add_up(version, EXPRESSIONS);
}

/// Runs the expressions, one a line, and asks after each whether every count adds up.
pub(super) fn counts_add_up(version: Version, expressions: &str) {
    let mut vm = Vm::new(version);
    run(&mut vm, OBJECTS, Mode::Exec);
    let mut known = miscounts(&vm);
    let mut complaints = Vec::new();
    for expression in expressions.lines() {
        if expression.starts_with("import ") {
            // What importing itself costs is not judged here.
            run(&mut vm, expression, Mode::Exec);
            known = miscounts(&vm);
            continue;
        }
        run(&mut vm, expression, Mode::Eval);
        let wrong = miscounts(&vm);
        let new: Vec<&String> = wrong.iter().filter(|w| !known.contains(w)).collect();
        if !new.is_empty() {
            complaints.push(format!("{expression}\n    {new:?}"));
        }
        known = wrong;
    }
    assert!(complaints.is_empty(), "{version}:\n{}", complaints.join("\n"));
}

#[test]
fn counts_add_up_in_3_13() {
    every_count_adds_up(Version::V3_13);
}

#[test]
fn counts_add_up_in_3_8() {
    every_count_adds_up(Version::V3_8);
}

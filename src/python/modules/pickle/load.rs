//! Objects out of bytes (`load` and its kin in `Modules/_pickle.c`).

use num_bigint::BigInt;

use super::op;
use crate::memory::{Body, Ref};
use crate::python::builtins::{list, support};
use crate::python::text::{float, int_text};
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// Why bytes are no pickle.
enum Trouble {
    /// The exception is pending.
    Raised,
    /// An `UnpicklingError` with this message.
    Fault(String),
    /// `EOFError`: there is no next instruction.
    Ended,
}

impl From<Raised> for Trouble {
    fn from(_: Raised) -> Self {
        Self::Raised
    }
}

type Load<T> = Result<T, Trouble>;

fn truncated<T>() -> Load<T> {
    Err(Trouble::Fault("pickle data was truncated".to_owned()))
}

fn underflow<T>() -> Load<T> {
    Err(Trouble::Fault("unpickling stack underflow".to_owned()))
}

struct Unpickler<'a> {
    data: &'a [u8],
    at: usize,
    /// Owned, and so is the memo; NULL where the memo has nothing.
    stack: Vec<Ref>,
    /// How long the stack was at each mark.
    marks: Vec<usize>,
    memo: Vec<Ref>,
    /// The Python half.
    python: Ref,
}

/// `load(data, unpickler, UnpicklingError)`: the object, and how many bytes it took.
pub(super) fn load(vm: &mut Vm, args: Args) -> Res {
    let (data, python, error) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let data = vm.as_bytes(data).unwrap_or(&[]).to_vec();
    let mut unpickler =
        Unpickler { data: &data, at: 0, stack: Vec::new(), marks: Vec::new(), memo: Vec::new(), python };
    let loaded = unpickler.run(vm);
    let (stack, memo, used) = (unpickler.stack, unpickler.memo, unpickler.at);
    vm.decref_all(&stack);
    vm.decref_all(&memo);
    match loaded {
        Ok(value) => {
            let used = vm.usize(used);
            Ok(vm.tuple(&[value, used]))
        }
        Err(Trouble::Raised) => Err(Raised),
        Err(Trouble::Ended) => Err(vm.raise(types::EOF_ERROR, "Ran out of input")),
        Err(Trouble::Fault(message)) => {
            let message = vm.string(message);
            let exception = vm.call(error, &[message]);
            vm.decref(message);
            let exception = exception?;
            Err(vm.raise_owned(exception))
        }
    }
}

impl<'a> Unpickler<'a> {
    fn run(&mut self, vm: &mut Vm) -> Load<Ref> {
        loop {
            let Some(&code) = self.data.get(self.at) else { return Err(Trouble::Ended) };
            self.at += 1;
            vm.step()?;
            if code == op::STOP {
                return self.pop();
            }
            self.step(vm, code)?;
        }
    }

    // ---- bytes

    fn take(&mut self, count: usize) -> Load<&'a [u8]> {
        match self.at.checked_add(count).and_then(|end| self.data.get(self.at..end)) {
            Some(bytes) => {
                self.at += count;
                Ok(bytes)
            }
            None => truncated(),
        }
    }

    fn array<const N: usize>(&mut self) -> Load<[u8; N]> {
        self.take(N)?.try_into().or_else(|_| truncated())
    }

    fn length(&mut self, width: Width) -> Load<usize> {
        Ok(match width {
            Width::One => usize::from(self.array::<1>()?[0]),
            Width::Four => u32::from_le_bytes(self.array()?) as usize,
            Width::Eight => u64::from_le_bytes(self.array()?) as usize,
        })
    }

    fn sized(&mut self, width: Width) -> Load<&'a [u8]> {
        let length = self.length(width)?;
        self.take(length)
    }

    /// Up to the end of the line, which is passed over.
    fn line(&mut self) -> Load<&'a [u8]> {
        let rest = self.data.get(self.at..).unwrap_or(&[]);
        let Some(length) = memchr::memchr(b'\n', rest) else { return truncated() };
        self.at += length + 1;
        Ok(&rest[..length])
    }

    fn text_line(&mut self) -> Load<&'a str> {
        let line = self.line()?;
        std::str::from_utf8(line).or_else(|_| truncated())
    }

    // ---- the stack

    fn floor(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    fn pop(&mut self) -> Load<Ref> {
        if self.stack.len() <= self.floor() {
            return underflow();
        }
        self.stack.pop().map_or_else(underflow, Ok)
    }

    /// Borrowed.
    fn top(&self) -> Load<Ref> {
        if self.stack.len() <= self.floor() {
            return underflow();
        }
        self.stack.last().copied().map_or_else(underflow, Ok)
    }

    fn push(&mut self, value: Ref) -> Load<()> {
        self.stack.push(value);
        Ok(())
    }

    /// What stands above the last mark, which goes.
    fn marked(&mut self) -> Load<Vec<Ref>> {
        match self.marks.pop() {
            Some(mark) => Ok(self.stack.split_off(mark.min(self.stack.len()))),
            None => Err(Trouble::Fault("could not find MARK".to_owned())),
        }
    }

    fn last(&mut self, count: usize) -> Load<Vec<Ref>> {
        match self.stack.len().checked_sub(count).filter(|&start| start >= self.floor()) {
            Some(start) => Ok(self.stack.split_off(start)),
            None => underflow(),
        }
    }

    // ---- the memo

    fn put(&mut self, vm: &mut Vm, number: usize) -> Load<()> {
        let value = self.top()?;
        // More numbers than bytes cannot be meant.
        if number > self.data.len() {
            return Err(Trouble::Fault(format!("Memo value not found at index {number}")));
        }
        if number >= self.memo.len() {
            self.memo.resize(number + 1, Ref::NULL);
        }
        let before = std::mem::replace(&mut self.memo[number], vm.incref(value));
        vm.xdecref(before);
        Ok(())
    }

    fn get(&mut self, vm: &mut Vm, number: usize) -> Load<()> {
        match self.memo.get(number).copied().filter(|value| !value.is_null()) {
            Some(value) => self.push(vm.incref(value)),
            None => Err(Trouble::Fault(format!("Memo value not found at index {number}"))),
        }
    }

    fn number_line(&mut self, vm: &mut Vm) -> Load<usize> {
        let line = self.text_line()?;
        line.parse().map_err(|_| vm.value_error(format!("invalid literal for int() with base 10: '{line}'")).into())
    }

    // ---- instructions

    fn step(&mut self, vm: &mut Vm, code: u8) -> Load<()> {
        match code {
            op::PROTO => {
                let protocol = self.array::<1>()?[0];
                if protocol > 5 {
                    return Err(vm.value_error(format!("unsupported pickle protocol: {protocol}")).into());
                }
                Ok(())
            }
            op::FRAME => {
                let length = self.length(Width::Eight)?;
                if self.data.len() - self.at < length {
                    return truncated();
                }
                Ok(())
            }
            op::MARK => {
                self.marks.push(self.stack.len());
                Ok(())
            }
            op::MEMOIZE => self.put(vm, self.memo.len()),
            op::BINPUT => self.length(Width::One).and_then(|number| self.put(vm, number)),
            op::LONG_BINPUT => self.length(Width::Four).and_then(|number| self.put(vm, number)),
            op::PUT => self.number_line(vm).and_then(|number| self.put(vm, number)),
            op::BINGET => self.length(Width::One).and_then(|number| self.get(vm, number)),
            op::LONG_BINGET => self.length(Width::Four).and_then(|number| self.get(vm, number)),
            op::GET => self.number_line(vm).and_then(|number| self.get(vm, number)),
            op::POP => match self.marks.last() {
                Some(&mark) if mark == self.stack.len() => {
                    self.marks.pop();
                    Ok(())
                }
                _ => {
                    let value = self.pop()?;
                    vm.decref(value);
                    Ok(())
                }
            },
            op::POP_MARK => {
                let items = self.marked()?;
                vm.decref_all(&items);
                Ok(())
            }
            op::DUP => {
                let value = self.top()?;
                self.push(vm.incref(value))
            }
            _ => self.value(vm, code),
        }
    }

    /// Instructions that make numbers, text and bytes.
    fn value(&mut self, vm: &mut Vm, code: u8) -> Load<()> {
        let made = match code {
            op::NONE => vm.none(),
            op::NEWTRUE => vm.bool(true),
            op::NEWFALSE => vm.bool(false),
            op::BININT => i64::from(i32::from_le_bytes(self.array()?)).make(vm),
            op::BININT1 => i64::from(self.array::<1>()?[0]).make(vm),
            op::BININT2 => i64::from(u16::from_le_bytes(self.array()?)).make(vm),
            op::LONG1 => BigInt::from_signed_bytes_le(self.sized(Width::One)?).make(vm),
            op::LONG4 => BigInt::from_signed_bytes_le(self.sized(Width::Four)?).make(vm),
            op::INT => match self.text_line()? {
                "00" => vm.bool(false),
                "01" => vm.bool(true),
                line => whole_number(vm, line)?,
            },
            op::LONG => {
                let line = self.text_line()?;
                whole_number(vm, line.trim_end_matches('L'))?
            }
            op::BINFLOAT => {
                let value = f64::from_be_bytes(self.array()?);
                vm.float(value)
            }
            op::FLOAT => {
                let line = self.text_line()?;
                let wording = vm.dialect.builtins.text.float_literal;
                let value = support::text(vm, float::parse(line, wording))?;
                vm.float(value)
            }
            op::SHORT_BINUNICODE => self.sized(Width::One).and_then(|bytes| utf8(vm, bytes))?,
            op::BINUNICODE => self.sized(Width::Four).and_then(|bytes| utf8(vm, bytes))?,
            op::BINUNICODE8 => self.sized(Width::Eight).and_then(|bytes| utf8(vm, bytes))?,
            op::UNICODE | op::STRING => {
                let line = self.line()?;
                let line = vm.bytes(line);
                let method = vm.intern(if code == op::UNICODE { "_unicode" } else { "_string" });
                let value = vm.call_method(self.python, method, &[line]);
                vm.decref(line);
                value?
            }
            op::SHORT_BINBYTES => vm.bytes(self.sized(Width::One)?),
            op::BINBYTES => vm.bytes(self.sized(Width::Four)?),
            op::BINBYTES8 => vm.bytes(self.sized(Width::Eight)?),
            op::BYTEARRAY8 => {
                let bytes = self.sized(Width::Eight)?.to_vec();
                vm.new_of(types::BYTEARRAY, Body::ByteArray(Box::new(bytes)))
            }
            _ => return self.container(vm, code),
        };
        self.push(made)
    }

    /// Instructions that make and fill containers.
    fn container(&mut self, vm: &mut Vm, code: u8) -> Load<()> {
        let made = match code {
            op::EMPTY_TUPLE => vm.tuple(&[]),
            op::TUPLE1 => self.last(1).map(|items| vm.filled_tuple(&items))?,
            op::TUPLE2 => self.last(2).map(|items| vm.filled_tuple(&items))?,
            op::TUPLE3 => self.last(3).map(|items| vm.filled_tuple(&items))?,
            op::TUPLE => self.marked().map(|items| vm.filled_tuple(&items))?,
            op::EMPTY_LIST => vm.list(Vec::new()),
            op::LIST => self.marked().map(|items| vm.list(items))?,
            op::EMPTY_DICT => vm.dict(),
            op::DICT => {
                let items = self.marked()?;
                let dict = vm.dict();
                store_all(vm, dict, items)?;
                dict
            }
            op::EMPTY_SET => vm.set(false),
            op::FROZENSET => {
                let items = self.marked()?;
                let set = vm.set(true);
                add_all(vm, set, &items)?;
                set
            }
            op::APPEND => {
                let item = self.pop()?;
                let list = self.top()?;
                return append_all(vm, list, vec![item]);
            }
            op::APPENDS => {
                let items = self.marked()?;
                let list = self.top()?;
                return append_all(vm, list, items);
            }
            op::SETITEM => {
                let pair = self.last(2)?;
                let dict = self.top()?;
                return store_all(vm, dict, pair);
            }
            op::SETITEMS => {
                let items = self.marked()?;
                let dict = self.top()?;
                return store_all(vm, dict, items);
            }
            op::ADDITEMS => {
                let items = self.marked()?;
                let set = self.top()?;
                return add_all(vm, set, &items);
            }
            _ => return self.object(vm, code),
        };
        self.push(made)
    }

    /// Instructions that make objects of other classes.
    fn object(&mut self, vm: &mut Vm, code: u8) -> Load<()> {
        match code {
            op::GLOBAL => {
                let (module, name) = (self.text_line()?, self.text_line()?);
                let place = [vm.str(module), vm.str(name)];
                self.find_class(vm, &place)
            }
            op::STACK_GLOBAL => {
                let place = self.last(2)?;
                self.find_class(vm, &place)
            }
            op::REDUCE => {
                let [callable, args] = self.two()?;
                let values = vm.items(args).unwrap_or(&[]).to_vec();
                let made = vm.call(callable, &values);
                vm.decref(args);
                vm.decref(callable);
                self.push(made?)
            }
            op::NEWOBJ => {
                let [class, args] = self.two()?;
                let made = new_instance(vm, class, args, Ref::NULL);
                vm.decref(args);
                vm.decref(class);
                self.push(made?)
            }
            op::NEWOBJ_EX => {
                let keywords = self.pop()?;
                let [class, args] = self.two()?;
                let made = new_instance(vm, class, args, keywords);
                vm.decref_all(&[args, class, keywords]);
                self.push(made?)
            }
            op::BUILD => {
                let state = self.pop()?;
                let object = self.top()?;
                let built = self.build(vm, object, state);
                vm.decref(state);
                Ok(built?)
            }
            op::BINPERSID => {
                let id = self.pop()?;
                let method = vm.intern("persistent_load");
                let made = vm.call_method(self.python, method, &[id]);
                vm.decref(id);
                self.push(made?)
            }
            _ if code.is_ascii_graphic() || code == b' ' => {
                Err(Trouble::Fault(format!("invalid load key, '{}'.", char::from(code))))
            }
            _ => Err(Trouble::Fault(format!("invalid load key, '\\x{code:02x}'."))),
        }
    }

    fn two(&mut self) -> Load<[Ref; 2]> {
        self.last(2)?.try_into().or_else(|_| underflow())
    }

    /// Releases the two names.
    fn find_class(&mut self, vm: &mut Vm, place: &[Ref]) -> Load<()> {
        let method = vm.intern("find_class");
        let found = vm.call_method(self.python, method, place);
        vm.decref_all(place);
        self.push(found?)
    }

    fn build(&self, vm: &mut Vm, object: Ref, given: Ref) -> Result<(), Raised> {
        if let Some(setstate) = vm.getattr_opt(object, names::SETSTATE)? {
            let done = vm.call(setstate, &[given]);
            vm.decref(setstate);
            vm.decref(done?);
            return Ok(());
        }
        let (state, slots) = match vm.items(given) {
            Some(&[state, slots]) if vm.isinstance_of(given, types::TUPLE) => (state, slots),
            _ => (given, known::NONE),
        };
        if state != known::NONE {
            let into = vm.getattr(object, names::DICT)?;
            let stored = store_state(vm, into, state);
            vm.decref(into);
            stored?;
        }
        let mut position = 0;
        while let Some((next, name, value)) = vm.dict_next(slots, position) {
            position = next;
            vm.setattr(object, name, value)?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Width {
    One,
    Four,
    Eight,
}

/// Numbers as objects.
trait Make {
    fn make(self, vm: &mut Vm) -> Ref;
}

impl Make for i64 {
    fn make(self, vm: &mut Vm) -> Ref {
        vm.int(self)
    }
}

impl Make for BigInt {
    fn make(self, vm: &mut Vm) -> Ref {
        vm.big_int(self)
    }
}

fn whole_number(vm: &mut Vm, digits: &str) -> Res {
    let rules = vm.dialect.builtins.text.int_text;
    let value = support::text(vm, int_text::parse(digits, 10, rules))?;
    Ok(vm.integer(value))
}

fn utf8(vm: &mut Vm, bytes: &[u8]) -> Load<Ref> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(vm.str(text)),
        Err(_) => truncated(),
    }
}

/// Steals the items.
fn append_all(vm: &mut Vm, to: Ref, items: Vec<Ref>) -> Load<()> {
    if vm.is_exact(to, types::LIST) {
        for item in items {
            list::append(vm, to, item);
        }
        return Ok(());
    }
    let appended = items.iter().try_for_each(|&item| {
        let done = vm.call_method(to, names::APPEND, &[item])?;
        vm.decref(done);
        Ok::<(), Raised>(())
    });
    vm.decref_all(&items);
    Ok(appended?)
}

/// Keys and values in turn; steals them.
fn store_all(vm: &mut Vm, into: Ref, items: Vec<Ref>) -> Load<()> {
    let stored = items.chunks_exact(2).try_for_each(|pair| {
        if vm.is_exact(into, types::DICT) {
            vm.dict_set(into, pair[0], pair[1])
        } else {
            vm.setitem(into, pair[0], pair[1])
        }
    });
    vm.decref_all(&items);
    if items.len() % 2 == 1 {
        return Err(Trouble::Fault("odd number of items for SET ITEMS".to_owned()));
    }
    Ok(stored?)
}

/// Steals the items.
fn add_all(vm: &mut Vm, set: Ref, items: &[Ref]) -> Load<()> {
    let added = items.iter().try_for_each(|&item| vm.set_add(set, item).map(|_| ()));
    vm.decref_all(items);
    Ok(added?)
}

/// `class.__new__(class, *args, **keywords)`.
fn new_instance(vm: &mut Vm, class: Ref, args: Ref, keywords: Ref) -> Res {
    let new = vm.getattr(class, names::NEW)?;
    let mut values = vec![class];
    values.extend(vm.items(args).unwrap_or(&[]));
    let pairs = if keywords.is_null() { Vec::new() } else { crate::python::builtins::dict::pairs(vm, keywords) };
    let made = if pairs.is_empty() { vm.call(new, &values) } else { vm.call_kw(new, &values, &pairs) };
    vm.decref(new);
    made
}

/// Fills an instance's `__dict__`; the names become interned strings.
fn store_state(vm: &mut Vm, into: Ref, state: Ref) -> Result<(), Raised> {
    let mut position = 0;
    while let Some((next, key, value)) = vm.dict_next(state, position) {
        position = next;
        let key = if vm.is_exact(key, types::STR) {
            let name = vm.text(key);
            vm.intern(&name)
        } else {
            key
        };
        vm.setitem(into, key, value)?;
    }
    Ok(())
}

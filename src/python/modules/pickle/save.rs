//! Objects as bytes (`save` and its kin in `Modules/_pickle.c`), in every protocol.

use rustc_hash::FxHashMap;

use super::op;
use crate::memory::Ref;
use crate::memory::object::{Layout, TypeKind};
use crate::python::builtins::int::decimal;
use crate::python::text::float;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// Items that one instruction adds to a list, dict or set.
const BATCH: usize = 1000;
/// A frame ends when it has become this long.
const FRAME_TARGET: usize = 64 * 1024;
/// Shorter contents stand without a frame.
const FRAME_LEAST: usize = 4;

struct Pickler {
    out: Vec<u8>,
    /// Where the contents of the open frame begin.
    frame: Option<usize>,
    protocol: i64,
    /// By object: its number in the memo.
    memo: FxHashMap<Ref, usize>,
    /// The objects of the memo, held until all is written.
    held: Vec<Ref>,
    /// The Python half.
    python: Ref,
    /// `copyreg.dispatch_table`: classes whose instances are taken apart by a function.
    table: Ref,
    /// Whether the Python half is a program's own class, which is asked about each object.
    asks: bool,
}

/// `save(obj, protocol, pickler, memo, dispatch_table)`: the bytes. `memo` lists the objects that are known from former
/// calls, and takes those of this one; None begins anew.
pub(super) fn save(vm: &mut Vm, args: Args) -> Res {
    let (object, python, known) = (args.at(vm, 0), args.at(vm, 2), args.at(vm, 3));
    let protocol = vm.index(args.at(vm, 1))?;
    let asks = vm.intern("_asks");
    let asks = vm.getattr(python, asks)?;
    let mut pickler = Pickler {
        out: Vec::new(),
        frame: None,
        protocol,
        memo: FxHashMap::default(),
        held: Vec::new(),
        python,
        table: args.at(vm, 4),
        asks: asks == known::TRUE,
    };
    vm.decref(asks);
    for item in vm.items(known).unwrap_or(&[]).to_vec() {
        pickler.hold(vm, item);
    }
    let written = pickler.whole(vm, object);
    if vm.is_exact(known, types::LIST) && written.is_ok() {
        for &item in pickler.held.iter().skip(vm.items(known).map_or(0, <[Ref]>::len)) {
            vm.incref(item);
            crate::python::builtins::list::append(vm, known, item);
        }
    }
    vm.decref_all(&pickler.held);
    written?;
    Ok(vm.bytes(&pickler.out))
}

impl Pickler {
    fn whole(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        if self.protocol >= 2 {
            self.out.extend([op::PROTO, self.protocol as u8]);
        }
        self.save(vm, object)?;
        self.byte(op::STOP);
        self.end_frame();
        Ok(())
    }

    // ---- bytes and frames

    fn write(&mut self, bytes: &[u8]) {
        if self.protocol >= 4 && self.frame.is_none() {
            self.out.extend([op::FRAME, 0, 0, 0, 0, 0, 0, 0, 0]);
            self.frame = Some(self.out.len());
        }
        self.out.extend_from_slice(bytes);
    }

    fn byte(&mut self, byte: u8) {
        self.write(&[byte]);
    }

    fn end_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        let length = self.out.len() - start;
        if length < FRAME_LEAST {
            self.out.drain(start - 9..start);
        } else if let Some(head) = self.out.get_mut(start - 8..start) {
            head.copy_from_slice(&(length as u64).to_le_bytes());
        }
    }

    /// Long contents stand outside of frames.
    fn write_long(&mut self, head: &[u8], contents: &[u8]) {
        if contents.len() < FRAME_TARGET {
            self.write(head);
            self.write(contents);
        } else {
            self.end_frame();
            self.out.extend_from_slice(head);
            self.out.extend_from_slice(contents);
        }
    }

    /// An instruction with a length: one byte, four, or eight.
    fn write_sized(&mut self, short: Option<u8>, medium: u8, long: u8, contents: &[u8]) {
        let length = contents.len();
        let mut head = Vec::with_capacity(9);
        match (short, u8::try_from(length), u32::try_from(length)) {
            (Some(short), Ok(length), _) => head.extend([short, length]),
            (_, _, Ok(length)) => {
                head.push(medium);
                head.extend(length.to_le_bytes());
            }
            _ => {
                head.push(long);
                head.extend((length as u64).to_le_bytes());
            }
        }
        self.write_long(&head, contents);
    }

    // ---- the memo

    fn hold(&mut self, vm: &mut Vm, object: Ref) {
        self.memo.insert(object, self.held.len());
        self.held.push(vm.incref(object));
    }

    fn memoize(&mut self, vm: &mut Vm, object: Ref) {
        let number = self.held.len();
        self.hold(vm, object);
        if self.protocol >= 4 {
            self.byte(op::MEMOIZE);
        } else {
            self.number(number, op::PUT, op::BINPUT, op::LONG_BINPUT);
        }
    }

    fn get(&mut self, number: usize) {
        self.number(number, op::GET, op::BINGET, op::LONG_BINGET);
    }

    fn number(&mut self, number: usize, text: u8, short: u8, long: u8) {
        if self.protocol < 1 {
            self.byte(text);
            self.write(format!("{number}\n").as_bytes());
        } else if let Ok(number) = u8::try_from(number) {
            self.write(&[short, number]);
        } else {
            self.byte(long);
            self.write(&(number as u32).to_le_bytes());
        }
    }

    // ---- objects

    fn save(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        if self.frame.is_some_and(|start| self.out.len() - start >= FRAME_TARGET) {
            self.end_frame();
        }
        vm.step()?;
        vm.enter_native(" while pickling an object")?;
        let saved = self.save_any(vm, object);
        vm.leave_native();
        saved
    }

    fn save_any(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        if self.asks && self.save_persistent(vm, object)? {
            return Ok(());
        }
        let class = vm.type_of(object);
        match class {
            types::NONE_TYPE => self.byte(op::NONE),
            types::BOOL if self.protocol >= 2 => {
                self.byte(if object == known::TRUE { op::NEWTRUE } else { op::NEWFALSE });
            }
            types::BOOL => self.write(if object == known::TRUE { b"I01\n" } else { b"I00\n" }),
            types::INT => return self.save_int(vm, object),
            types::FLOAT => self.save_float(vm, object),
            _ => {
                if let Some(&number) = self.memo.get(&object) {
                    self.get(number);
                    return Ok(());
                }
                return self.save_unknown(vm, object, class);
            }
        }
        Ok(())
    }

    /// What goes into the memo.
    fn save_unknown(&mut self, vm: &mut Vm, object: Ref, class: Ref) -> Result<(), Raised> {
        match class {
            types::STR => self.save_str(vm, object),
            types::BYTES if self.protocol >= 3 => {
                let bytes = vm.as_bytes(object).unwrap_or(&[]).to_vec();
                self.write_sized(Some(op::SHORT_BINBYTES), op::BINBYTES, op::BINBYTES8, &bytes);
                self.memoize(vm, object);
                Ok(())
            }
            types::BYTEARRAY if self.protocol >= 5 => {
                let bytes = vm.as_bytes(object).unwrap_or(&[]).to_vec();
                let mut head = vec![op::BYTEARRAY8];
                head.extend((bytes.len() as u64).to_le_bytes());
                self.write_long(&head, &bytes);
                self.memoize(vm, object);
                Ok(())
            }
            types::TUPLE => self.save_tuple(vm, object),
            types::LIST => {
                self.begin(op::EMPTY_LIST, op::LIST);
                self.memoize(vm, object);
                self.append_all(vm, object)
            }
            types::DICT => {
                self.begin(op::EMPTY_DICT, op::DICT);
                self.memoize(vm, object);
                self.set_all(vm, object)
            }
            types::SET if self.protocol >= 4 => {
                self.byte(op::EMPTY_SET);
                self.memoize(vm, object);
                self.add_all(vm, object)
            }
            types::FROZENSET if self.protocol >= 4 => self.save_frozenset(vm, object),
            types::TYPE | types::FUNCTION => self.save_global(vm, object, known::NONE),
            _ if self.is_plain_instance(vm, object, class) => self.save_instance(vm, object, class),
            _ => {
                let reduced = self.ask(vm, "_reduced", &[object])?;
                let saved = self.save_reduced(vm, object, reduced);
                vm.decref(reduced);
                saved
            }
        }
    }

    /// Calls a method of the Python half.
    fn ask(&self, vm: &mut Vm, method: &str, args: &[Ref]) -> Res {
        let method = vm.intern(method);
        vm.call_method(self.python, method, args)
    }

    fn save_persistent(&mut self, vm: &mut Vm, object: Ref) -> Res<bool> {
        let id = self.ask(vm, "persistent_id", &[object])?;
        if id == known::NONE {
            vm.decref(id);
            return Ok(false);
        }
        if self.protocol >= 1 {
            let asks = std::mem::replace(&mut self.asks, false);
            let saved = self.save(vm, id);
            self.asks = asks;
            vm.decref(id);
            saved?;
            self.byte(op::BINPERSID);
        } else {
            let text = vm.str_text(id);
            vm.decref(id);
            self.write(format!("P{}\n", text?).as_bytes());
        }
        Ok(true)
    }

    fn save_int(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        let small = vm.as_int(object);
        let short = small.and_then(|value| i32::try_from(value).ok());
        if self.protocol < 1 {
            let digits = decimal(vm, object)?;
            let line = if short.is_some() { format!("I{digits}\n") } else { format!("L{digits}L\n") };
            self.write(line.as_bytes());
            return Ok(());
        }
        match (short, small) {
            (Some(value @ 0..=0xff), _) => self.write(&[op::BININT1, value as u8]),
            (Some(value @ 0..=0xffff), _) => {
                self.byte(op::BININT2);
                self.write(&(value as u16).to_le_bytes());
            }
            (Some(value), _) => {
                self.byte(op::BININT);
                self.write(&value.to_le_bytes());
            }
            _ if self.protocol < 2 => {
                let digits = decimal(vm, object)?;
                self.write(format!("L{digits}L\n").as_bytes());
            }
            _ => {
                let bytes = vm.as_big(object).map_or_else(Vec::new, |value| value.to_signed_bytes_le());
                match u8::try_from(bytes.len()) {
                    Ok(length) => self.write(&[op::LONG1, length]),
                    Err(_) => {
                        self.byte(op::LONG4);
                        self.write(&(bytes.len() as u32).to_le_bytes());
                    }
                }
                self.write(&bytes);
            }
        }
        Ok(())
    }

    fn save_float(&mut self, vm: &Vm, object: Ref) {
        let value = vm.as_f64(object).unwrap_or(f64::NAN);
        if self.protocol >= 1 {
            self.byte(op::BINFLOAT);
            self.write(&value.to_be_bytes());
        } else {
            self.write(format!("F{}\n", float::repr(value)).as_bytes());
        }
    }

    fn save_str(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        if self.protocol < 1 {
            let line = self.ask(vm, "_text_line", &[object])?;
            let bytes = vm.as_bytes(line).unwrap_or(&[]).to_vec();
            vm.decref(line);
            self.byte(op::UNICODE);
            self.write(&bytes);
        } else {
            let text = vm.shared_text(object);
            let short = (self.protocol >= 4).then_some(op::SHORT_BINUNICODE);
            self.write_sized(short, op::BINUNICODE, op::BINUNICODE8, text.as_bytes());
        }
        self.memoize(vm, object);
        Ok(())
    }

    fn save_items(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        let mut at = 0;
        while let Some(&item) = vm.items(object).and_then(|items| items.get(at)) {
            self.save(vm, item)?;
            at += 1;
        }
        Ok(())
    }

    fn save_tuple(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        let length = vm.tuple_len(object);
        if length == 0 {
            self.begin(op::EMPTY_TUPLE, op::TUPLE);
            return Ok(());
        }
        let one_of = [op::TUPLE1, op::TUPLE2, op::TUPLE3];
        let short = one_of.get(length - 1).copied().filter(|_| self.protocol >= 2);
        if short.is_none() {
            self.byte(op::MARK);
        }
        self.save_items(vm, object)?;
        // It holds itself: by now it is known, and what was put on the stack for it goes.
        if let Some(&number) = self.memo.get(&object) {
            match short {
                Some(_) => (0..length).for_each(|_| self.byte(op::POP)),
                None if self.protocol >= 1 => self.byte(op::POP_MARK),
                None => (0..=length).for_each(|_| self.byte(op::POP)),
            }
            self.get(number);
            return Ok(());
        }
        self.byte(short.unwrap_or(op::TUPLE));
        self.memoize(vm, object);
        Ok(())
    }

    fn save_frozenset(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        self.byte(op::MARK);
        let items = vm.to_vec(object)?;
        let saved = items.iter().try_for_each(|&item| self.save(vm, item));
        vm.decref_all(&items);
        saved?;
        if let Some(&number) = self.memo.get(&object) {
            self.byte(op::POP_MARK);
            self.get(number);
            return Ok(());
        }
        self.byte(op::FROZENSET);
        self.memoize(vm, object);
        Ok(())
    }

    /// An empty container, or in protocol 0 one of what stands behind a mark: nothing.
    fn begin(&mut self, empty: u8, of_mark: u8) {
        if self.protocol >= 1 {
            self.byte(empty);
        } else {
            self.write(&[op::MARK, of_mark]);
        }
    }

    /// `batch_list_exact`.
    fn append_all(&mut self, vm: &mut Vm, list: Ref) -> Result<(), Raised> {
        let item = |vm: &Vm, at: usize| vm.items(list).and_then(|items| items.get(at)).copied();
        let length = |vm: &Vm| vm.items(list).map_or(0, <[Ref]>::len);
        if self.protocol < 1 || length(vm) == 1 {
            let mut at = 0;
            while let Some(next) = item(vm, at) {
                self.save(vm, next)?;
                self.byte(op::APPEND);
                at += 1;
            }
            return Ok(());
        }
        let mut at = 0;
        while at < length(vm) {
            self.byte(op::MARK);
            let end = at + BATCH;
            while at < end
                && let Some(next) = item(vm, at)
            {
                self.save(vm, next)?;
                at += 1;
            }
            self.byte(op::APPENDS);
        }
        Ok(())
    }

    /// `batch_dict_exact`: a full batch is followed by another, be it empty.
    fn set_all(&mut self, vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
        let length = vm.dict_len(dict);
        let (mut position, mut count) = (0, BATCH);
        if self.protocol < 1 || length == 1 {
            while let Some((next, key, value)) = vm.dict_next(dict, position) {
                position = next;
                self.save(vm, key)?;
                self.save(vm, value)?;
                self.byte(op::SETITEM);
            }
            return Ok(());
        }
        while count == BATCH && length > 0 {
            self.byte(op::MARK);
            count = 0;
            while count < BATCH
                && let Some((next, key, value)) = vm.dict_next(dict, position)
            {
                position = next;
                count += 1;
                self.save(vm, key)?;
                self.save(vm, value)?;
            }
            self.byte(op::SETITEMS);
            if vm.dict_len(dict) != length {
                return Err(vm.runtime_error("dictionary changed size during iteration"));
            }
        }
        Ok(())
    }

    fn add_all(&mut self, vm: &mut Vm, set: Ref) -> Result<(), Raised> {
        let items = vm.to_vec(set)?;
        let mut batches: Vec<&[Ref]> = items.chunks(BATCH).collect();
        if !items.is_empty() && items.len() % BATCH == 0 {
            batches.push(&[]);
        }
        let mut saved = Ok(());
        for batch in batches {
            self.byte(op::MARK);
            saved = batch.iter().try_for_each(|&item| self.save(vm, item));
            if saved.is_err() {
                break;
            }
            self.byte(op::ADDITEMS);
        }
        vm.decref_all(&items);
        saved
    }

    /// A class or function by its name. `name` is None where the object knows its own.
    fn save_global(&mut self, vm: &mut Vm, object: Ref, name: Ref) -> Result<(), Raised> {
        let place = self.ask(vm, "_located", &[object, name])?;
        let saved = self.save_place(vm, object, place);
        vm.decref(place);
        saved
    }

    fn save_place(&mut self, vm: &mut Vm, object: Ref, place: Ref) -> Result<(), Raised> {
        let Some(&[module, name]) = vm.items(place) else { return self.save_reduced(vm, object, place) };
        if self.protocol >= 4 {
            self.save(vm, module)?;
            self.save(vm, name)?;
            self.byte(op::STACK_GLOBAL);
        } else {
            let line = format!("{}\n{}\n", vm.text(module), vm.text(name));
            self.byte(op::GLOBAL);
            self.write(line.as_bytes());
        }
        self.memoize(vm, object);
        Ok(())
    }

    // ---- objects that are taken apart

    /// Whether `object.__reduce_ex__` would take this object apart into its class and its `__dict__`, and nobody else is
    /// asked about it.
    fn is_plain_instance(&self, vm: &mut Vm, object: Ref, class: Ref) -> bool {
        let plain = vm.type_body(class).is_some_and(|t| {
            t.kind == TypeKind::Heap && t.layout == Layout::Instance && t.has_dict && t.slots.is_empty()
        });
        if !plain || self.asks || self.protocol < 2 || vm.body(object).instance().is_none() {
            return false;
        }
        let own = [names::REDUCE, names::REDUCE_EX, names::GETSTATE].into_iter().any(|name| {
            let found = vm.lookup(class, name);
            found != vm.lookup(types::OBJECT, name)
        });
        let [args, args_ex] = ["__getnewargs__", "__getnewargs_ex__"].map(|name| vm.intern(name));
        !own && vm.lookup(class, args).is_none()
            && vm.lookup(class, args_ex).is_none()
            && vm.lookup(class, names::GETATTRIBUTE) == vm.lookup(types::OBJECT, names::GETATTRIBUTE)
            && matches!(vm.dict_get(self.table, class), Ok(None))
    }

    fn save_instance(&mut self, vm: &mut Vm, object: Ref, class: Ref) -> Result<(), Raised> {
        self.save(vm, class)?;
        self.write(&[op::EMPTY_TUPLE, op::NEWOBJ]);
        self.memoize(vm, object);
        let state = vm.getattr(object, names::DICT)?;
        if vm.dict_len(state) > 0 {
            let saved = self.save(vm, state);
            vm.decref(state);
            saved?;
            self.byte(op::BUILD);
        } else {
            vm.decref(state);
        }
        Ok(())
    }

    /// What `__reduce_ex__` gave: a name, or six parts (checked and filled up by the Python half).
    fn save_reduced(&mut self, vm: &mut Vm, object: Ref, reduced: Ref) -> Result<(), Raised> {
        if vm.as_str(reduced).is_some() {
            return self.save_global(vm, object, reduced);
        }
        let Some(&[kind, function, args, state, items, pairs, setter]) = vm.items(reduced) else {
            return Err(vm.runtime_error("an object was not taken apart"));
        };
        match vm.as_int(kind) {
            // `__newobj__`: class and arguments; `__newobj_ex__`: keywords, too.
            Some(kind @ (1 | 2)) => {
                self.save(vm, function)?;
                self.save_items_or_object(vm, args, kind == 2)?;
                self.byte(if kind == 1 { op::NEWOBJ } else { op::NEWOBJ_EX });
            }
            _ => {
                self.save(vm, function)?;
                self.save(vm, args)?;
                self.byte(op::REDUCE);
            }
        }
        if let Some(&number) = self.memo.get(&object) {
            self.byte(op::POP);
            self.get(number);
        } else {
            self.memoize(vm, object);
        }
        if items != known::NONE {
            self.append_from(vm, items)?;
        }
        if pairs != known::NONE {
            self.set_from(vm, pairs)?;
        }
        if state == known::NONE {
            return Ok(());
        }
        if setter == known::NONE {
            self.save(vm, state)?;
            self.byte(op::BUILD);
            return Ok(());
        }
        self.save(vm, setter)?;
        self.save(vm, object)?;
        self.save(vm, state)?;
        self.write(&[op::TUPLE2, op::REDUCE, op::POP]);
        Ok(())
    }

    /// `(args, kwargs)` one after the other, or the arguments' tuple.
    fn save_items_or_object(&mut self, vm: &mut Vm, args: Ref, apart: bool) -> Result<(), Raised> {
        if apart { self.save_items(vm, args) } else { self.save(vm, args) }
    }

    /// `batch_list`: what an iterator gives.
    fn append_from(&mut self, vm: &mut Vm, items: Ref) -> Result<(), Raised> {
        let items = vm.to_vec(items)?;
        let saved = self.append_items(vm, &items);
        vm.decref_all(&items);
        saved
    }

    fn append_items(&mut self, vm: &mut Vm, items: &[Ref]) -> Result<(), Raised> {
        for batch in items.chunks(if self.protocol < 1 { 1 } else { BATCH }) {
            if let [item] = batch {
                self.save(vm, *item)?;
                self.byte(op::APPEND);
                continue;
            }
            self.byte(op::MARK);
            batch.iter().try_for_each(|&item| self.save(vm, item))?;
            self.byte(op::APPENDS);
        }
        Ok(())
    }

    /// `batch_dict`: pairs that an iterator gives.
    fn set_from(&mut self, vm: &mut Vm, pairs: Ref) -> Result<(), Raised> {
        let pairs = vm.to_vec(pairs)?;
        let saved = self.set_pairs(vm, &pairs);
        vm.decref_all(&pairs);
        saved
    }

    fn set_pairs(&mut self, vm: &mut Vm, pairs: &[Ref]) -> Result<(), Raised> {
        for batch in pairs.chunks(if self.protocol < 1 { 1 } else { BATCH }) {
            let alone = batch.len() == 1;
            if !alone {
                self.byte(op::MARK);
            }
            for &pair in batch {
                let Some(&[key, value]) = vm.items(pair) else {
                    return Err(vm.type_error("dict items iterator must return 2-tuples"));
                };
                self.save(vm, key)?;
                self.save(vm, value)?;
            }
            self.byte(if alone { op::SETITEM } else { op::SETITEMS });
        }
        Ok(())
    }
}

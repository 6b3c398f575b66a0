//! `sys.getsizeof`.

use crate::memory::free_lists::Kind;
use crate::memory::object::{Layout, TypeKind};
use crate::memory::{Body, Ref, alloc, flag};
use crate::python::builtins::support::is_unicode_2;
use crate::python::builtins::{dict, set};
use crate::python::dialect::builtins::Strings;
use crate::python::text::sizes::Fixed;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Flavor};
use crate::python::vm::{Res, Vm};

/// `getsizeof(object[, default])`.
pub(super) fn getsizeof(vm: &mut Vm, args: Args) -> Res {
    let (object, default) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(size) = overridden(vm, object) {
        let header = header_of(vm, object) as i64;
        return match size {
            Ok(size) if size >= 0 => Ok(vm.int(size + header)),
            Ok(_) => Err(vm.value_error("__sizeof__() should return >= 0")),
            // `PyLong_AsSsize_t` has words of its own.
            Err(_) if default.is_null() && vm.catch(types::TYPE_ERROR) => Err(vm.type_error("an integer is required")),
            Err(_) if !default.is_null() && vm.catch(types::TYPE_ERROR) => Ok(vm.incref(default)),
            Err(raised) => Err(raised),
        };
    }
    // The method is bound.
    alloc::count_passing(vm, Kind::BuiltinMethod);
    let size = size_of(vm, object);
    Ok(vm.int(size as i64))
}

/// What a program's own `__sizeof__` says.
fn overridden(vm: &mut Vm, object: Ref) -> Option<Res<i64>> {
    let method = vm.lookup_special(object, names::SIZEOF)?;
    if !matches!(vm.body(method), Body::Function(_)) {
        return None;
    }
    let result = vm.call_bound_special(object, names::SIZEOF, &[])?;
    Some(result.and_then(|value| {
        let size = vm.index(value);
        vm.decref(value);
        size
    }))
}

/// What stands before the object: the collector's header, and from 3.11 on two words for the attributes.
fn header_of(vm: &Vm, object: Ref) -> usize {
    let layout = vm.dialect.modules.sizes;
    let attributes = match vm.type_body(vm.type_of(object)) {
        Some(t) if t.kind != TypeKind::Static => layout.words_before(t.has_dict, t.has_weakrefs),
        _ => 0,
    };
    attributes + if vm.heap.has_flag(object, flag::CONTAINER) { layout.gc_header() } else { 0 }
}

/// `sys.getsizeof(object)` without a program's say; also what `object.__sizeof__` is computed from.
#[must_use]
pub fn size_of(vm: &mut Vm, object: Ref) -> usize {
    let layout = vm.dialect.modules.sizes;
    let extra = subclass_extra(vm, object);
    let fixed = match vm.body(object) {
        Body::Plain => Fixed::Singleton,
        Body::Int(_) | Body::BigInt(_) => {
            let value = vm.as_integer(object);
            if vm.isinstance_of(object, types::LONG) {
                return value.map_or(0, |v| layout.long(&v)) + extra;
            }
            return value.map_or(0, |v| layout.int(&v)) + extra;
        }
        Body::Float(_) => Fixed::Float,
        Body::Complex(_) => Fixed::Complex,
        Body::Str(text) if vm.dialect.builtins.strings == Strings::StrAndBytes || is_unicode_2(vm, object) => {
            return layout.text(text) + extra;
        }
        Body::Str(text) => return layout.bytes(text.chars().count()) + extra,
        Body::Bytes(bytes) => return layout.bytes(bytes.len()) + extra,
        Body::ByteArray(bytes) => return layout.bytearray(bytes.len()) + extra,
        Body::SmallTuple(..) | Body::Tuple(_) => return layout.tuple(vm.tuple_len(object)) + extra,
        body @ (Body::SmallList(..) | Body::List(_)) => return layout.list(body.list_capacity().unwrap_or(0)) + extra,
        Body::Dict(_) if vm.shared_room(object).is_some() => {
            let names = vm.own_names(object).map_or(0, |names| layout.shared_names(names));
            return layout.split_dict(vm.shared_room(object).unwrap_or(0)) + names;
        }
        Body::Dict(_) => return dict::table(vm, object).map_or(0, crate::memory::Dict::sizeof) + extra,
        Body::Set(_) => return set::table(vm, object).map_or(0, crate::memory::Set::sizeof) + extra,
        Body::Function(_) => Fixed::Function,
        Body::Native { native, .. } if vm.natives.get(*native as usize).is_some_and(|n| n.flavor == Flavor::Slot) => {
            return layout.bound_slot();
        }
        Body::Native { .. } => Fixed::Builtin,
        Body::BoundMethod { .. } => Fixed::BoundMethod,
        Body::Cell(_) => Fixed::Cell,
        Body::Generator(generator) => {
            let Body::Code(code) = vm.body(generator.code) else { return layout.fixed(Fixed::Generator) };
            let spec = vm.unit_spec(code.spec);
            let room = spec.locals.len() + spec.stack_size as usize;
            return layout.fixed(Fixed::Generator)
                + match vm.type_of(object) {
                    types::COROUTINE => layout.coroutine(room),
                    types::ASYNC_GENERATOR => layout.asynchronous_generator(room),
                    _ => layout.generator_frame(room),
                };
        }
        Body::Exception(_) => exception(vm, object),
        Body::Traceback(_) => Fixed::Traceback,
        Body::WeakReference(_) => Fixed::WeakReference,
        Body::SequenceIterator { .. } | Body::RangeIterator { .. } => Fixed::SequenceIterator,
        Body::Type(t) if t.kind != TypeKind::Heap => Fixed::StaticType,
        Body::Type(_) => return layout.fixed(Fixed::Class) + names_of_class(vm, object) + members(vm, object),
        Body::SmallInstance(_) | Body::Instance(_) => return instance_size(vm, object),
        Body::Code(_) => return 200,
        Body::Frame(_) => return 432,
        Body::Free => return 0,
        Body::ResultCache(_) => return layout.gc_header() + 152,
        Body::Record(_) => match vm.type_of(object) {
            types::RANGE => Fixed::Range,
            types::SLICE => Fixed::Slice,
            types::PROPERTY => Fixed::Property,
            types::MODULE => Fixed::Module,
            types::STATICMETHOD | types::CLASSMETHOD => Fixed::MethodWrapper,
            types::SUPER => Fixed::Super,
            types::ENUMERATE => Fixed::Enumerate,
            types::ZIP => Fixed::Zip,
            types::REVERSED => Fixed::Reversed,
            types::SET_ITERATOR => Fixed::SetIterator,
            types::DICT_KEYS | types::DICT_VALUES | types::DICT_ITEMS => Fixed::DictView,
            types::DICT_KEY_ITERATOR | types::DICT_VALUE_ITERATOR | types::DICT_ITEM_ITERATOR => Fixed::DictIterator,
            types::CLASSIC_CLASS => Fixed::ClassicClass,
            types::MAPPING_PROXY => return layout.gc_header() + 24,
            types::MEMORYVIEW => return layout.gc_header() + 168,
            types::DEQUE => return layout.gc_header() + 744,
            _ => Fixed::Map,
        },
    };
    layout.fixed(fixed) + extra
}

/// By the fields that the exception's builtin class adds to those of `BaseException`.
fn exception(vm: &Vm, object: Ref) -> Fixed {
    let with_fields = [
        (types::OS_ERROR, Fixed::OsError),
        (types::UNICODE_DECODE_ERROR, Fixed::UnicodeFault),
        (types::UNICODE_ENCODE_ERROR, Fixed::UnicodeFault),
        (types::UNICODE_TRANSLATE_ERROR, Fixed::UnicodeFault),
        (types::STOP_ITERATION, Fixed::StopIteration),
        (types::SYSTEM_EXIT, Fixed::SystemExit),
        (types::IMPORT_ERROR, Fixed::ImportError),
        (types::SYNTAX_ERROR, Fixed::SyntaxError),
        (types::NAME_ERROR, Fixed::NameError),
        (types::ATTRIBUTE_ERROR, Fixed::AttributeError),
        (types::BASE_EXCEPTION_GROUP, Fixed::ExceptionGroup),
    ];
    let found = with_fields.into_iter().find(|&(class, _)| vm.isinstance_of(object, class));
    found.map_or(Fixed::Exception, |(_, fixed)| fixed)
}

fn members(vm: &Vm, class: Ref) -> usize {
    let own = vm.type_body(class).map_or(Ref::NULL, |t| t.own_slots);
    let named = vm.items(own).unwrap_or_default().iter();
    let members = named.filter(|&&name| !matches!(vm.as_str(name), Some("__dict__" | "__weakref__"))).count();
    members * vm.dialect.modules.sizes.member()
}

/// What a class statement adds to a builtin's instances.
fn subclass_extra(vm: &Vm, object: Ref) -> usize {
    let layout = vm.dialect.modules.sizes;
    let Some(t) = vm.type_body(vm.type_of(object)) else { return 0 };
    if t.kind != TypeKind::Heap {
        return 0;
    }
    let Some(base) = vm.type_body(vm.builtin_base(vm.type_of(object))) else { return 0 };
    let (dict, weakrefs) = (t.has_dict && !base.has_dict, t.has_weakrefs && !base.has_weakrefs);
    let header = if t.collected && !base.collected { layout.gc_header() } else { 0 };
    let words = match t.layout {
        // Their own `__sizeof__` does not look at the class.
        Layout::Int | Layout::Str => layout.words_before_builtin(dict, weakrefs),
        _ => layout.words_of(dict, weakrefs) + 8 * t.slots.len(),
    };
    header + words
}

fn instance_size(vm: &Vm, object: Ref) -> usize {
    let layout = vm.dialect.modules.sizes;
    match vm.type_body(vm.type_of(object)) {
        // `object()` has a header and nothing else.
        _ if vm.type_of(object) == types::OBJECT => layout.fixed(Fixed::Singleton),
        Some(t) if t.has_dict || t.has_weakrefs => {
            layout.slotted_instance(t.slots.len().max(1)) - if t.slots.is_empty() { 8 } else { 0 }
                + layout.words_of(t.has_dict, t.has_weakrefs)
        }
        Some(t) => layout.slotted_instance(t.slots.len()),
        None => layout.instance(),
    }
}

/// The table of names that a class keeps for its instances.
fn names_of_class(vm: &Vm, class: Ref) -> usize {
    let layout = vm.dialect.modules.sizes;
    let names = if vm.shares_keys(class) { vm.names_and_room(class) } else { None };
    names.map_or(0, |names| layout.shared_names(names))
}

//! CPython's words for calls of natives that cannot be: how a native is called in them, and what is said of a number of
//! arguments.

use super::Vm;
use super::known::types;
use super::native::{Args, Flavor, Native, Param, Receiver};
use crate::memory::{Body, Ref};
use crate::python::dialect::builtins::CallableNames;
use crate::python::dialect::passing::Passing;

impl Vm {
    /// How messages call a native: a `__new__` by the name of the type.
    pub(super) fn spoken_name(&self, native: &'static Native, args: Args) -> String {
        if native.flavor == Flavor::New {
            let owner = self.builtin_base(args.at(self, 0));
            return self.class_name(owner).to_owned();
        }
        // Where a type's `__init__` takes the arguments, the type is named.
        if native.flavor == Flavor::Slot && native.name == "__init__" && args.count > 0 {
            let class = self.type_of(args.at(self, 0));
            let owner = self.builtin_base(class);
            if matches!(
                owner,
                types::PROPERTY | types::STATICMETHOD | types::CLASSMETHOD | types::BYTEARRAY | types::SUPER
            ) {
                return self.class_name(owner).to_owned();
            }
        }
        native.name.to_owned()
    }

    /// `list.append`, or the bare name of a function.
    pub(super) fn display_name(&mut self, native: &'static Native, args: Args, how: Receiver) -> String {
        let of_class = native.flavor == Flavor::Slot && native.name == "__init__";
        if how == Receiver::None || native.flavor == Flavor::New || of_class {
            let name = self.spoken_name(native, args);
            return match self.home_of_function(native) {
                Some(home) if !of_class => format!("{home}.{name}"),
                _ => name,
            };
        }
        let receiver = args.at(self, 0);
        let owner = match how {
            // A bound one goes by what it is bound to (`meth_get__qualname__` in Objects/methodobject.c).
            Receiver::Bound if self.is_type(receiver) => receiver,
            Receiver::Bound => self.type_of(receiver),
            _ if self.is_type(receiver) && native.flavor == Flavor::ClassMethod => {
                self.definer(self.builtin_base(receiver), native)
            }
            _ => {
                let class = self.type_of(receiver);
                self.definer(self.builtin_base(class), native)
            }
        };
        if self.dialect.builtins.words.callables == CallableNames::Full {
            format!("{}.{}", self.class_name(owner), native.name)
        } else {
            native.name.to_owned()
        }
    }

    /// The builtin type that defines a method which `class` has, inherited perhaps.
    fn definer(&self, class: Ref, native: &'static Native) -> Ref {
        let Some(name) = self.interned.get(native.name).copied() else { return class };
        let mro = self.type_body(class).and_then(|t| self.items(t.mro)).unwrap_or_default();
        let defines = |&&at: &&Ref| {
            let dict = self.type_body(at).map_or(Ref::NULL, |t| t.dict);
            self.dict_get_str(dict, name).is_some()
        };
        mro.iter().find(defines).copied().unwrap_or(class)
    }

    /// Whether CPython has this function parse a tuple of arguments, and count them itself.
    pub(super) fn is_packed(&self, native: &'static Native) -> bool {
        let number = self.natives.iter().position(|known| std::ptr::eq(*known, native));
        number.is_some_and(|number| self.passings.get(number) == Some(&Passing::Packed))
    }

    /// The module of a function that is no builtin, or the type of a static method, where messages name it.
    fn home_of_function(&self, native: &'static Native) -> Option<String> {
        if native.flavor == Flavor::New || self.dialect.builtins.words.callables != CallableNames::Full {
            return None;
        }
        let number = self.natives.iter().position(|known| std::ptr::eq(*known, native))? as u32;
        let of_module = |id: &Ref| matches!(self.body(*id), Body::Native { native, receiver, module } if *native == number && receiver.is_null() && (self.is_exact(*module, types::STR) || self.is_type(*module)));
        let function = self.heap.live().find(of_module)?;
        let Body::Native { module, .. } = self.body(function) else { return None };
        if self.is_type(*module) {
            return Some(self.class_name(*module).to_owned());
        }
        let module = self.text(*module);
        (module != "builtins").then_some(module)
    }

    /// What is said of a number of arguments that cannot be right (`_PyArg_UnpackKeywords` in Python/getargs.c).
    pub(super) fn wrong_number(
        &mut self,
        native: &'static Native,
        args: Args,
        positional: usize,
        params: &'static [Param],
    ) -> Option<String> {
        let total = positional + self.tuple_len(args.names);
        let room = params.iter().filter(|p| !p.keyword_only).count();
        let least = params.iter().filter(|p| p.required).count();
        let unnamed = params.iter().filter(|p| p.required && p.name.is_empty()).count();
        let plural = |number: usize| if number == 1 { "" } else { "s" };
        let bound = |least: usize, most: usize, word: &'static str| if least < most { word } else { "exactly" };
        if total <= params.len() && positional <= room && positional >= unnamed {
            return None;
        }
        let name = self.spoken_name(native, args);
        if total == positional && native.flavor == Flavor::New && self.behaviour.counts_arguments_of(&name) {
            return Some(format!("{name} expected at most {room} arguments, got {total}"));
        }
        Some(if total > params.len() {
            let (bound, all) = (bound(least, params.len(), "at most"), params.len());
            let kind = if positional == 0 { "keyword " } else { "" };
            format!("{name}() takes {bound} {all} {kind}argument{} ({total} given)", plural(all))
        } else if positional < unnamed {
            let bound = bound(unnamed, room, "at least");
            format!("{name}() takes {bound} {unnamed} positional argument{} ({positional} given)", plural(unnamed))
        } else if room == 0 {
            format!("{name}() takes no positional arguments")
        } else {
            let bound = bound(least, room, "at most");
            format!("{name}() takes {bound} {room} positional argument{} ({positional} given)", plural(room))
        })
    }
}

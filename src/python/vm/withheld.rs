//! Names of the standard modules that a version has not yet. The library here is written as 3.13's, and its own code
//! may use them; a program does not see them.

use super::Vm;
use super::known::types;
use crate::memory::Ref;
use crate::python::dialect::later_names;

impl Vm {
    /// Takes from a module, just imported, what came later.
    pub(super) fn withhold_later_names(&mut self, name: &str, module: Ref) {
        let Some(dict) = self.instance_dict(module) else { return };
        for path in later_names::later_names(self.dialect.version, name) {
            match path.split_once('.') {
                Some((class, method)) => self.withhold_method(dict, class, method),
                None => {
                    let name = self.intern(path);
                    if let Some(value) = self.dict_get_str(dict, name) {
                        self.incref(value);
                        self.dict_del_str(dict, name);
                        self.withheld.insert((dict, name), value);
                    }
                }
            }
        }
    }

    fn withhold_method(&mut self, module: Ref, class: &str, method: &str) {
        let (class, method) = (self.intern(class), self.intern(method));
        let Some(class) = self.dict_get_str(module, class).filter(|class| self.is_type(*class)) else { return };
        let dict = self.type_body(class).map_or(Ref::NULL, |t| t.dict);
        if !dict.is_null() && self.dict_get_str(dict, method).is_some() {
            self.dict_del_str(dict, method);
            self.type_modified(class);
        }
    }

    /// A withheld name of the module whose dict this is, where the library asks; borrowed.
    pub(super) fn withheld_name(&self, dict: Ref, name: Ref) -> Option<Ref> {
        self.withheld.get(&(dict, name)).copied().filter(|_| self.runs_library())
    }

    /// Whether this version has no module of that name, as far as a program can see.
    pub(super) fn withholds_module(&self, name: &str) -> bool {
        later_names::has_no_module(self.dialect.version, name) && !self.runs_library()
    }

    /// Whether the code that runs is the library's; `importlib` imports for its caller.
    pub(super) fn runs_library(&self) -> bool {
        let files = self.frames.iter().rev().map(|a| &self.units[a.unit as usize].spec.filename);
        files.into_iter().find(|file| &***file != "<frozen importlib>").is_some_and(|file| file.starts_with("<frozen "))
    }

    /// `module.name` where the module's dict has it not.
    pub(super) fn withheld_attribute(&mut self, object: Ref, name: Ref) -> Option<Ref> {
        if self.withheld.is_empty() || !self.is_exact(object, types::MODULE) {
            return None;
        }
        let dict = self.instance_dict(object)?;
        self.withheld_name(dict, name)
    }
}

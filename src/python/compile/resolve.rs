//! The symbol table's second pass: local, global, free or cell (`symtable.c`, `analyze_block`).

use rustc_hash::FxHashMap;

use super::fault::Fault;
use super::scope::*;
use crate::python::ast::Name;
use crate::python::dialect::{ComprehensionScope, Dialect};

impl SymbolTable {
    /// Decides the scope of every name of every block.
    pub(super) fn resolve(&mut self, dialect: &Dialect) -> Result<(), Fault> {
        let mut free = NameSet::default();
        let mut global = NameSet::default();
        self.analyze(0, None, &mut free, &mut global, &mut NameSet::default(), dialect)
    }

    fn analyze(
        &mut self,
        id: usize,
        bound: Option<&NameSet>,
        free: &mut NameSet,
        global: &mut NameSet,
        type_params: &mut NameSet,
        dialect: &Dialect,
    ) -> Result<(), Fault> {
        let mut local = NameSet::default();
        let mut scopes = FxHashMap::default();
        let mut new_global = NameSet::default();
        let mut new_free = NameSet::default();
        let mut new_bound = NameSet::default();
        let mut inlined_cells = NameSet::default();
        let kind = self.blocks[id].kind;

        // A class passes on what surrounds it; its own names are not visible in its functions.
        if kind == BlockKind::Class {
            new_global.extend(global.iter().cloned());
            new_bound.extend(bound.into_iter().flatten().cloned());
        }
        for (name, def) in self.blocks[id].symbols.clone() {
            self.analyze_name(id, &mut scopes, &name, def, bound, &mut local, free, global, type_params)?;
        }
        if kind == BlockKind::Class {
            new_bound.insert("__class__".into());
            new_bound.insert("__classdict__".into());
        } else {
            if self.blocks[id].is_function_like() {
                new_bound.extend(local.iter().cloned());
            }
            new_bound.extend(bound.into_iter().flatten().cloned());
            new_global.extend(global.iter().cloned());
        }
        for child in self.blocks[id].children.clone() {
            let mut child_free = NameSet::default();
            self.analyze(
                child,
                Some(&new_bound.clone()),
                &mut child_free,
                &mut new_global.clone(),
                &mut type_params.clone(),
                dialect,
            )?;
            let inline = dialect.comprehensions == ComprehensionScope::Inlined
                && matches!(
                    self.blocks[child].comprehension,
                    ComprehensionKind::List | ComprehensionKind::Set | ComprehensionKind::Dict
                )
                && !self.blocks[id].can_see_class_scope;
            if inline {
                self.blocks[child].inlined = true;
                self.inline(id, child, &mut scopes, &mut child_free, &mut inlined_cells);
            }
            new_free.extend(child_free);
            if self.blocks[child].free || self.blocks[child].child_free {
                self.blocks[id].child_free = true;
            }
        }
        // The children of an inlined comprehension are now this block's.
        let mut children = Vec::new();
        for child in std::mem::take(&mut self.blocks[id].children) {
            if self.blocks[child].inlined {
                children.extend(self.blocks[child].children.clone());
            }
            children.push(child);
        }
        self.blocks[id].children = children;

        if self.blocks[id].is_function_like() {
            analyze_cells(&mut scopes, &mut new_free, &inlined_cells);
        } else if kind == BlockKind::Class {
            if new_free.remove("__class__") {
                self.blocks[id].needs_class_closure = true;
            }
            if new_free.remove("__classdict__") {
                self.blocks[id].needs_classdict = true;
            }
        }
        self.update(id, scopes, bound, &new_free, &inlined_cells, kind == BlockKind::Class);
        free.extend(new_free);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the sets are CPython's own")]
    fn analyze_name(
        &mut self,
        id: usize,
        scopes: &mut FxHashMap<Name, Scope>,
        name: &Name,
        def: Def,
        bound: Option<&NameSet>,
        local: &mut NameSet,
        free: &mut NameSet,
        global: &mut NameSet,
        type_params: &mut NameSet,
    ) -> Result<(), Fault> {
        if def.has(Def::GLOBAL) {
            if def.has(Def::NONLOCAL) {
                return Err(self.directive_fault(id, name, format!("name '{name}' is nonlocal and global")));
            }
            scopes.insert(name.clone(), Scope::GlobalExplicit);
            global.insert(name.clone());
            return Ok(());
        }
        if def.has(Def::NONLOCAL) {
            let Some(bound) = bound else {
                let msg = "nonlocal declaration not allowed at module level".to_owned();
                return Err(self.directive_fault(id, name, msg));
            };
            if !bound.contains(name) {
                return Err(self.directive_fault(id, name, format!("no binding for nonlocal '{name}' found")));
            }
            if type_params.contains(name) {
                let msg = format!("nonlocal binding not allowed for type parameter '{name}'");
                return Err(self.directive_fault(id, name, msg));
            }
            scopes.insert(name.clone(), Scope::Free);
            self.blocks[id].free = true;
            free.insert(name.clone());
            return Ok(());
        }
        if def.has(Def::BOUND) {
            scopes.insert(name.clone(), Scope::Local);
            local.insert(name.clone());
            global.remove(name);
            if def.has(Def::TYPE_PARAM) {
                type_params.insert(name.clone());
            } else {
                type_params.remove(name);
            }
            return Ok(());
        }
        if bound.is_some_and(|b| b.contains(name)) {
            scopes.insert(name.clone(), Scope::Free);
            self.blocks[id].free = true;
            free.insert(name.clone());
            return Ok(());
        }
        if !global.contains(name) && self.blocks[id].nested {
            self.blocks[id].free = true;
        }
        scopes.insert(name.clone(), Scope::GlobalImplicit);
        Ok(())
    }

    /// Merges an inlined comprehension's names into the enclosing block (PEP 709).
    fn inline(
        &mut self,
        id: usize,
        comp: usize,
        scopes: &mut FxHashMap<Name, Scope>,
        comp_free: &mut NameSet,
        inlined_cells: &mut NameSet,
    ) {
        for (name, def) in self.blocks[comp].symbols.clone() {
            if def.has(Def::PARAM) {
                continue;
            }
            let mut scope = self.blocks[comp].scope(&name);
            if scope == Scope::Cell || def.has(Def::COMP_CELL) {
                inlined_cells.insert(name.clone());
            }
            let in_class = self.blocks[id].kind == BlockKind::Class;
            let existing = self.blocks[id].index.contains_key(&name);
            if existing {
                let outer = self.blocks[id].def(&name);
                if outer.has(Def::BOUND) && !in_class && !self.free_in_children(comp, &name) {
                    comp_free.remove(&name);
                }
            } else {
                if scope == Scope::Free && in_class && &*name == "__class__" {
                    scope = Scope::GlobalImplicit;
                    comp_free.remove(&name);
                }
                self.blocks[id].add(&name, def.0);
                scopes.insert(name.clone(), scope);
            }
        }
    }

    fn free_in_children(&self, comp: usize, name: &str) -> bool {
        self.blocks[comp].children.iter().any(|c| self.blocks[*c].scopes.get(name) == Some(&Scope::Free))
    }

    /// Notes the scopes, and which names only pass through this block on their way to a child.
    fn update(
        &mut self,
        id: usize,
        mut scopes: FxHashMap<Name, Scope>,
        bound: Option<&NameSet>,
        free: &NameSet,
        inlined_cells: &NameSet,
        is_class: bool,
    ) {
        let mut sorted: Vec<&Name> = free.iter().collect();
        sorted.sort();
        let block = &mut self.blocks[id];
        for name in inlined_cells {
            if block.index.contains_key(name) {
                block.add(name, Def::COMP_CELL);
            }
        }
        for name in sorted {
            if block.index.contains_key(name) {
                // A method's free name that is also the class's own: the class must pass the outer one on.
                if is_class && block.def(name).has(Def::BOUND | Def::GLOBAL) {
                    block.free_passing.push(name.clone());
                }
                continue;
            }
            if bound.is_some_and(|b| !b.contains(name)) {
                continue;
            }
            block.add(name, 0);
            scopes.insert(name.clone(), Scope::Free);
        }
        block.scopes = scopes;
    }

    fn directive_fault(&self, id: usize, name: &str, msg: String) -> Fault {
        let at = self.blocks[id].directives.iter().find(|(n, _)| &**n == name).map(|(_, at)| *at);
        Fault::syntax(msg, at.unwrap_or(self.blocks[id].at))
    }
}

/// What is local here and free below is a cell.
fn analyze_cells(scopes: &mut FxHashMap<Name, Scope>, free: &mut NameSet, inlined_cells: &NameSet) {
    for (name, scope) in scopes.iter_mut() {
        if *scope == Scope::Local && (free.contains(name) || inlined_cells.contains(name)) {
            *scope = Scope::Cell;
            free.remove(name);
        }
    }
}

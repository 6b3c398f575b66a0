//! What the library's `site` adds to the builtins: `exit`, `quit`, `help`, `copyright`, `credits`, `license`.

use super::Vm;
use super::known::names;
use crate::python::compile::Mode;

const SITE: &str = "class Quitter(object):
    def __init__(self, name, eof):
        self.name = name
        self.eof = eof
    def __repr__(self):
        return 'Use %s() or %s to exit' % (self.name, self.eof)
    def __call__(self, code=None):
        raise SystemExit(code)

class _Printer(object):
    def __init__(self, name, data, shown):
        self.__name = name
        self.__data = data
        self.__shown = shown
    def __repr__(self):
        return self.__data if self.__shown else 'Type %s() to see the full %s text' % ((self.__name,) * 2)
    def __call__(self):
        print(self.__data)

class _Helper(object):
    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'
    def __call__(self, *args, **kwds):
        try:
            import pydoc
        except ImportError:
            for thing in args:
                print(getattr(thing, '__doc__', None) or 'No Python documentation found for %r' % (thing,))
        else:
            pydoc.help(*args, **kwds)

exit, quit = Quitter('exit', 'Ctrl-D (i.e. EOF)'), Quitter('quit', 'Ctrl-D (i.e. EOF)')
copyright = _Printer('copyright', '''Copyright (c) 2001-2024 Python Software Foundation.
All Rights Reserved.

Copyright (c) 2000 BeOpen.com.
All Rights Reserved.

Copyright (c) 1995-2001 Corporation for National Research Initiatives.
All Rights Reserved.

Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.
All Rights Reserved.''', True)
credits = _Printer('credits', '''    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands
    for supporting Python development.  See www.python.org for more information.''', True)
license = _Printer('license', 'See https://www.python.org/psf/license/', False)
help = _Helper()
";

impl Vm {
    /// Adds them, while the machine starts.
    pub(super) fn add_site_builtins(&mut self) {
        let globals = self.dict();
        let name = self.str("_sitebuiltins");
        self.dict_set_str_ref(globals, names::NAME, name);
        self.decref(name);
        if let Ok(code) = self.compile_to_object(SITE, "<frozen _sitebuiltins>", Mode::Exec) {
            if let Ok(none) = self.run_code(code, globals, globals) {
                self.decref(none);
            }
            self.decref(code);
        }
        for name in ["exit", "quit", "copyright", "credits", "license", "help"] {
            let key = self.intern(name);
            if let Some(made) = self.dict_get_str(globals, key) {
                let builtins = self.builtins;
                self.dict_set_str(builtins, name, made);
            }
        }
        // The functions hold their globals.
        self.decref(globals);
    }
}

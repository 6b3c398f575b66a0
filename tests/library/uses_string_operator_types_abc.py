"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

import string, operator, keyword, types, abc
from operator import *
G=globals()
for s in ['string.ascii_letters','string.punctuation','string.printable','string.capwords("ab  cd e")','string.capwords("a-b","-")','string.Template("$a ${b}c $$ x").substitute(a=1,b=2)','string.Template("$a $").substitute(a=1)','string.Template("x\\n$a $1").substitute(a=1)','string.Template("$a").substitute()','string.Template("$a $b").safe_substitute(a=1)','string.Formatter().format("{0} {x}",1,x=2)','string.hexdigits','string.whitespace',
 'add(1,2)','itemgetter(1)([1,2])','itemgetter(1,0)([1,2])','attrgetter("real")(5)','attrgetter("real","imag")(5)','attrgetter("__class__.__name__")(5)','methodcaller("split",",",maxsplit=1)("a,b,c")','itemgetter("a")','methodcaller("x",1,k=2)','attrgetter("a.b")','concat([1],[2])','concat(1,2)','countOf([1,2,1],1)','indexOf([1,2],2)','indexOf([1],3)','length_hint(iter([1,2]))','iadd([1],[2])','truth([])','index(True)','contains([1],1)','operator.__add__(1,2)','invert(5)','matmul(1,2)','call(max,1,2)','pow(2,3)','not_(1)','setitem({},1,2)','getitem([1],0)',
 'keyword.iskeyword("if")','keyword.kwlist','keyword.issoftkeyword("match")',
 'types.FunctionType','types.GeneratorType','types.MethodType','types.BuiltinFunctionType','types.ModuleType','types.MappingProxyType','types.SimpleNamespace(a=1)','types.CodeType','types.TracebackType','types.FrameType','types.NoneType','types.new_class("X",(int,),{},lambda ns: ns.update(a=1)).a','types.GenericAlias','types.UnionType','types.CellType','types.EllipsisType','types.prepare_class("X",(int,))','types.GetSetDescriptorType','types.MemberDescriptorType','types.LambdaType is types.FunctionType','types.resolve_bases((int,))']: t(s,G)
class AB(abc.ABC):
    @abc.abstractmethod
    def f(s): pass
    @property
    @abc.abstractmethod
    def g(s): pass
class AC(AB):
    def f(s): return 1
class AD(AC): g=3
for s in ['AB()','AC()','AD().f()','sorted(AB.__abstractmethods__)','AC.__abstractmethods__','isinstance(3,AB)','AB.register(int)','isinstance(3,AB)','issubclass(bool,AB)','isinstance("",AB)','AB.register(3)','AB.f.__isabstractmethod__','issubclass(AD,AB)','issubclass(3,AB)','type(AB)','AC.register(AB)','AB.__mro__']: t(s,G)
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls,C): return True if hasattr(C,'quack') else NotImplemented
class Duck: quack=1
class HookSub(Hook): pass
for s in ['isinstance(Duck(),Hook)','issubclass(Duck,HookSub)','issubclass(int,Hook)']: t(s,G)
HookSub.register(int); t('issubclass(int,Hook)',G)

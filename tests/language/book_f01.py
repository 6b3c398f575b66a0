from typing import *
import os
print(isinstance(5, Union[int, str]), isinstance(5, Optional[str]), isinstance([], List), issubclass(list, List), isinstance({}, Mapping), isinstance(5, Hashable))
for b in ('isinstance([], List[int])','List()','Dict[str,int]()','issubclass(int, List[int])','isinstance(5, Any)','Union()','isinstance(5, Literal[5])'):
    try: print(eval(b))
    except TypeError as e: print(b, e)
print(os.path.commonprefix(['abc','abd']), os.path.commonpath(['/a/b','/a/c']), os.path.expandvars('$NOPE/x'), os.path.splitdrive('/a'), os.path.relpath('/a/b','/a/c/d'), os.path.normcase('A'), os.path.splitroot('//a'))

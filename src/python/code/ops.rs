//! The instruction set, and the operands that instructions name by number.

/// Defines [`Op`] together with CPython's spelling of each name.
macro_rules! ops {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// CPython 3.13's instruction set, with the stack effects of `bytecodes.c`; one set serves all versions.
        ///
        /// Stack effects are written `before -- after`, the top of the stack at the right.
        /// Differences from 3.13, all without effect on references:
        /// - jump arguments are absolute instruction indexes; there is no `EXTENDED_ARG` and no `CACHE`;
        /// - there is no `TO_BOOL`: conditional jumps and `UNARY_NOT` take any object and find its truth
        ///   (the operand is released after its `__bool__` has run, as `TO_BOOL` does);
        /// - `CALL_INTRINSIC_1/2` are instructions of their own.
        ///
        /// CPython looks at the eval breaker (pending collections from 3.12, signals) at `RESUME`,
        /// `JUMP_BACKWARD` and after `CALL`, `CALL_KW`, `CALL_FUNCTION_EX`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Op { $($(#[$doc])* $variant,)* }

        impl Op {
            /// CPython's spelling, as `dis` prints it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }
    };
}

ops! {
    /// `--`
    Nop = "NOP",
    /// `--`; flag: 0 start of a function, 1 after `yield`, 2 after `yield from`. Eval breaker (not for 2).
    Resume = "RESUME",
    /// 3.11: as `RESUME`; the code counts its runs in the cache, until it is warm.
    ResumeCounted = "RESUME",

    // ---- the operand stack
    /// `x --`
    PopTop = "POP_TOP",
    /// `-- NULL`: the empty place of `self` below a call's arguments.
    PushNull = "PUSH_NULL",
    /// `x … -- x … x`; arg n ≥ 1: a new reference to the n-th from the top.
    Copy = "COPY",
    /// exchanges the top with the n-th from the top (arg n ≥ 2).
    Swap = "SWAP",

    // ---- constants and names
    /// `-- c`; arg: index in `consts`.
    LoadConst = "LOAD_CONST",
    /// `-- value`; arg: local. Never unbound: the compiler has proved it.
    LoadFast = "LOAD_FAST",
    /// 3.14 only: as `LOAD_FAST`, but the stack entry does not own its reference.
    LoadFastBorrow = "LOAD_FAST_BORROW",
    /// `-- value`; `UnboundLocalError` when empty.
    LoadFastCheck = "LOAD_FAST_CHECK",
    /// `-- value or NULL`; the local is left empty (inlined comprehensions keep the outer value so).
    LoadFastAndClear = "LOAD_FAST_AND_CLEAR",
    /// `-- a b`; arg: `first << 16 | second`.
    LoadFastLoadFast = "LOAD_FAST_LOAD_FAST",
    /// 3.14 only: `-- a b`, both not owned.
    LoadFastBorrowLoadFastBorrow = "LOAD_FAST_BORROW_LOAD_FAST_BORROW",
    /// `x --`; x may be NULL (given back by an inlined comprehension): the local becomes empty. CPython
    /// stores first and releases the old value then.
    StoreFast = "STORE_FAST",
    /// `x -- value`; arg: `stored << 16 | loaded`.
    StoreFastLoadFast = "STORE_FAST_LOAD_FAST",
    /// `x y --`; arg: `first << 16 | second`: first = y (the top), then second = x.
    StoreFastStoreFast = "STORE_FAST_STORE_FAST",
    /// `--`; `UnboundLocalError` when empty.
    DeleteFast = "DELETE_FAST",
    /// `-- value`; arg: name. Looks in locals, globals, builtins.
    LoadName = "LOAD_NAME",
    /// `x --`; arg: name.
    StoreName = "STORE_NAME",
    DeleteName = "DELETE_NAME",
    /// `-- value` or, flag 1, `-- value NULL`; arg: name.
    LoadGlobal = "LOAD_GLOBAL",
    StoreGlobal = "STORE_GLOBAL",
    DeleteGlobal = "DELETE_GLOBAL",
    /// `-- value`; arg: local that holds a cell (as for all `*_DEREF`: indexes in `locals`).
    LoadDeref = "LOAD_DEREF",
    StoreDeref = "STORE_DEREF",
    DeleteDeref = "DELETE_DEREF",
    /// `mapping -- value`; arg: local with a cell. Class bodies.
    LoadFromDictOrDeref = "LOAD_FROM_DICT_OR_DEREF",
    /// `mapping -- value`; arg: name.
    LoadFromDictOrGlobals = "LOAD_FROM_DICT_OR_GLOBALS",
    /// `-- mapping`: the frame's locals (class body, module).
    LoadLocals = "LOAD_LOCALS",
    /// `--`; arg: local; wraps its value (or emptiness) in a new cell.
    MakeCell = "MAKE_CELL",
    /// `--`; arg n: the function's closure goes to the last n locals.
    CopyFreeVars = "COPY_FREE_VARS",
    /// `-- cell`; as `LOAD_FAST`, of a local that holds a cell (for a closure tuple).
    LoadClosure = "LOAD_CLOSURE",

    // ---- attributes and items
    /// `owner -- value` or, flag 1 (a method is called next), `owner -- method self` / `value NULL`; arg: name.
    LoadAttr = "LOAD_ATTR",
    /// `super class self -- value` or, flag bit 0, `-- method self` / `value NULL`; flag bit 1: two-argument
    /// form of `super` in the source; arg: name. When `super` is not the builtin it is called:
    /// with (class, self) for bit 1, else without arguments.
    LoadSuperAttr = "LOAD_SUPER_ATTR",
    /// `value owner --`; arg: name.
    StoreAttr = "STORE_ATTR",
    /// `owner --`
    DeleteAttr = "DELETE_ATTR",
    /// `container key -- value`
    BinarySubscr = "BINARY_SUBSCR",
    /// `value container key --`
    StoreSubscr = "STORE_SUBSCR",
    /// `container key --`
    DeleteSubscr = "DELETE_SUBSCR",
    /// `container start stop -- value` (from 3.12; and 2.7's `SLICE`). Absent ends are None.
    BinarySlice = "BINARY_SLICE",
    /// `value container start stop --`
    StoreSlice = "STORE_SLICE",
    /// `container start stop --`; 2.7's `DELETE_SLICE` only.
    DeleteSlice = "DELETE_SLICE",
    /// `start stop [step] -- slice`; arg 2 or 3.
    BuildSlice = "BUILD_SLICE",

    // ---- operators
    UnaryNegative = "UNARY_NEGATIVE",
    UnaryPositive = "UNARY_POSITIVE",
    UnaryInvert = "UNARY_INVERT",
    /// `x -- not x`; any object.
    UnaryNot = "UNARY_NOT",
    /// 2.7: `x -- repr(x)`.
    UnaryConvert = "UNARY_CONVERT",
    /// `l r -- l op r`; flag: [`BinaryOp`].
    BinaryOp = "BINARY_OP",
    /// `l r -- l op r`; flag: [`CompareOp`]; arg 1: the result is used as a truth value only (and made a bool).
    CompareOp = "COMPARE_OP",
    /// `l r -- bool`; flag 1: `is not`.
    IsOp = "IS_OP",
    /// `l r -- bool`; flag 1: `not in`.
    ContainsOp = "CONTAINS_OP",

    // ---- building
    /// `x1 … xn -- tuple`; arg n.
    BuildTuple = "BUILD_TUPLE",
    BuildList = "BUILD_LIST",
    BuildSet = "BUILD_SET",
    /// `k1 v1 … kn vn -- dict`; arg n.
    BuildMap = "BUILD_MAP",
    /// `-- dict`: 2.7's `BUILD_MAP`, an empty dict with room for the arg entries of the display that it begins.
    BuildMapWithRoom = "BUILD_MAP_WITH_ROOM",
    /// `v1 … vn keys -- dict`; keys is a tuple; arg n.
    BuildConstKeyMap = "BUILD_CONST_KEY_MAP",
    /// `s1 … sn -- str`; arg n.
    BuildString = "BUILD_STRING",
    /// `list … x -- list …`; arg n: the list is the n-th from the top after x is popped.
    ListAppend = "LIST_APPEND",
    ListExtend = "LIST_EXTEND",
    SetAdd = "SET_ADD",
    SetUpdate = "SET_UPDATE",
    /// `dict … k v -- dict …`
    MapAdd = "MAP_ADD",
    /// `dict … mapping -- dict …`
    DictUpdate = "DICT_UPDATE",
    /// `func NULL args dict … mapping -- …`: as DICT_UPDATE, refusing duplicates (a call's `**`).
    DictMerge = "DICT_MERGE",
    ListToTuple = "LIST_TO_TUPLE",
    /// `arg values, iterable -- tuple`: the arguments of 2.7's `f(a, *b)`.
    PackStar = "CALL_FUNCTION_VAR",
    /// `x -- str`; flag: [`Conversion`].
    ConvertValue = "CONVERT_VALUE",
    /// `x -- str`: `format(x)`; a str passes as it is.
    FormatSimple = "FORMAT_SIMPLE",
    /// `x spec -- str`
    FormatWithSpec = "FORMAT_WITH_SPEC",
    /// `seq -- xn … x1`; arg n: the first item ends on top.
    UnpackSequence = "UNPACK_SEQUENCE",
    /// `seq -- after… list before…`; arg: `before | after << 8`, the first item on top.
    UnpackEx = "UNPACK_EX",

    // ---- iteration, jumps
    /// `iterable -- iterator`
    GetIter = "GET_ITER",
    /// `iterable -- iterator`; a generator passes as it is.
    GetYieldFromIter = "GET_YIELD_FROM_ITER",
    /// `awaitable -- iterator`; flag: 0 `await`, 1 of `__aenter__`, 2 of `__aexit__` (for the error's words).
    GetAwaitable = "GET_AWAITABLE",
    /// `x -- asynchronous iterator`
    GetAiter = "GET_AITER",
    /// `aiter -- aiter iterator of its next awaitable`
    GetAnext = "GET_ANEXT",
    /// `aiter exc --`: the end of `async for` when exc is a StopAsyncIteration.
    EndAsyncFor = "END_ASYNC_FOR",
    /// `manager -- __aexit__ awaitable of __aenter__`
    BeforeAsyncWith = "BEFORE_ASYNC_WITH",
    /// `x -- wrapped x`: what an asynchronous generator yields is told from what it awaits.
    AsyncGenWrap = "ASYNC_GEN_WRAP",
    /// `iterator -- iterator next` or, exhausted, `iterator --` and jump to arg. (3.13's `END_FOR`, `POP_TOP`
    /// after the loop are part of it.)
    ForIter = "FOR_ITER",
    JumpForward = "JUMP_FORWARD",
    /// Eval breaker.
    JumpBackward = "JUMP_BACKWARD",
    /// 3.11: as `JUMP_BACKWARD`; the code counts its runs in the cache, until it is warm.
    JumpBackwardCounted = "JUMP_BACKWARD",
    /// no eval breaker (`yield from`'s own loop).
    JumpBackwardNoInterrupt = "JUMP_BACKWARD_NO_INTERRUPT",
    /// `x --`; any object. May jump backwards (then without eval breaker; CPython emits no such jump).
    PopJumpIfTrue = "POP_JUMP_IF_TRUE",
    PopJumpIfFalse = "POP_JUMP_IF_FALSE",
    PopJumpIfNone = "POP_JUMP_IF_NONE",
    PopJumpIfNotNone = "POP_JUMP_IF_NOT_NONE",
    /// up to 3.11: `x -- x` and jump when true, else `x --`. (From 3.12: `COPY 1; POP_JUMP_IF…; POP_TOP`.)
    JumpIfTrueOrPop = "JUMP_IF_TRUE_OR_POP",
    JumpIfFalseOrPop = "JUMP_IF_FALSE_OR_POP",

    // ---- functions and classes
    /// `callable self|NULL a1 … an -- result`; arg n. Eval breaker.
    Call = "CALL",
    /// `callable self|NULL a1 … an names -- result`; the last of the n belong to the tuple of names. Eval breaker.
    CallKw = "CALL_KW",
    /// `callable NULL args -- result` or, flag 1, `callable NULL args kwargs -- result`; args is any iterable,
    /// kwargs a fresh dict when the compiler built it, else any mapping. Eval breaker.
    CallFunctionEx = "CALL_FUNCTION_EX",
    /// `code -- function`; its qualified name is the code's.
    MakeFunction = "MAKE_FUNCTION",
    /// `attribute function -- function`; flag: [`FunctionAttribute`].
    SetFunctionAttribute = "SET_FUNCTION_ATTRIBUTE",
    /// `-- __build_class__`
    LoadBuildClass = "LOAD_BUILD_CLASS",
    /// `x -->`
    ReturnValue = "RETURN_VALUE",
    /// `-->`; arg: index in `consts`.
    ReturnConst = "RETURN_CONST",
    /// makes the generator of this frame and returns it to the caller; when it is resumed for the first time
    /// the stack has `None` on top (a `POP_TOP` follows).
    ReturnGenerator = "RETURN_GENERATOR",
    /// `x -- sent`; flag 1: inside `yield from`. A `RESUME` follows.
    YieldValue = "YIELD_VALUE",
    /// `receiver x -- receiver yielded`, or `receiver returned` and jump to arg.
    Send = "SEND",
    /// `receiver x -- x`
    EndSend = "END_SEND",
    /// `receiver last exc -- None x`: an exception thrown into `yield from`: for StopIteration its value, else raised again.
    CleanupThrow = "CLEANUP_THROW",

    // ---- exceptions
    /// `exc -- previous exc`: exc becomes the handled exception.
    PushExcInfo = "PUSH_EXC_INFO",
    /// `previous --`: the handled exception is what it was before.
    PopExcept = "POP_EXCEPT",
    /// `exc type -- exc bool`
    CheckExcMatch = "CHECK_EXC_MATCH",
    /// `exc type -- rest match` (`except*`)
    CheckEgMatch = "CHECK_EG_MATCH",
    /// `original list -- exc`
    PrepReraiseStar = "PREP_RERAISE_STAR",
    /// `[index … ] exc -->`; flag 0..2: with flag n > 0 the raise's own place is taken from the number n below exc.
    Reraise = "RERAISE",
    /// `--`, `exc --`, `exc cause --`; arg 0..2.
    RaiseVarargs = "RAISE_VARARGS",
    /// `exc -->`: StopIteration leaving a generator becomes RuntimeError; others pass. `exc -- exc`
    StopIterationError = "STOPITERATION_ERROR",
    /// `manager -- exit entered`; exit is the bound `__exit__`.
    BeforeWith = "BEFORE_WITH",
    /// `exit lasti previous exc -- exit lasti previous exc result`: calls exit(type, exc, traceback).
    WithExceptStart = "WITH_EXCEPT_START",
    /// `-- AssertionError`
    LoadAssertionError = "LOAD_ASSERTION_ERROR",

    // ---- modules, the interactive mode
    /// `level fromlist -- module`; arg: name.
    ImportName = "IMPORT_NAME",
    /// `module -- module attribute`; arg: name.
    ImportFrom = "IMPORT_FROM",
    /// `module --`
    ImportStar = "IMPORT_STAR",
    /// `x --`: through `sys.displayhook`.
    PrintExpr = "PRINT_EXPR",
    /// makes `__annotations__` if it is missing.
    SetupAnnotations = "SETUP_ANNOTATIONS",

    // ---- match
    /// `x -- x len`
    GetLen = "GET_LEN",
    /// `x -- x bool`
    MatchMapping = "MATCH_MAPPING",
    MatchSequence = "MATCH_SEQUENCE",
    /// `subject keys -- subject keys values|None`
    MatchKeys = "MATCH_KEYS",
    /// `subject type names -- attributes|None`; arg: number of positional patterns.
    MatchClass = "MATCH_CLASS",

    // ---- type parameters (3.12)
    /// `name -- typevar`
    TypeVar = "TYPEVAR",
    ParamSpec = "PARAMSPEC",
    TypeVarTuple = "TYPEVARTUPLE",
    /// `name bound_function -- typevar`
    TypeVarWithBound = "TYPEVAR_WITH_BOUND",
    TypeVarWithConstraints = "TYPEVAR_WITH_CONSTRAINTS",
    /// `typevar default_function -- typevar` (3.13)
    SetTypeParamDefault = "SET_TYPEPARAM_DEFAULT",
    /// `function params -- function`
    SetFunctionTypeParams = "SET_FUNCTION_TYPE_PARAMS",
    /// `params -- Generic[params]`
    SubscriptGeneric = "SUBSCRIPT_GENERIC",
    /// `(name, params, function) -- alias`
    TypeAlias = "TYPEALIAS",

    // ---- 2.7's statements
    /// `x --`: `print x`, softspace and all.
    PrintItem = "PRINT_ITEM",
    /// `--`
    PrintNewline = "PRINT_NEWLINE",
    /// `file x -- file`: CPython duplicates the file for each item; here it stays. Flag 1: a space goes before.
    PrintItemTo = "PRINT_ITEM_TO",
    /// `file --`: writes the newline (flag 0) or only drops the file (flag 1: the statement ended in a comma).
    PrintNewlineTo = "PRINT_NEWLINE_TO",
    /// `code globals locals --`; None for what is absent.
    ExecStmt = "EXEC_STMT",

    // ---- fused sequences, which `compile::flow::fuse` makes; operands are those of the first instruction
    /// `LOAD_FAST; LOAD_CONST; COMPARE_OP; POP_JUMP_IF_…` of two ints.
    CompareFastConstJump = "COMPARE_FAST_CONST_JUMP",
    /// `LOAD_FAST_LOAD_FAST; COMPARE_OP; POP_JUMP_IF_…` of two ints.
    CompareFastFastJump = "COMPARE_FAST_FAST_JUMP",
    /// `LOAD_FAST; LOAD_CONST; BINARY_OP` of two ints; and a `STORE_FAST` that follows.
    BinaryFastConst = "BINARY_FAST_CONST",
    /// `LOAD_FAST_LOAD_FAST; BINARY_OP` of two ints; and a `STORE_FAST` that follows.
    BinaryFastFast = "BINARY_FAST_FAST",
    /// `LOAD_FAST; BINARY_OP` of two ints; and a `STORE_FAST` that follows.
    BinaryTopFast = "BINARY_TOP_FAST",
    /// `LOAD_CONST; BINARY_OP` of two ints; and a `STORE_FAST` that follows.
    BinaryTopConst = "BINARY_TOP_CONST",
    /// `LOAD_FAST_LOAD_FAST; BINARY_SUBSCR` of a list or tuple.
    SubscrFastFast = "SUBSCR_FAST_FAST",
    /// `LOAD_FAST; LOAD_ATTR` of a value in the instance.
    LoadAttrFast = "LOAD_ATTR_FAST",
    /// `LOAD_FAST; LOAD_ATTR` of a method.
    LoadMethodFast = "LOAD_METHOD_FAST",
    /// `LOAD_FAST; STORE_ATTR` of a value in the instance.
    StoreAttrFast = "STORE_ATTR_FAST",
    /// `LOAD_FAST_LOAD_FAST; STORE_ATTR` of a value in the instance.
    StoreAttrFastFast = "STORE_ATTR_FAST_FAST",
    /// `LOAD_FAST; RETURN_VALUE`
    ReturnFast = "RETURN_FAST",
    /// `LOAD_FAST; POP_JUMP_IF_NONE` or `POP_JUMP_IF_NOT_NONE`
    JumpFastNone = "JUMP_FAST_NONE",
    /// `FOR_ITER; STORE_FAST` of a range, list or tuple.
    ForIterStore = "FOR_ITER_STORE",
}

/// Defines an operand enum that converts from an instruction's flag.
macro_rules! flag_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As the source writes it.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The operand that an instruction's flag names. The compiler writes only valid ones.
            #[must_use]
            #[inline]
            pub fn from_flag(flag: u8) -> Self {
                match Self::ALL.get(usize::from(flag)) {
                    Some(found) => *found,
                    None => Self::ALL[0],
                }
            }
        }
    };
}

flag_enum! {
    /// `BINARY_OP`'s operator, in the order of CPython's `NB_*` numbers; the second half are in-place.
    BinaryOp {
        Add => "+",
        And => "&",
        FloorDivide => "//",
        Lshift => "<<",
        MatrixMultiply => "@",
        Multiply => "*",
        Remainder => "%",
        Or => "|",
        Power => "**",
        Rshift => ">>",
        Subtract => "-",
        /// `/`: true division; in 2.7 without `from __future__ import division` see [`BinaryOp::ClassicDivide`].
        TrueDivide => "/",
        Xor => "^",
        InplaceAdd => "+=",
        InplaceAnd => "&=",
        InplaceFloorDivide => "//=",
        InplaceLshift => "<<=",
        InplaceMatrixMultiply => "@=",
        InplaceMultiply => "*=",
        InplaceRemainder => "%=",
        InplaceOr => "|=",
        InplacePower => "**=",
        InplaceRshift => ">>=",
        InplaceSubtract => "-=",
        InplaceTrueDivide => "/=",
        InplaceXor => "^=",
        /// 2.7's `/`: `__div__`.
        ClassicDivide => "/",
        InplaceClassicDivide => "/=",
    }
}

flag_enum! {
    /// `COMPARE_OP`'s operator, in the order of `Py_LT` … `Py_GE`.
    CompareOp {
        Lt => "<",
        Le => "<=",
        Eq => "==",
        Ne => "!=",
        Gt => ">",
        Ge => ">=",
    }
}

flag_enum! {
    /// `CONVERT_VALUE`'s conversion in a replacement field.
    Conversion {
        None => "",
        Str => "s",
        Repr => "r",
        Ascii => "a",
    }
}

flag_enum! {
    /// What `SET_FUNCTION_ATTRIBUTE` sets.
    FunctionAttribute {
        /// A tuple of the positional defaults.
        Defaults => "defaults",
        /// A dict of the keyword-only defaults.
        KwDefaults => "kwdefaults",
        /// A tuple `(name, value, name, value, …)`; up to 3.9 a dict.
        Annotations => "annotations",
        /// A tuple of cells.
        Closure => "closure",
        /// 3.14: the function `__annotate__`.
        Annotate => "annotate",
    }
}

impl CompareOp {
    /// Whether two things in this order compare so.
    #[must_use]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Lt => order.is_lt(),
            Self::Le => order.is_le(),
            Self::Eq => order.is_eq(),
            Self::Ne => order.is_ne(),
            Self::Gt => order.is_gt(),
            Self::Ge => order.is_ge(),
        }
    }
}

"""Of `enum`: `@_simple_enum` makes another class of the one that it decorates."""
# == EnumCheck
class EnumCheck:
    """
    various conditions to check an enumeration for
    """
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"

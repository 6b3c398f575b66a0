"""Of `uuid`: `@enum._simple_enum` makes another class of the one that it decorates."""
# == SafeUUID
class SafeUUID:
    safe = 0
    unsafe = -1
    unknown = None

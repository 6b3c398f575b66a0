"""Words of a command line."""

import re

__all__ = ["split", "quote", "join"]

_unsafe = re.compile(r"[^a-zA-Z0-9@%+=:,./_-]").search


def split(s, comments=False, posix=True):
    """The words of a shell command, quotes and backslashes taken away (unless posix is false)."""
    if s is None:
        raise ValueError("s argument must not be None")
    words = []
    word = None
    quote_char = None
    escaped = False
    i = 0
    while i < len(s):
        char = s[i]
        i += 1
        if escaped:
            if quote_char and char not in (quote_char, "\\"):
                word += "\\"
            word += char
            escaped = False
        elif quote_char:
            if char == quote_char:
                quote_char = None
                if not posix:
                    # A word of its own, quotes and all.
                    words.append(word + char)
                    word = None
            elif posix and char == "\\" and quote_char == '"':
                escaped = True
            else:
                word += char
        elif char in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif char in "'\"" and (posix or word is None):
            word = (word or "") + ("" if posix else char)
            quote_char = char
        elif posix and char == "\\":
            word = word or ""
            escaped = True
        elif comments and char == "#":
            while i < len(s) and s[i] != "\n":
                i += 1
        else:
            word = (word or "") + char
    if quote_char:
        raise ValueError("No closing quotation")
    if escaped:
        raise ValueError("No escaped character")
    if word is not None:
        words.append(word)
    return words


def join(split_command):
    return " ".join(quote(arg) for arg in split_command)


def quote(s):
    if not s:
        return "''"
    if _unsafe(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"

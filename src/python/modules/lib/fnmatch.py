"""File name patterns."""

import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def translate(pat):
    out = []
    i = 0
    while i < len(pat):
        char = pat[i]
        i += 1
        if char == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "[":
            end = pat.find("]", i + 1 + (pat[i:i + 1] == "!"))
            if end < 0:
                out.append("\\[")
            else:
                inside = pat[i:end].replace("\\", "\\\\")
                i = end + 1
                if inside.startswith("!"):
                    inside = "^" + inside[1:]
                elif inside.startswith("^"):
                    inside = "\\" + inside
                out.append("[%s]" % inside)
        else:
            out.append(re.escape(char))
    return "(?s:%s)\\Z" % "".join(out)


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    match = re.compile(translate(pat)).match
    return [name for name in names if match(name)]

"""Paragraphs of a given width."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.break_long_words = break_long_words
        self.break_on_hyphens = break_on_hyphens
        self.max_lines = max_lines
        self.placeholder = placeholder
        self.tabsize = tabsize

    def _words(self, text):
        for word in text.expandtabs(self.tabsize).split():
            if not self.break_on_hyphens:
                yield word, True
                continue
            start = 0
            for i in range(1, len(word) - 1):
                if word[i] == "-" and word[i - 1].isalpha() and word[i + 1].isalpha() and i + 1 - start > 1:
                    yield word[start:i + 1], False
                    start = i + 1
            yield word[start:], True

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        line, space = "", ""
        pieces = list(self._words(text))
        pieces.reverse()
        while pieces:
            piece, ends = pieces.pop()
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if len(line) + len(space) + len(piece) <= room:
                line += space + piece
                space = " " if ends else ""
                continue
            if len(piece) > room and self.break_long_words:
                free = max(room - len(line) - len(space), 0 if line else 1)
                if free:
                    line += space + piece[:free]
                    piece = piece[free:]
                pieces.append((piece, ends))
            elif line:
                pieces.append((piece, ends))
            else:
                line = piece
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines and pieces:
                while line and len(line) + len(self.placeholder) > room:
                    line = line.rpartition(" ")[0]
                lines.append(indent + (line + self.placeholder if line else self.placeholder.lstrip()))
                return lines
            lines.append(indent + line)
            line, space = "", ""
        if line:
            lines.append((self.subsequent_indent if lines else self.initial_indent) + line)
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Take away the indentation that all lines share."""
    if not isinstance(text, str):
        raise TypeError("expected string or bytes-like object, got '%s'" % type(text).__name__)
    lines = text.split("\n")
    margin = None
    for line in lines:
        if not line.strip(" \t"):
            continue
        lead = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = lead
        else:
            while not lead.startswith(margin):
                margin = margin[:-1]
    margin = margin or ""
    return "\n".join(line[len(margin):] if line.strip(" \t") else "" for line in lines)


def indent(text, prefix, predicate=None):
    """Put a prefix before lines."""
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))

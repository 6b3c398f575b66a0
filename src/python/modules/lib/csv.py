"""Comma-separated values."""

import sys

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "unix_dialect", "reader", "writer", "DictReader", "DictWriter", "register_dialect", "get_dialect",
           "list_dialects", "unregister_dialect", "QUOTE_STRINGS", "QUOTE_NOTNULL"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = "\n"


_UNEXPECTED = ("this function got an unexpected keyword argument '%s'" if sys.version_info >= (3, 13) else
               "'%s' is an invalid keyword argument for this function")
_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_FIELDS = ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting",
           "strict")


def _dialect(dialect, options):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    for name in _FIELDS:
        value = options.pop(name, None)
        if value is None:
            value = getattr(dialect, name, getattr(Dialect, name))
        setattr(made, name, value)
    if options:
        raise TypeError(_UNEXPECTED % next(iter(options)))
    if made.quoting not in range(6):
        raise TypeError('bad "quoting" value')
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


def register_dialect(name, dialect=excel, **options):
    _dialects[name] = _dialect(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


class reader:
    def __init__(self, csvfile, dialect="excel", **options):
        self.dialect = _dialect(dialect, options)
        self._lines = iter(csvfile)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields = []
        field = []
        quoted = was_quoted = False
        state = "start"
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state in ("quoted", "escape"):
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    break
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in text mode)"
                            % type(line).__name__)
            self.line_num += 1
            text = line
            i = 0
            while i < len(text):
                char = text[i]
                i += 1
                if quoted:
                    if d.escapechar and char == d.escapechar and i < len(text):
                        field.append(text[i])
                        i += 1
                    elif char == d.quotechar:
                        if d.doublequote and text[i:i + 1] == d.quotechar:
                            field.append(char)
                            i += 1
                        else:
                            quoted = False
                    else:
                        field.append(char)
                elif char in "\r\n":
                    break
                elif char == d.delimiter:
                    fields.append(self._finish(field, was_quoted))
                    field = []
                    was_quoted = False
                    state = "delimiter"
                elif d.escapechar and char == d.escapechar and i < len(text):
                    field.append(text[i])
                    i += 1
                elif char == d.quotechar and d.quoting != QUOTE_NONE and not field and not was_quoted:
                    quoted = was_quoted = True
                elif char == " " and d.skipinitialspace and not field and not was_quoted:
                    pass
                else:
                    field.append(char)
            if not quoted:
                break
            state = "quoted"
        if fields or field or was_quoted or state == "delimiter":
            fields.append(self._finish(field, was_quoted))
        return fields

    def _finish(self, field, was_quoted):
        text = "".join(field)
        if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted:
            return float(text) if text else text
        return text


class writer:
    def __init__(self, csvfile, dialect="excel", **options):
        self.dialect = _dialect(dialect, options)
        self._write = getattr(csvfile, "write", None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')

    def _field(self, value):
        d = self.dialect
        if value is None:
            text = ""
        elif isinstance(value, str):
            text = value
        else:
            text = str(value)
        numeric = isinstance(value, (int, float))
        special = any([c in text for c in (d.delimiter, d.quotechar or "\0", "\r", "\n") if c]) or (
            d.escapechar is not None and d.escapechar in text)
        if d.quoting == QUOTE_NONE:
            if special:
                if d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                for c in (d.escapechar, d.delimiter, d.quotechar, "\r", "\n"):
                    if c:
                        text = text.replace(c, d.escapechar + c)
            return text
        quote = special or d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not numeric) or (
            d.quoting == QUOTE_STRINGS and isinstance(value, str)) or (
            d.quoting == QUOTE_NOTNULL and value is not None)
        if not quote:
            return text
        if d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.escapechar:
            text = text.replace(d.quotechar, d.escapechar + d.quotechar)
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        fields = [self._field(value) for value in row]
        if fields == [""]:
            if self.dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields = [self.dialect.quotechar * 2]
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = dict(zip(self.fieldnames, row))
        lf, lr = len(self.fieldnames), len(row)
        if lf < lr:
            d[self.restkey] = row[lf:]
        elif lf > lr:
            for key in self.fieldnames[lr:]:
                d[key] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._row(row) for row in rowdicts])

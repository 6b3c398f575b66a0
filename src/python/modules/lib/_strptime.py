"""Reading dates and times by a format, for `datetime` and `time`."""

import re
from datetime import _FULL_DAYS, _FULL_MONTHS, _DAYNAMES, _MONTHNAMES, date, timedelta, timezone


def _names(names):
    return "|".join(re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))


_PARTS = {
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])", "f": r"(?P<f>[0-9]{1,6})", "H": r"(?P<H>2[0-3]|[0-1]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9]| [1-9])", "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])", "M": r"(?P<M>[0-5]\d|\d)", "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)", "W": r"(?P<W>5[0-3]|[0-4]\d|\d)", "w": r"(?P<w>[0-6])", "y": r"(?P<y>\d\d)",
    "Y": r"(?P<Y>\d\d\d\d)", "z": r"(?P<z>([+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?)|(?-i:Z))",
    "A": "(?P<A>%s)" % _names(_FULL_DAYS), "a": "(?P<a>%s)" % _names(_DAYNAMES),
    "B": "(?P<B>%s)" % _names(_FULL_MONTHS), "b": "(?P<b>%s)" % _names(_MONTHNAMES), "p": "(?P<p>am|pm)",
    "Z": "(?P<Z>utc|gmt)", "%": "%",
}
_LONG = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "T": "%H:%M:%S", "R": "%H:%M",
         "F": "%Y-%m-%d"}


def _pattern(format):
    for code, text in _LONG.items():
        if code in "cxX":
            format = format.replace("%" + code, text)
    out = []
    i = 0
    while i < len(format):
        char = format[i]
        i += 1
        if char.isspace():
            while i < len(format) and format[i].isspace():
                i += 1
            out.append(r"\s+")
        elif char != "%":
            out.append(re.escape(char))
        elif i == len(format):
            raise ValueError("stray %% in format '%s'" % format)
        else:
            code = format[i]
            i += 1
            if code not in _PARTS:
                raise ValueError("'%s' is a bad directive in format '%s'" % (code, format))
            out.append(_PARTS[code])
    return re.compile("".join(out), re.IGNORECASE)


def parse(text, format):
    for index, arg in enumerate([text, format]):
        if not isinstance(arg, str):
            raise TypeError("strptime() argument %d must be str, not %s" % (index, type(arg)))
    found = _pattern(format).match(text)
    if not found:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if len(text) != found.end():
        raise ValueError("unconverted data remains: %s" % text[found.end():])
    year, month, day, hour, minute, second, micro = None, 1, 1, 0, 0, 0, 0
    tz = None
    values = found.groupdict()
    julian = None
    for key, value in values.items():
        if value is None:
            continue
        if key == "y":
            year = int(value)
            year += 2000 if year <= 68 else 1900
        elif key == "Y":
            year = int(value)
        elif key == "m":
            month = int(value)
        elif key in "Bb":
            names = [str(name).lower() for name in (_FULL_MONTHS if key == "B" else _MONTHNAMES)]
            month = names.index(value.lower())
        elif key == "d":
            day = int(value)
        elif key == "H":
            hour = int(value)
        elif key == "I":
            hour = int(value)
            if (values.get("p") or "").lower() == "pm":
                hour = hour if hour == 12 else hour + 12
            elif hour == 12:
                hour = 0
        elif key == "M":
            minute = int(value)
        elif key == "S":
            second = int(value)
        elif key == "f":
            micro = int(value.ljust(6, "0"))
        elif key == "j":
            julian = int(value)
        elif key == "z":
            if value == "Z":
                tz = timezone.utc
            else:
                digits = value[1:].replace(":", "")
                delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:6] or 0))
                tz = timezone(-delta if value[0] == "-" else delta)
    if year is None:
        year = 1904 if (month, day) == (2, 29) else 1900
    if julian is not None:
        found = date(year, 1, 1) + timedelta(julian - 1)
        month, day = found.month, found.day
    return year, month, day, hour, minute, second, micro, tz


def parse_time(text, format="%a %b %d %H:%M:%S %Y"):
    """What `time.strptime` gives."""
    import time
    parts = parse(text, format)
    day = date(*parts[:3])
    return time.struct_time(tuple(parts[:6]) + (day.weekday(), day.toordinal() - date(day.year, 1, 1).toordinal() + 1, -1))

"""Encodings by name: encode, decode, lookup, incremental and stream forms."""

import io

__all__ = ["register", "lookup", "encode", "decode", "open", "BOM", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE",
           "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "IncrementalDecoder",
           "IncrementalEncoder", "getencoder", "getdecoder", "getincrementalencoder", "getincrementaldecoder", "iterencode",
           "iterdecode"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"


class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, **kwargs):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))


def _rot13(text, errors="strict"):
    lower, upper = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    table = {ord(a): b for letters in (lower, upper) for a, b in zip(letters, letters[13:] + letters[:13])}
    return text.translate(table), len(text)


def _hex_encode(data, errors="strict"):
    return bytes(data).hex().encode("ascii"), len(data)


def _hex_decode(data, errors="strict"):
    import binascii
    return binascii.unhexlify(data), len(data)


def _base64_encode(data, errors="strict"):
    import base64
    return base64.encodebytes(data), len(data)


def _base64_decode(data, errors="strict"):
    import base64
    return base64.decodebytes(data), len(data)



_TRANSFORMS = {
    "rot13": (_rot13, _rot13), "rot_13": (_rot13, _rot13), "hex": (_hex_encode, _hex_decode),
    "hex_codec": (_hex_encode, _hex_decode), "base64": (_base64_encode, _base64_decode),
    "base64_codec": (_base64_encode, _base64_decode),
}
_NAMES = {
    "utf8": "utf-8", "u8": "utf-8", "utf_8": "utf-8", "utf": "utf-8", "cp65001": "utf-8", "utf_8_sig": "utf-8-sig",
    "ascii": "ascii", "us_ascii": "ascii", "646": "ascii", "latin1": "iso8859-1", "latin_1": "iso8859-1",
    "iso_8859_1": "iso8859-1", "iso8859_1": "iso8859-1", "8859": "iso8859-1", "l1": "iso8859-1", "utf16": "utf-16",
    "utf_16": "utf-16", "u16": "utf-16", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be", "utf32": "utf-32",
    "utf_32": "utf-32", "utf_32_le": "utf-32-le", "utf_32_be": "utf-32-be",
}
_registered = []
_known = {}
_handlers = {}


def register(search_function):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _registered.append(search_function)


def unregister(search_function):
    if search_function in _registered:
        _registered.remove(search_function)
        _known.clear()


def _text_codec(name):
    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return input.encode(name, self.errors)

    class Decoder(BufferedDecoder):
        encoding = name

    def encode(input, errors="strict"):
        return input.encode(name, errors), len(input)

    def decode(input, errors="strict"):
        return bytes(input).decode(name, errors), len(input)

    return CodecInfo(encode, decode, None, None, Encoder, Decoder, name=name)


def lookup(encoding):
    name = encoding.lower().replace("-", "_").replace(" ", "_")
    info = _known.get(name)
    if info is not None:
        return info
    for search in _registered:
        info = search(name)
        if info is not None:
            break
    else:
        if name in _TRANSFORMS:
            info = CodecInfo(*_TRANSFORMS[name], name=name)
        else:
            try:
                "".encode(name)
            except LookupError:
                raise LookupError("unknown encoding: " + encoding) from None
            info = _text_codec(_NAMES.get(name, name.replace("_", "-")))
    _known[name] = info
    return info


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    found = lookup(encoding).incrementalencoder
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementaldecoder(encoding):
    found = lookup(encoding).incrementaldecoder
    if found is None:
        raise LookupError(encoding)
    return found


class IncrementalEncoder:
    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        pass


class BufferedDecoder(IncrementalDecoder):
    """Keeps back the bytes of a character that is not complete yet."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        for kept in range(0 if final else 4):
            end = len(data) - kept
            if end < 0:
                break
            try:
                text = data[:end].decode(self.encoding, "strict")
            except UnicodeDecodeError as error:
                if kept == 0 and error.end < len(data):
                    break
                continue
            self.buffer = data[end:]
            return text
        self.buffer = b""
        return data.decode(self.encoding, self.errors)

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = encoder.encode(input)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = decoder.decode(input)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    return io.open(filename, mode, encoding=encoding, errors=errors)


def register_error(name, handler):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[name] = handler


def lookup_error(name):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError("unknown error handler name '%s'" % name) from None


def strict_errors(exception):
    raise exception


def ignore_errors(exception):
    return "", exception.end


def replace_errors(exception):
    count = exception.end - exception.start
    if isinstance(exception, UnicodeEncodeError):
        return "?" * count, exception.end
    return "\ufffd" * (1 if isinstance(exception, UnicodeDecodeError) else count), exception.end


def backslashreplace_errors(exception):
    part = exception.object[exception.start:exception.end]
    if isinstance(exception, UnicodeDecodeError):
        return "".join("\\x%02x" % byte for byte in part), exception.end
    return part.encode("ascii", "backslashreplace").decode("ascii"), exception.end


def xmlcharrefreplace_errors(exception):
    part = exception.object[exception.start:exception.end]
    return "".join("&#%d;" % ord(char) for char in part), exception.end


_handlers.update({
    "strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
    "backslashreplace": backslashreplace_errors, "xmlcharrefreplace": xmlcharrefreplace_errors,
})

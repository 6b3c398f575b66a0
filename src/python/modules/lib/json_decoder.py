"""JSON: what reads it."""

from json import JSONDecodeError, JSONDecoder

"""JSON: what writes it."""

from json import JSONEncoder

"""The aliases of the standard encodings: normalized name to name of the module."""

from _encodings import aliases

aliases = aliases()

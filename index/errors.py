"""The errors a user may meet; each message says what, where, and what to do."""


class ChulcheoError(Exception):
    """Base of all errors whose message is meant for the user, as one line."""


class CorpusError(ChulcheoError):
    """The folder of articles, or a file in it, cannot be used."""


class StoreError(ChulcheoError):
    """The store on disk is missing, damaged, or made with other settings."""


class DamagedError(StoreError):
    """What is in the store is not what was written."""


class FormatError(StoreError):
    """The store was made by another version of the program."""


class ModelError(ChulcheoError):
    """The weights of a model are not where they should be, or not what they should be."""


class InputError(ChulcheoError):
    """A question, a query or an input file is not something the program can answer."""

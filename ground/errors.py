"""Everything that can go wrong between a report's bytes and a finished warehouse, as one tree.

    FazhiError
    ├── ReadError                  one source cannot become a report; it is refused, the others land
    │   ├── UnreadableFile         missing, not permitted, too large, changed while it was read
    │   │   ├── MissingFile
    │   │   ├── UnreachableAddress
    │   │   └── TooLarge
    │   ├── UnsupportedFormat      old Word files, pictures, archives …
    │   ├── BrokenFile             damaged, cut off, or made to do harm
    │   │   └── TooSlow
    │   ├── ReadingEnded           ended from outside, or for want of time or memory; says nothing of the file
    │   ├── EncryptedFile          asks for a password
    │   ├── ScannedFile            pictures of pages, without text
    │   │   └── OcrFailed
    │   ├── RefusedAddress         an address that must not, or may not, be asked
    │   ├── UnsafePath             a link or an archive's member that leads out of what was named
    │   ├── EmptyFile              no bytes, or nothing but blanks
    │   ├── NotText                binary content under a text's name
    │   ├── UnreadableEncoding     no encoding gives plausible Chinese text
    │   ├── AmbiguousRegister      the register says two things about one file, or one thing about two files
    │   ├── MalformedRegister      a register in an archive that cannot be used, and the files in that archive
    │   └── NotAReport             readable text, but no report on building law-based government
    ├── ClockError                 the machine's clock says a day on which this program was not there; nothing is begun
    ├── StoreError                 the folder of fetched pages cannot be used; nothing is fetched
    ├── RegisterError              the register that was named, or lies in the folder, is malformed; nothing lands
    ├── LandingError               the warehouse cannot take the load; nothing lands
    │   ├── Busy                   another run is working on it
    │   ├── NoRoom                 the disk is full
    │   └── OffsetMismatch         a figure or passage does not stand where its offsets say
    ├── RulesError                 rules or cues of a folder, or their cases, are malformed; nothing is built
    ├── BuildError                 the models or their tests failed; the old warehouse stays
    ├── ExportError                the tables could not be written; the old ones stay
    └── ShowError                  what was asked for is not in the warehouse

Each class carries a `reason_code` that the ledger keeps, and each message says four things in this order: which
file, where in it, the text as it stands there, and what to do next.
"""
# ruff: noqa: N818 - the names say what is wrong; "EmptyFileError" would say no more


class FazhiError(Exception):
    """Anything that this project reports to a person. `reason_code` is the word for it in tables."""

    reason_code = "error"


class ReadError(FazhiError):
    """One source cannot become a report: it goes to the ledger as refused and the others land."""

    reason_code = "unreadable"


class UnreadableFile(ReadError):
    """The bytes cannot be had: no permission, a directory, a failing disk, a file that changes under the reader."""

    reason_code = "unreadable"


class MissingFile(UnreadableFile):
    """The register names a file that is not there."""

    reason_code = "missing"


class UnreachableAddress(UnreadableFile):
    """The register names a web address that does not answer with a page."""

    reason_code = "unreachable"


class TooLarge(UnreadableFile):
    """More bytes or characters than a report can have."""

    reason_code = "too_large"


class UnsupportedFormat(ReadError):
    """A format that is not read: the message says how to turn it into one that is."""

    reason_code = "unsupported_format"


class BrokenFile(ReadError):
    """A file that does not keep to its format: damaged, cut off, or made to do harm."""

    reason_code = "broken"


class TooSlow(BrokenFile):
    """A file on which the reader spends more time or memory than any report needs."""

    reason_code = "too_slow"


class ReadingEnded(ReadError):
    """The reading was ended from outside, or the machine gave it no time or memory: the next run tries again.

    It says nothing of the file, so that no ledger keeps it as a word on the content.
    """

    reason_code = "reading_ended"


class EncryptedFile(ReadError):
    """A file or an archive's member that asks for a password."""

    reason_code = "encrypted"


class ScannedFile(ReadError):
    """Pictures of pages: there is no text to read, or none that can be trusted."""

    reason_code = "scanned"


class OcrFailed(ScannedFile):
    """The program that is to read pictures failed, was not there, or took too long."""

    reason_code = "ocr_failed"


class UnsafePath(ReadError):
    """A link or an archive's member that leads out of the folder or archive that was named."""

    reason_code = "unsafe_path"


class RefusedAddress(ReadError):
    """A web address that leads into a private network, that its server does not allow, or that proves nothing."""

    reason_code = "refused_address"


class EmptyFile(ReadError):
    """No bytes, or nothing but blanks."""

    reason_code = "empty"


class NotText(ReadError):
    """Binary content under a text's name."""

    reason_code = "not_text"


class UnreadableEncoding(ReadError):
    """Text in no encoding that is known here, or damaged; guessing would change figures, so it is refused."""

    reason_code = "unreadable_encoding"


class AmbiguousRegister(ReadError):
    """The register says two things about one file, or its name fits several files."""

    reason_code = "ambiguous_register"


class MalformedRegister(ReadError):
    """A register in an archive that cannot be used: it and the files in that archive are refused, all others land."""

    reason_code = "malformed_register"


class NotAReport(ReadError):
    """Readable text that is no report on building law-based government."""

    reason_code = "not_a_report"

    @classmethod
    def found(cls, *, mentions: int, sentences: int) -> "NotAReport":
        """For a text with `sentences` passages that names law-based government `mentions` times."""
        if not sentences:
            return cls("no sentence of a report is left once the page's furniture is put aside; land the report itself")
        return cls(
            f"this is no report on building law-based government: its {sentences} passages have {mentions} mentions of "
            "what is measured; if it is one, its text was cut off, so fetch it again; to insist, list it in "
            "register.csv (a row with its file is enough) or land with --take-all; else take it out of the folder"
        )


class ClockError(FazhiError):
    """The machine's clock is wrong, so that nothing can be said of years and dates."""

    reason_code = "clock"


class StoreError(FazhiError):
    """A folder of fetched pages that cannot be used."""

    reason_code = "store"


class RegisterError(FazhiError):
    """A malformed register: the message lists every fault with its line, column and value."""

    reason_code = "register"


class LandingError(FazhiError):
    """The warehouse cannot take the load."""

    reason_code = "landing"


class Busy(LandingError):
    """Another run is working on the warehouse."""

    reason_code = "busy"


class NoRoom(LandingError):
    """The disk, or what this account may use of it, is full."""

    reason_code = "no_room"

    @classmethod
    def at(cls, place: object, reason: str) -> "NoRoom":
        """For something at `place` that could not be written, with what the system said."""
        return cls(
            f"{place}: {reason}; the disk (or this account's share of it) is full and the warehouse is as it was: "
            "make room for two more copies of the warehouse, then run again"
        )


class OffsetMismatch(LandingError):
    """A figure or passage does not stand where its offsets say: its file is refused, the others land."""

    reason_code = "offset_mismatch"


class RulesError(FazhiError):
    """Malformed rules, cues or cases: the message names each fault with its file, row and column."""

    reason_code = "rules"


class BuildError(FazhiError):
    """A model or a test failed; the message names each with what it said. The counts are None where none was run."""

    reason_code = "build"
    tests_passed: int | None = None
    tests_failed: int | None = None


class ExportError(FazhiError):
    """A table could not be written."""

    reason_code = "export"


class ShowError(FazhiError):
    """What was asked for is not in the warehouse; the message names what is there and near it."""

    reason_code = "show"

"""OLE2 files (.xls, .et, protected workbooks): checked, decrypted and told apart; only in the process apart."""

from __future__ import annotations

from io import BytesIO

from nqp_index.reading.containers.biff import percent_cells, uncalculated_cells
from nqp_index.reading.containers.legacy import read_with_calamine
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.sheet import Sheet

#: The password Excel itself tries before it asks; databases use it to mark files as "read only".
BUILT_IN_PASSWORD = "VelvetSweatshop"
#: Streams that tell what an OLE2 file is.
WORKBOOK_STREAMS = ("Workbook", "Book")
OTHER_STREAMS = (
    ("WordDocument", "Word (.doc)"), ("PowerPoint Document", "PowerPoint (.ppt)"), ("VisioDocument", "Visio"),
    ("__properties_version1.0", "Outlook (.msg)"), ("EncryptedPackage", ""),
)  # fmt: skip


def read_ole(opening: Opening, data: bytes) -> tuple[Sheet, ...] | bytes:
    """The sheets of an .xls, or the bytes of an .xlsx that was protected with the built-in password."""
    streams = _streams(opening, data)
    if "encryptedpackage" in streams:
        opened = _decrypted(opening, data)
        opening.warn("N1001")
        return opened
    if not any(name.casefold() in streams for name in WORKBOOK_STREAMS):
        for stream, kind in OTHER_STREAMS:
            if stream.casefold() in streams:
                raise opening.refusal("E1006", kind=kind)
        raise opening.refusal("E1022")
    if _is_encrypted(opening, data):
        data = _decrypted(opening, data)
        opening.warn("N1001")
    records = _records_of(data)
    return read_with_calamine(opening, data, percent_cells(records), uncalculated_cells(records))


def _records_of(data: bytes) -> bytes:
    """The records of the workbook; nothing when the container holds none that can be read."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            name = next(n for n in WORKBOOK_STREAMS if container.exists(n))
            records: bytes = container.openstream(name).read()
            return records
    except Exception:  # olefile raises whatever the broken structure makes it run into; calamine will name it
        return b""


def _streams(opening: Opening, data: bytes) -> set[str]:
    """Names of the top-level streams; a directory that does not hold together refuses the file."""
    import olefile

    try:
        container = olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_FATAL)
        return {path[0].casefold() for path in container.listdir(streams=True)}
    except olefile.OleFileError as error:
        raise opening.refusal("E1021", reason=str(error)) from None
    except Exception as error:  # olefile raises whatever the broken structure makes it run into
        raise opening.refusal("E1021", reason=type(error).__name__) from None


def _is_encrypted(opening: Opening, data: bytes) -> bool:
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted())
    except Exception as error:  # as above
        raise opening.refusal("E1021", reason=type(error).__name__) from None


def _decrypted(opening: Opening, data: bytes) -> bytes:
    """The file without its protection when the built-in password opens it; any other password refuses it."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(BytesIO(data))
        if isinstance(office, OOXMLFile):
            office.load_key(password=BUILT_IN_PASSWORD, verify_password=True)
        else:
            office.load_key(password=BUILT_IN_PASSWORD)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError):
        raise opening.refusal("E1020") from None
    except Exception as error:  # as above
        raise opening.refusal("E1021", reason=type(error).__name__) from None
    return plain.getvalue()

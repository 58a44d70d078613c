"""A request whose uploads stay in memory, so that nothing a person sends touches a disk, and whose forms are short."""

from io import BytesIO
from typing import IO

from flask import Request

MOST_FORM_BYTES = 65_536
"""No form of ours is longer; a table of cases is a file, which only `max_body_bytes` bounds."""


class MemoryRequest(Request):
    """Flask's request, but a large upload is not spooled to a temporary file. `max_body_bytes` bounds it."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()

    def _load_form_data(self) -> None:
        # Werkzeug bounds the fields of a multipart form, and takes a million of the other kind.
        if self.mimetype == "application/x-www-form-urlencoded":
            self.max_content_length = MOST_FORM_BYTES
        super()._load_form_data()

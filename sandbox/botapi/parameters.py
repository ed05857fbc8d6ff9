"""A call's parameters, from wherever HTTP carries them."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.world.actors import Json
from sandbox.world.refusals import bad_request


@dataclass(frozen=True)
class Upload:
    """A file in a multipart body."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Parameters:
    """Values by name. Forms bring strings, JSON bodies bring values; both are read alike."""

    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def number(self, name: str) -> int | None:
        """A whole number, or None when it is not given; what is no number counts as 0, as the server has it."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """A boolean."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1", "t", "y"}

    def data(self, name: str) -> Any:
        """A JSON value, also when it comes as a string."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def upload(self, name: str) -> Upload | None:
        """The file meant by a parameter, uploaded under its name or under attach://."""
        if name in self.uploads:
            return self.uploads[name]
        reference = self.values.get(name)
        if isinstance(reference, str) and reference.startswith("attach://"):
            return self.uploads.get(reference.removeprefix("attach://"))
        return None

    def logged(self) -> Json:
        """The parameters for the journal; files by their names."""
        return self.values | {name: upload.name for name, upload in self.uploads.items()}


async def read_parameters(request: Request) -> Parameters:
    """Query string, form, multipart or JSON, together."""
    values: Json = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        body = await request.body()
        try:
            values |= json.loads(body) if body else {}
        except (ValueError, TypeError) as error:
            raise bad_request("can't parse JSON object") from error
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form(max_part_size=64 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = Upload(value.filename or name, await value.read())
                else:
                    values[name] = value
    return Parameters(values, uploads)

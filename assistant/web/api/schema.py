"""The OpenAPI description: an app goes in, the document comes out; served by the second listener."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.web.api.problems import MEDIA_TYPE

DESCRIPTION = (
    "Answers about policy documents. Every sentence carries the numbers of its citations, and every citation quotes its"
    " document word for word. Errors are problems after RFC 9457, and never repeat a question."
)


def describe(app: FastAPI) -> dict[str, Any]:
    """OpenAPI of the routes that are in the schema; errors are problems and nothing else."""
    made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
    for path in made.get("paths", {}).values():
        for operation in path.values():
            for response in operation.get("responses", {}).values():
                content = response.get("content", {})
                # FastAPI writes the media type of the route's own responses beside those of its errors.
                for only in (MEDIA_TYPE, "text/event-stream"):
                    if only in content:
                        response["content"] = {only: content[only]}
                        break
    return made

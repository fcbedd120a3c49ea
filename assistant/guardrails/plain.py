"""Text that cannot run, load or link: a sentence from a document or a model goes in, the same without markup comes out.

Web addresses stay only where they lead to a host that a source's own address names. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from ingest.models import Source

_TARGET = r"\((?:[^()]|\([^()]*\))*\)"
_IMAGE = re.compile(rf"!\[([^\]]*)\]{_TARGET}")
_LINK = re.compile(rf"\[([^\]]*)\]{_TARGET}")
_CODE = re.compile(r"(?s)<(script|style|iframe|object|svg|template)\b.*?(?:</\1\s*>|$)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][A-Za-z0-9:-]*(?:[\s/][^<>]{0,400})?(?:>|$)")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}:)?//[^\s<>「」（）()、。]+|\b(?:javascript|data|vbscript|file):[^\s「」（）、。]+",
    re.IGNORECASE,
)
_SHELL = re.compile(r"[\"'`$\\;|&<>\n\r!]+")


def plain(text: str, hosts: Collection[str] = ()) -> str:
    """`text` without HTML, images, links and addresses; an address of one of `hosts` stays as text."""
    while True:  # taking markup out may join what stood around it into new markup
        bare = _TAG.sub("", _CODE.sub("", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))))
        bare = bare.replace("](", "] (")  # no half of a link, which another sentence might begin
        bare = _ADDRESS.sub(lambda m: m.group() if _host(m.group()) in hosts else "", bare)
        if bare == text:
            return bare
        text = bare


def hosts_of(sources: Iterable[Source]) -> frozenset[str]:
    """The hosts that the sources' own addresses name."""
    named = (urlsplit(address).hostname for s in sources for address in (s.url, s.official_url) if address)
    return frozenset(name for name in named if name)


def for_a_shell(text: str) -> str:
    """`text` without what a command line would act upon: notices may show a command that holds a question."""
    return " ".join(_SHELL.sub(" ", text).split())


def _host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None

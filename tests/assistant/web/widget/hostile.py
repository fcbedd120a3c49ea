# ruff: noqa: E501 (one attempt is one piece)
"""Texts that would run if any part of the widget or of its pages took them for markup, and CSS that spoils what it can."""

from __future__ import annotations

_RUN = "window.hurt=1"
_TAGS = [
    f"<script>{_RUN}</script>", f"<img src=x onerror={_RUN}>", f"<svg onload={_RUN}>", f"<svg><script>{_RUN}</script></svg>",
    f"<body onload={_RUN}>", f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f'<iframe src="javascript:parent.{_RUN}"></iframe>', f"<details open ontoggle={_RUN}>", f"<video><source onerror={_RUN}>",
    f"<audio src=x onerror={_RUN}>", f"<input autofocus onfocus={_RUN}>", f"<marquee onstart={_RUN}>",
    f"<object data='javascript:{_RUN}'></object>", f"<embed src='javascript:{_RUN}'>", f"<math><mtext><img src=x onerror={_RUN}>",
    f"<form><button formaction='javascript:{_RUN}'>x</button></form>", f"<a href='javascript:{_RUN}'>x</a>",
    f"<style>@import 'javascript:{_RUN}';</style>", f"<link rel=stylesheet href='javascript:{_RUN}'>", f"<meta http-equiv=refresh content='0;url=javascript:{_RUN}'>",
    f"<template><img src=x onerror={_RUN}></template>", f"<select autofocus onfocus={_RUN}>", f"<textarea autofocus onfocus={_RUN}>",
    f"<keygen autofocus onfocus={_RUN}>", f"<img src='x' onerror='{_RUN}' />", f'<img src="x" onerror="{_RUN}">',
    f"<IMG SRC=x OnErRoR={_RUN}>", f"<img/src=x/onerror={_RUN}>", f"<img\nsrc=x\nonerror={_RUN}>", f"<<img src=x onerror={_RUN}>",
]  # fmt: skip
_ESCAPES = [
    f"\"><img src=x onerror={_RUN}>", f"'><img src=x onerror={_RUN}>", f"`><img src=x onerror={_RUN}>",
    f"</script><script>{_RUN}</script>", f"</style><script>{_RUN}</script>", f"</textarea><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>", f"--><script>{_RUN}</script>", f"]]><script>{_RUN}</script>",
    f"</policy-faq><script>{_RUN}</script>", f"\\u003cimg src=x onerror={_RUN}\\u003e", f"&lt;img src=x onerror={_RUN}&gt;",
    f"%3Cimg%20src=x%20onerror={_RUN}%3E", f"＜img src=x onerror={_RUN}＞", f"<img src=x onerror={_RUN}\x00>",
    f"\u2028<img src=x onerror={_RUN}>", f"\ufeff<script>{_RUN}</script>", f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
]  # fmt: skip
_EXPRESSIONS = [
    f"${{{_RUN}}}", f"{{{{{_RUN}}}}}", f"#{{{_RUN}}}", f"<%= {_RUN} %>", f"javascript:{_RUN}", f"data:text/html,<script>{_RUN}</script>",
    f"';{_RUN};'", f'";{_RUN};"', f"\\');{_RUN}//", f"expression({_RUN})", f"__proto__[hurt]={_RUN}", f"event: done\ndata: {_RUN}",
]  # fmt: skip
ATTEMPTS = _TAGS + _ESCAPES + _EXPRESSIONS
ADDRESSES = [
    f"javascript:{_RUN}", f" javascript:{_RUN}", f"JaVaScRiPt:{_RUN}", f"java\nscript:{_RUN}", f"\x01javascript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>", f"vbscript:{_RUN}", "file:///etc/passwd", "//x", "blob:null/x", "",
]  # fmt: skip

CSS = """
* { all: unset !important; font-size: 40px !important; display: inline !important; color: red !important;
    line-height: 0.5 !important; letter-spacing: 2em !important; visibility: hidden !important; direction: rtl !important;
    position: fixed !important; transform: rotate(90deg) !important; pointer-events: none !important; opacity: 0 !important }
html, body, main { visibility: visible !important; display: block !important; position: static !important;
    transform: none !important; pointer-events: auto !important; opacity: 1 !important; direction: ltr !important }
script { display: none !important }
policy-faq, policy-faq * { display: none !important; width: 1px !important; height: 1px !important; overflow: hidden !important;
    float: right !important; margin: -999px !important; z-index: -1 !important; text-indent: -999px !important }
button { font-size: 1px !important } p { margin: 900px !important } .root { display: none !important }
:root { --text: red; --back: red; --link: red; --action: red; --focus: transparent; --ring: transparent }
"""

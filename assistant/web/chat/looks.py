"""Theme, style sheet and scripts of the page; called by `assistant.web.app`."""

from __future__ import annotations

from importlib import resources

import gradio as gr

FONTS = ["system-ui", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "IPAPGothic", "sans-serif"]
STYLES = ("tokens.css", "page.css", "answer.css")
SCRIPTS = ("start.js", "marks.js", "answers.js", "history.js", "connection.js")


def theme() -> gr.themes.Base:
    """System fonts only: the themes' own would be fetched from elsewhere."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=FONTS, radius_size="sm")


def style() -> str:
    """The page's style sheet."""
    return "\n".join(map(_resource, STYLES))


def script() -> str:
    """A JavaScript function that runs once when the page is loaded; each file is the body of one of its own."""
    parts = "\n".join(f"(() => {{\n{_resource(name)}\n}})();" for name in SCRIPTS)
    return f"() => {{\n{parts}\n}}"


def _resource(name: str) -> str:
    return resources.files("assistant.web.chat").joinpath(name).read_text("utf-8")

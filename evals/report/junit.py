"""The verdict as JUnit XML: a suite and set is a `testsuite`, a figure a `testcase`; CI systems show what failed."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from evals.gate.verdict import Check, Verdict

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(judged: Verdict) -> str:
    """The XML; figures without floor and baseline that were measured pass, those not measured are skipped."""
    groups: dict[tuple[str, str], list[Check]] = {}
    for check in judged.checks:
        groups.setdefault((check.suite, check.set), []).append(check)
    failures = len(judged.failures)
    tests = len(judged.checks) + len(judged.missing)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites tests="{tests}" failures="{failures}">']
    for (suite, name), checks in groups.items():
        failed = sum(not c.ok for c in checks)
        skipped = sum(c.ok and c.figure.value is None for c in checks)
        head = f'tests="{len(checks)}" failures="{failed}" skipped="{skipped}"'
        lines.append(f"  <testsuite name={_attribute(f'{suite}.{name}')} {head}>")
        lines += [_case(c) for c in checks]
        lines.append("  </testsuite>")
    if judged.missing:
        lines.append(f'  <testsuite name="missing" tests="{len(judged.missing)}" failures="{len(judged.missing)}">')
        lines += [
            f'    <testcase classname="missing" name={_attribute(m.split(":")[0])}><failure message={_attribute(m)}/>'
            "</testcase>"
            for m in judged.missing
        ]
        lines.append("  </testsuite>")
    return "\n".join((*lines, "</testsuites>")) + "\n"


def _case(check: Check) -> str:
    head = f"    <testcase classname={_attribute(f'{check.suite}.{check.set}')} name={_attribute(check.spec.name)}"
    if not check.ok:
        return f"{head}><failure message={_attribute(check.message)}/></testcase>"
    if check.figure.value is None:
        return f'{head}><skipped message="not measured"/></testcase>'
    return f"{head}/>"


def _attribute(value: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", value))

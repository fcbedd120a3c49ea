"""Passages and their vectors in Chroma, and the search over them.

onnxruntime, which embeds questions here and which Chroma imports, reports to its maker from release 1.29 on, unless a
variable that it reads when it is imported says otherwise (or CI is set). Whatever imports it here imports this first.
"""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

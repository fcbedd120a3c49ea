"""Every word that is sent to a model or shown as fixed text. A leaf: imports nothing of the project."""

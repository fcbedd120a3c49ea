"""Every word that is sent to a model or shown as fixed text, and the five principles."""

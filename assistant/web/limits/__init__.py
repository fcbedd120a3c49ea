"""Limits for residents: how often one may ask, from where, and from which pages; used by `assistant.web.server`."""

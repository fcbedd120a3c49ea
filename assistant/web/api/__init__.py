"""The HTTP API: questions, feedback and the FAQ, for residents and for staff; mounted by `assistant.web.app`."""

"""The staff chat: a Gradio page with routes of its own beside it; imported by `assistant.web` alone."""

"""The web side: a FastAPI app with the Gradio chat in it; imported by `assistant.cli` alone, inside `serve`."""

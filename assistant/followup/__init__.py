"""Follow-up questions: a question and those before it go in, a question that stands alone comes out."""

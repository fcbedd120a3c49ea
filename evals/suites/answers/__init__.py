"""The suite answers: does the answer say what it has to say?"""

"""The suite fairness: does it matter whom a question is about?"""

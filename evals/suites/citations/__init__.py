"""The suite citations: does every sentence rest on what it cites, in the right place, word for word?"""

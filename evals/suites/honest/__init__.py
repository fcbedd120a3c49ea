"""The suite honest: are questions that sound like attacks, and all others, let through and left as they are?"""

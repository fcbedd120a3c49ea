"""The suite verifier: are false sentences caught, and true ones let through?"""

"""The suite retrieval: are the right places found, and near the top?"""

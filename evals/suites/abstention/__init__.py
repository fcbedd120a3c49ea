"""The suite abstention: silence where the documents do not answer, and only there."""

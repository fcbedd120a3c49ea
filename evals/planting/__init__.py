"""True sentences about the documents, and faults planted in them with a label: what the verifier is measured on."""

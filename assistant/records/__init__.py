"""The audit log: what was asked, what was answered and from what, in entries that nobody can change unnoticed."""

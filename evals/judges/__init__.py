"""Optional judges: a language model reads answers for fluency and helpfulness. Off by default, never in the gate."""

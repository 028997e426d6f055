"""Why this answer: one idea a file, pure functions of a network and a batch."""

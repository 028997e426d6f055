"""What the page computes, in Python and torch: independent of its JavaScript, which tests hold equal to it."""

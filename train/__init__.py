"""Everything needed to make a checkpoint; never imported by ``digit_model``."""

"""Questions that articles answer, made of their own sentences by rule."""

"""Chapter 5, third notebook: serving and selling."""

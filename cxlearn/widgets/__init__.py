"""What is clicked: one module, one script and one stylesheet for each widget."""

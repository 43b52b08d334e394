"""Chapter 4, the peak-end rule and emotion."""

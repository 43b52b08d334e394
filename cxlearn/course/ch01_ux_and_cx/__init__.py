"""Chapter 1, UX and CX."""

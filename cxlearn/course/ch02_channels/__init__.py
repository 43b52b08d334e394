"""Chapter 2: channels, and what they know of one another."""

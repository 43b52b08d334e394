"""Chapter 3, the customer journey."""

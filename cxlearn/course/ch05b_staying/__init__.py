"""Chapter 5, second notebook: staying, leaving, coming back, and what a customer is worth."""

"""Chapter 5, first notebook: asking (NPS, CSAT, CES)."""

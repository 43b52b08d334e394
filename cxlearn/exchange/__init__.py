"""Doors: the course's cards and questions in the formats of other programs."""

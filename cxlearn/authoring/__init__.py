"""For authors: reads the course's texts, says what is wrong with them, and makes everything that is made."""

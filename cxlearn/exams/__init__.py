"""Exams: a sitting with its clock and its chain of events, the result file, and the report."""

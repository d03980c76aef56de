"""The packages that a plugin of a data-virtualization engine is written against."""

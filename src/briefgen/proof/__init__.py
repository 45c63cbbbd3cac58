"""Written bytes are read back here and held against what they should say. Imports no writer's code."""

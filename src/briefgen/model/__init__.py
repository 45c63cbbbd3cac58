"""The vocabulary: what the rest of briefgen talks about. Standard library only, frozen values, no input or output."""

"""Libraries in, citation clusters out, and formatted clusters back into the tree."""

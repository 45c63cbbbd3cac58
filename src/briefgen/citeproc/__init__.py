"""The citation processor at the edge, and the lock file that makes it unnecessary."""

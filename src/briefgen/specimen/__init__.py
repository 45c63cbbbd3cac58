"""The specimen: a brief that holds every role and every block, for whoever makes a house and wants to see it.

It is printed by the same steps as any brief. One of its sections is made for the house it is printed in: a line for each role,
set in that role, with its name and measures beside it.
"""

from briefgen.specimen.looking import look_over
from briefgen.specimen.printing import compose_specimen, print_specimen

__all__ = ["compose_specimen", "look_over", "print_specimen"]

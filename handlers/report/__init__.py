"""A result comes in: which indicator, district and day it is of, what is asked, what is stored."""

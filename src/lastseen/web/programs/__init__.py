"""The programs that act for somebody: the tokens that stand, a new one, and ending one."""

"""The report: what it is made from, and the document made of it."""

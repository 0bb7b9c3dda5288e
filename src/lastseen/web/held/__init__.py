"""How an interview was held: the page, its forms, and the sheets to take along."""

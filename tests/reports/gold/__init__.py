"""Pictures of key pages as they were found good: see the README beside them."""

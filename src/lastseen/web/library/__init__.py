"""The library: whom somebody finds, as table, cards, map or timeline, all of it kept in the address."""

"""Charts: numbers drawn as SVG, for page and paper alike. They take words in the reader's language and draw them."""

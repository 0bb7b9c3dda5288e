"""The press watch: what others published of the figures, each number in its sentence, and corrections asked for."""

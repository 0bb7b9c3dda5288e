"""The way in: name and password, second factors, log-ins again before grave steps, sessions, language."""

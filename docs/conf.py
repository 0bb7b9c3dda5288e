"""How the documentation is built."""

project = "Lastseen"
author = "The Lastseen contributors"
project_copyright = "The Lastseen contributors, MIT licence"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Lastseen"
html_static_path: list[str] = []
html_copy_source = False
html_show_sphinx = False
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True
smartquotes = False

"""Who gets which answer at the entry: everybody the same, each for themselves."""

from tests.web.matrix import Route

ROUTES = (
    Route(name="account_login", ok=302, anonymous=200, needs_factor=False),
    Route(name="mfa_authenticate", ok=302, needs_factor=False),
    Route(name="mfa_login_webauthn", ok=302, needs_factor=False),
    Route(name="account_logout", method="post", ok=302, needs_factor=False),
    Route(name="entry_language", method="post", ok=302, needs_factor=False),
    Route(name="account_reauthenticate", needs_factor=False),
    Route(name="mfa_reauthenticate", ok=302, needs_factor=False),
    Route(name="mfa_reauthenticate_webauthn", ok=302, needs_factor=False),
    Route(name="mfa_index", needs_factor=False),
    Route(name="mfa_activate_totp", needs_factor=False),
    Route(name="mfa_deactivate_totp", ok=404),
    Route(name="mfa_add_webauthn", needs_factor=False),
    Route(name="mfa_remove_webauthn", own=lambda _: {"pk": 1}, ok=404),
    Route(name="mfa_view_recovery_codes", ok=404),
    Route(name="mfa_generate_recovery_codes"),
    Route(name="entry_sessions"),
    Route(name="entry_password"),
)

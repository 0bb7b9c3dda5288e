"""The addresses of the entry; the names are those that allauth looks for."""

from allauth.account.internal.decorators import login_not_required
from django.urls import path

from lastseen.web.entry import views
from lastseen.web.entry.freshness import without_factor

urlpatterns = [
    path("login/", views.LogIn.as_view(), name="account_login"),
    path("factor/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("passkey/", login_not_required(views.PasskeyLogIn.as_view()), name="mfa_login_webauthn"),
    path("logout/", without_factor(views.log_out), name="account_logout"),
    path("language/", without_factor(views.language), name="entry_language"),
    path("again/", without_factor(views.PasswordAgain.as_view()), name="account_reauthenticate"),
    path("again/code/", without_factor(views.CodeAgain.as_view()), name="mfa_reauthenticate"),
    path("again/passkey/", without_factor(views.PasskeyAgain.as_view()), name="mfa_reauthenticate_webauthn"),
    path("factors/", without_factor(views.Factors.as_view()), name="mfa_index"),
    path("factors/app/", without_factor(views.AddApp.as_view()), name="mfa_activate_totp"),
    path("factors/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("factors/passkey/", without_factor(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("factors/passkey/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("factors/codes/", views.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("factors/codes/new/", views.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("sessions/", views.sessions, name="entry_sessions"),
    path("password/", views.password, name="entry_password"),
]

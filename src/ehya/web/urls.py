"""Which address leads to which page?"""

from django.urls import path

from ehya.web.pages import account, check, claims, cockpit, health, states

urlpatterns = [
    path("", cockpit.cockpit, name="cockpit"),
    path("claims/", claims.index, name="claims"),
    path("claims/contradictions/", claims.contradictions, name="contradictions"),
    path("claims/check/", check.ask, name="check"),
    path("claims/check/<int:text_id>/", check.result, name="checked"),
    path("claims/check/<int:text_id>/reading.json", check.as_json, name="checked-json"),
    path("claims/check/<int:text_id>/confirm/", check.confirm, name="confirm-claims"),
    path("claims/check/<int:text_id>/hold-back/", check.hold_back, name="hold-back"),
    path("claims/<str:key>/", claims.one, name="claim"),
    path("claims/<str:key>/correct/", claims.correct, name="correct-claim"),
    path("sign-in/", account.SignIn.as_view(), name="sign-in"),
    path("sign-out/", account.sign_out, name="sign-out"),
    path("preferences/", account.preferences, name="preferences"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = states.bad_request
handler403 = states.forbidden
handler404 = states.missing
handler500 = states.broken

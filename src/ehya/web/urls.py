"""Which address leads to which page?"""

from allauth.account.views import ReauthenticateView as Again
from allauth.mfa.base.views import AuthenticateView as Authenticate
from allauth.mfa.base.views import ReauthenticateView as CodeAgain
from django.urls import path

from ehya.web.pages import (
    account,
    check,
    claims,
    cockpit,
    detections,
    detections_lists,
    duplicates,
    errors,
    events,
    exports,
    files,
    flows,
    geography,
    health,
    import_page,
    people,
    reviews,
    states,
    sweeps,
    unit,
    unit_forms,
    units,
)

CODE, AGAIN = "account/code.html", "account/again.html"

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
    # allauth finds its pages by these names; its other pages (sign-up, e-mail …) are not here
    path("sign-in/", account.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", Authenticate.as_view(template_name=CODE), name="mfa_authenticate"),
    path("sign-out/", account.sign_out, name="account_logout"),
    path("account/", account.SecondFactor.as_view(), name="mfa_index"),
    path("account/password/", account.ChangePassword.as_view(), name="account_change_password"),
    path("account/again/", Again.as_view(template_name=AGAIN), name="account_reauthenticate"),
    path("account/again/code/", CodeAgain.as_view(template_name=AGAIN), name="mfa_reauthenticate"),
    path("account/second-factor/", account.SetUpFactor.as_view(), name="mfa_activate_totp"),
    path(
        "account/second-factor/remove/", account.RemoveFactor.as_view(), name="mfa_deactivate_totp"
    ),
    path(
        "account/recovery-codes/", account.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"
    ),
    path(
        "account/recovery-codes/new/",
        account.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("units/", units.index, name="units"),
    path("units/count/", units.count, name="units-count"),
    path("units/places/", units.places, name="units-places"),
    path("units/columns/", units.columns, name="units-columns"),
    path("units/views/", units.save_view, name="save-view"),
    path("units/views/<int:key>/drop/", units.drop_view, name="drop-view"),
    path("units/map/", geography.province_map_page, name="units-map"),
    path("units/add/", unit_forms.add, name="add-unit"),
    path("units/<str:number>/", unit.one, name="unit"),
    path("units/<str:number>/change/", unit_forms.change, name="change-unit"),
    path("units/<str:number>/correct/", unit_forms.correct, name="correct-unit"),
    path("units/<str:number>/split/", unit_forms.split, name="split-unit"),
    path("units/<str:number>/merger/", unit_forms.merge, name="merge-in-world"),
    path("units/<str:number>/identifiers/", unit_forms.add_identifier, name="add-identifier"),
    path(
        "units/<str:number>/identifiers/<int:key>/end/",
        unit_forms.end_identifier,
        name="end-identifier",
    ),
    path("units/<str:number>/contacts/", unit_forms.add_contact, name="add-contact"),
    path(
        "units/<str:number>/contacts/<int:key>/erase/",
        unit_forms.erase_contact,
        name="erase-contact",
    ),
    path("duplicates/", duplicates.index, name="duplicates"),
    path("duplicates/<int:key>/", duplicates.compare, name="duplicate"),
    path("duplicates/<int:key>/merge/", duplicates.merge, name="merge-duplicates"),
    path("duplicates/<int:key>/answer/", duplicates.answer, name="answer-duplicate"),
    path("duplicates/merges/<int:key>/undo/", duplicates.undo, name="undo-merge"),
    path("detections/", detections.index, name="detections"),
    path("detections/units/", detections_lists.units, name="detections-units"),
    path("detections/units/count/", detections_lists.count, name="detections-count"),
    path("detections/units/list.csv", detections_lists.file, name="detections-file"),
    path("detections/parks/", detections.parks, name="detections-parks"),
    path("detections/changes/", detections_lists.changes, name="detections-changes"),
    path("detections/flows/", flows.index, name="detections-flows"),
    path("detections/sweeps/", sweeps.index, name="sweeps"),
    path("detections/sweeps/begin/", sweeps.begin, name="begin-sweep"),
    path("detections/reviews/", reviews.index, name="reviews"),
    path("detections/errors/", errors.index, name="machine-errors"),
    path("detections/errors/table.csv", errors.as_csv, name="machine-errors-csv"),
    path("detections/<str:number>/judge/", reviews.judge, name="judge"),
    path("detections/<str:number>/confirm/", reviews.confirm, name="confirm-look"),
    path("detections/<str:number>/reject/", reviews.reject, name="reject-look"),
    path("detections/<str:number>/send/", reviews.send, name="send-to-look"),
    path("people/", people.index, name="people"),
    path("people/add/", people.add, name="add-person"),
    path("people/<str:name>/", people.one, name="person"),
    path("people/<str:name>/password/", people.password, name="give-password"),
    path("people/<str:name>/close/", people.close, name="close-person"),
    path("people/<str:name>/second-factor/", people.reset_factor, name="reset-second-factor"),
    path("events/", events.index, name="events"),
    path("parks/", geography.parks, name="parks"),
    path("parks/<str:code>/", geography.park, name="park"),
    path("data/", files.index, name="data"),
    path("data/template.xlsx", files.template, name="data-template"),
    path("data/files/<str:sha256>/", files.one, name="received-file"),
    path("data/files/<str:sha256>/begun/", files.begun, name="import-begun"),
    path("data/files/<str:sha256>/bytes/", files.content, name="received-bytes"),
    path("data/<uuid:key>/", import_page.one, name="import"),
    path("data/<uuid:key>/apply/", import_page.apply, name="import-apply"),
    path("data/<uuid:key>/drop/", import_page.drop, name="import-drop"),
    path("data/<uuid:key>/refused.xlsx", import_page.refused, name="import-refused"),
    path("exports/", exports.index, name="exports"),
    path("exports/<uuid:key>/", exports.one, name="export"),
    path("exports/<uuid:key>/file/", exports.file, name="export-file"),
    path("exports/<uuid:key>/manifest.json", exports.manifest, name="export-manifest"),
    path("exports/<uuid:key>/again/", exports.again, name="export-again"),
    path("preferences/", account.preferences, name="preferences"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = states.bad_request
handler403 = states.forbidden
handler404 = states.missing
handler429 = states.too_many  # asked for by allauth
handler500 = states.broken

"""Whatever a program asks, it is answered as the document says: never by a fault of the house."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.conftest import COUNTED

from ehya.web import api
from ehya.web.patience import Patience
from ehya.web.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 60  # of each question
OPERATIONS = [told["get"]["operationId"] for told in api.openapi()["paths"].values()]


@pytest.fixture
def patient(monkeypatch):
    """A walk asks more than a stranger may, and within the test's own transaction."""
    monkeypatch.setattr(Patience, "allow_request", lambda self, request: True)
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.mark.parametrize("who", ["stranger", "analyst", "officer"])
@pytest.mark.parametrize("asked", OPERATIONS)
def test_every_question_is_answered_as_the_document_says(
    asked, who, open_told, patient, analyst_client, officer_client
):
    clients = {"analyst": analyst_client, "officer": officer_client}
    session = clients[who].cookies["sessionid"].value if who in clients else ""
    real = {"number": open_told["august"], "name": COUNTED, "metric": COUNTED}
    document = schemathesis.openapi.from_dict(api.openapi())
    document.app = application
    found = document.find_operation_by_id(asked)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=found.as_strategy(), known=st.booleans())
    def walked(case, known):
        if known:  # what is there, asked in every other way
            case.path_parameters |= {name: real[name] for name in case.path_parameters}
        case.cookies = {"sessionid": session} if session else {}
        answer = case.call(base_url="http://localhost")
        case.validate_response(answer, checks=CHECKS)

    walked()

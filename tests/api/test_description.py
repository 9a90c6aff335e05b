"""The service keeps to its own OpenAPI: schemathesis asks what it allows, and what it does not."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.app import create_app
from graph.settings import Settings
from graph.store import GraphStore

# A text that is allowed may name nothing that is loaded (400), and a blank one counts as not given (200).
LEFT_OUT = [positive_data_acceptance, negative_data_rejection]
PATHS = create_app(Settings()).openapi()["paths"]
ALLOWED = [(path, method, GenerationMode.POSITIVE) for path in PATHS for method in PATHS[path]]
NOT_ALLOWED = [
    (path, method, GenerationMode.NEGATIVE)
    for path in PATHS
    for method, described in PATHS[path].items()
    if "requestBody" in described or any(param["in"] == "query" for param in described.get("parameters", []))
]


@pytest.fixture(scope="session")
def described(small: GraphStore) -> BaseSchema:
    """The service by its own description; not on loopback, so that it answers to schemathesis's host name."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(Settings(host="0.0.0.0"), small))


@pytest.mark.parametrize(("path", "method", "mode"), ALLOWED + NOT_ALLOWED)
def test_every_operation_keeps_to_its_description(
    described: BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Case) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT)

    ask()

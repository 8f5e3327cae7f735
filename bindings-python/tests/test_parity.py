"""The Python surface, held against the core's own description."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import privatenumber
from privatenumber import Advice, Client, client
from support import DESCRIPTION, account, snake

OPERATIONS: list[dict[str, Any]] = DESCRIPTION["operations"]
MODULES = list(dict.fromkeys(operation["mode"] for operation in OPERATIONS))


def name(operation: dict[str, Any]) -> str:
    return f"{operation['mode']}.{operation['name']}"


def module(operation: dict[str, Any]) -> Any:
    return getattr(privatenumber, operation["mode"])


def expected(operation: dict[str, Any]) -> list[tuple[str, bool]]:
    """Names and whether they are required, those first."""
    parameters = [(parameter["snake"], parameter["required"]) for parameter in operation["parameters"]]
    return sorted(parameters, key=lambda parameter: not parameter[1])


def actual(signature: inspect.Signature) -> list[tuple[str, bool]]:
    return [
        (parameter.name, parameter.default is parameter.empty)
        for parameter in signature.parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.name not in ("created", "nonce")
    ]


@pytest.mark.parametrize("operation", OPERATIONS, ids=name)
def test_every_operation_has_its_parameters(operation: dict[str, Any]) -> None:
    value = getattr(module(operation), snake(operation["name"]))
    assert actual(inspect.signature(value.request)) == expected(operation)
    call = getattr(getattr(Client(account()), operation["mode"]), snake(operation["name"]))
    assert actual(inspect.signature(call)) == expected(operation)
    for documentation in (value.request.__doc__, call.__doc__):
        for parameter in operation["parameters"]:
            assert f"{parameter['snake']}: " in documentation
    assert operation["official"] in call.__doc__ and operation["page"] in call.__doc__


def test_the_table_of_operations_names_what_there_is_and_nothing_else() -> None:
    table = Path(__file__).parents[2].joinpath("OPERATIONS.md").read_text(encoding="utf-8")
    rows = [[cell.strip(" `") for cell in line.split("|")] for line in table.splitlines() if "privatenumber_" in line]
    listed = [(cells[4], cells[6]) for cells in rows]
    there = [f"{operation['mode']}.{snake(operation['name'])}" for operation in OPERATIONS]
    assert listed == [(each, "yes") for each in there]
    for mode, operation in (each.split(".") for each in there):
        assert repr(getattr(getattr(privatenumber, mode), operation)) == f"<operation {mode}.{operation}>"


@pytest.mark.parametrize("operation", OPERATIONS, ids=name)
def test_every_answer_has_its_fields(operation: dict[str, Any]) -> None:
    answers = [operation["answer"]]
    for answer in answers:
        cls = getattr(module(operation), answer["name"])
        for field in answer["fields"]:
            assert getattr(cls, field["snake"]).__doc__, field
            if field["answer"]:
                answers.append(field["answer"])
            if field["advice"]:
                members = {member for member in dir(Advice) if not member.startswith("_")}
                assert members == {"code", "field", "message", "message_zh", "hint", "hint_zh", "to_dict"}
        public = {member for member in dir(cls) if not member.startswith("_")}
        assert public == {field["snake"] for field in answer["fields"]} | {"extra", "to_dict", "to_json"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=name)
def test_the_stub_has_the_same_names(operation: dict[str, Any]) -> None:
    stub = Path(module(operation).__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    classes = {node.name: node for node in ast.parse(stub).body if isinstance(node, ast.ClassDef)}
    wanted = expected(operation)
    operations = classes[f"{operation['mode'].title()}Operations"]
    for cls, method in ((classes[operation["name"]], "request"), (operations, snake(operation["name"]))):
        (function,) = (node for node in cls.body if isinstance(node, ast.FunctionDef) and node.name == method)
        pairs = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        names = [(argument.arg, default is None) for argument, default in pairs]
        assert [pair for pair in names if pair[0] not in ("created", "nonce")] == wanted
    answer = operation["answer"]
    properties = {node.name for node in classes[answer["name"]].body if isinstance(node, ast.FunctionDef)}
    assert {field["snake"] for field in answer["fields"]} <= properties


def test_choices_and_groups_have_their_names() -> None:
    for operation in OPERATIONS:
        for parameter in operation["parameters"]:
            if choices := parameter["choices"]:
                cls = getattr(module(operation), choices["name"])
                assert len([constant for constant in vars(cls) if constant.isupper()]) == choices["count"]
            if members := parameter["members"]:
                group = getattr(module(operation), parameter["wire"][0].upper() + parameter["wire"][1:])
                assert set(get_type_hints(group)) == {member["snake"] for member in members}


def test_names_of_the_wire_turn_into_those_of_python() -> None:
    spelled = {}
    for operation in OPERATIONS:
        for named in operation["parameters"] + operation["answer"]["fields"]:
            # A name is spelled in one way wherever it stands, and by one rule.
            assert spelled.setdefault(named["wire"], named["snake"]) == named["snake"] == snake(named["wire"])


@pytest.mark.parametrize("mode", MODULES)
def test_every_operation_of_a_module_is_one_of_the_core(mode: str) -> None:
    known = {snake(operation["name"]) for operation in OPERATIONS if operation["mode"] == mode}
    there = getattr(privatenumber, mode)
    assert {name for name in there.__all__ if name.islower()} == known
    assert all(hasattr(there, name) for name in there.__all__)
    operations = getattr(there, f"{mode.title()}Operations")
    assert {name for name in vars(operations) if not name.startswith("_")} == known


def test_every_module_is_imported_when_it_is_asked_for() -> None:
    asked = "import sys, privatenumber\n" + "".join(
        f"assert 'privatenumber.{mode}' not in sys.modules\n"
        f"assert privatenumber.{mode} is sys.modules['privatenumber.{mode}'] and '{mode}' in dir(privatenumber)\n"
        for mode in [*MODULES, "user_data"]
    )
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=30)
    with pytest.raises(AttributeError, match="no attribute 'axc'"):
        privatenumber.axc  # type: ignore[attr-defined]


@pytest.mark.parametrize("mode", [None, *DESCRIPTION["modes"]])
def test_a_client_offers_the_operations_of_its_mode(mode: Any) -> None:
    every = [module for module in MODULES if module not in DESCRIPTION["modes"]]
    own = list(MODULES) if mode is None else [mode, *every]
    its = Client(account(mode=mode))
    assert {name for name in dir(its) if not name.startswith("_")} == set(own)
    for module in MODULES:
        assert hasattr(its, module) is (module in own)
        if module in own:
            assert type(getattr(its, module)).__module__ == f"privatenumber.{module}"


def test_the_stub_of_a_client_names_every_module() -> None:
    stub = Path(client.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    (cls,) = (node for node in ast.parse(stub).body if isinstance(node, ast.ClassDef) and node.name == "Client")
    for module in MODULES:
        (function,) = (node for node in cls.body if isinstance(node, ast.FunctionDef) and node.name == module)
        own = function.args.args[0].annotation
        wanted = f"Client[Literal['{module}']]" if module in DESCRIPTION["modes"] else None
        assert (own and ast.unparse(own)) == wanted
        assert function.returns and ast.unparse(function.returns) == f"{module.title()}Operations"

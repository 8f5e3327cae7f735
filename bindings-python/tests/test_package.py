"""What was installed, file by file."""

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def test_no_file_names_a_folder_of_the_machine_it_was_built_on() -> None:
    # The installer's own: which file it installed, where the script's interpreter is, and what it compiled.
    theirs = {"direct_url.json", "privatenumber", "privatenumber.exe"}
    files = [
        Path(str(file.locate()))
        for file in distribution("privatenumber").files or []
        if file.name not in theirs and file.suffix != ".pyc"
    ]
    assert any(file.name.startswith("_core") for file in files) and any(file.name == "METADATA" for file in files)
    for file in files:
        content = file.read_bytes()
        for folder in (".cargo/registry", str(CHECKOUT), str(Path.home() / ".cargo")):
            assert folder.encode() not in content, f"{file.name} names {folder}"


def test_it_does_not_claim_to_run_everywhere() -> None:
    classifiers = distribution("privatenumber").metadata.get_all("Classifier") or []
    assert "Operating System :: OS Independent" not in classifiers


def test_who_receives_no_pushes_does_not_wait_for_what_receives_them() -> None:
    script = """
import sys
import privatenumber
assert not [name for name in sys.modules if name.startswith(("privatenumber.push", "sqlite3", "logging", "typing"))]
assert privatenumber.push.Receiver and "push" in dir(privatenumber)
assert not [name for name in sys.modules if name.startswith(("sqlite3", "logging", "inspect", "asyncio"))]
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)

"""The notebook runs from its first cell to its last on the seeds' store, and shows what it says."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from api.workspace import Workspace
from seeds import REPORTS

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "from-python.ipynb"


@pytest.mark.e2e
def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    with Workspace.open(store, write=True, create=True) as workspace:
        workspace.ingest([REPORTS], jobs=1)
    monkeypatch.setenv("ZONEGRAPH_STORE", str(store))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "keep the notebook without outputs"
    ran = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    shown = [
        "".join(str(output.get("data", output).get("text/plain", output.get("text", ""))) for output in cell.outputs)
        for cell in ran.cells
        if cell.cell_type == "code"
    ]
    assert all(text.strip() for text in shown)
    assert "219.35" in shown[1] and "383.47" in shown[1]
    assert "0  " in shown[2] and "4  " in shown[2]  # five passages
    assert "MultiDiGraph" in shown[-1]

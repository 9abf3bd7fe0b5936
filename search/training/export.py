"""Writing the model: a sentence-transformers folder of one tokenizer file and one table of bytes.

The table is int8, one scale a row, under model2vec's keys `embeddings` and `weights`, which sentence-transformers
(6.2 and later) folds to float32 by itself. `SentenceTransformer.save` would write four times the bytes.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from search.static_encoder import Floats

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.base.modules.normalize.Normalize"},
]
_CONFIG = {
    "__version__": {"sentence_transformers": "6.2.0"},
    "default_prompt_name": None,
    "model_type": "SentenceTransformer",
    "prompts": {"document": "", "query": ""},
    "similarity_fn_name": "cosine",
}
_NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}


def quantise(table: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """int8 [n, d] and float32 [n], so that `rows * scales[:, None]` is the table to 1/254 of a row's largest value."""
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    rows = np.rint(table / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    return rows, scales


def export(table: Floats, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the model to `folder`, made if it does not exist; the model card there is left alone."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    rows, scales = quantise(table)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    compact = json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact + "\n", "utf-8")
    for name, content in (
        ("modules.json", _MODULES),
        ("config_sentence_transformers.json", _CONFIG),
        ("1_Normalize/config.json", _NORMALIZE),
    ):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")

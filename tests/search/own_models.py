"""Small models and servers that the tests make themselves: nothing is downloaded, nothing is mocked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np

WORDS = [
    "审批",
    "手续",
    "代办",
    "企业",
    "仓库",
    "保税",
    "污水",
    "处理",
    "学校",
    "工人",
    "培养",
    "机床",
    "园区",
    "服务",
    "全",
    "的",
    "青",
    "岩",
]
Reply = Callable[[str, dict[str, Any]], tuple[int, bytes]]


def _bert(folder: Path, labels: int) -> Path:
    """A BERT of one layer with weights from a fixed seed, with its tokenizer, in the layout of transformers."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    folder.mkdir(parents=True, exist_ok=True)
    characters = sorted({character for word in WORDS for character in word})
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]), "utf-8")
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"))
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=128, num_labels=max(labels, 1),
    )  # fmt: skip
    model = BertForSequenceClassification(config) if labels else BertModel(config)
    model.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def sentence_model(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """A sentence-transformers model of 32 dimensions, made from scratch."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    words = Transformer(str(_bert(folder / "bert", 0)))
    model = SentenceTransformer(modules=[words, Pooling(32, "mean")], prompts=prompts, device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


def cross_encoder(folder: Path) -> Path:
    """A cross-encoder with one output, made from scratch."""
    return _bert(folder / "cross", 1)


@contextmanager
def serving(reply: Reply) -> Iterator[str]:
    """A server that answers POSTs by `reply(path, body) -> (status, bytes)`; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body["_authorization"] = self.headers.get("Authorization")
            status, data = reply(self.path, body)
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                pass  # the client has given up, as some tests want it to

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def bag_of_words(text: str, dimension: int = 18) -> list[float]:
    """Which of `WORDS` stand in a text: a plain embedding that a server of the tests gives."""
    vector = np.array([float(word in text) for word in WORDS])[:dimension]
    vector[-1] += 0.01
    return [float(x) for x in vector]


def embeddings(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
    """A well-behaved `/v1/embeddings`."""
    if path != "/v1/embeddings" or body.get("model") != "bag":
        return 404, b'{"error": "no such model"}'
    size = body.get("dimensions") or len(WORDS)
    data = [{"index": i, "embedding": bag_of_words(text, size)} for i, text in enumerate(body["input"])]
    return 200, json.dumps({"object": "list", "data": data[::-1], "model": "bag"}).encode()

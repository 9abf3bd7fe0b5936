"""Passages → index; question → parsed question → query and passages → answer with citations."""

import os

# Products of one question are small: on a busy machine a second thread costs more to wake than it saves.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

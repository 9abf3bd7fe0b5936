"""The recipe of the built-in embedding: `python -m search.training --data FOLDER --out search/model`.

sources → vocabulary (Unigram tokenizer) → ppmi (first vectors from co-occurrence) → contrastive (training on
pairs) → export (int8 rows, a sentence-transformers folder); evaluate measures the outcome. Needs torch and scipy,
which the ordinary path does not import. Some ten minutes on one core; the same data give the same bytes.
"""

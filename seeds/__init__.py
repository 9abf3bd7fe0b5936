"""What ships with zonegraph: general knowledge (lexicon), our own digests of reports, questions on them."""

from pathlib import Path

ROOT = Path(__file__).parent
LEXICON = ROOT / "lexicon"
REPORTS = ROOT / "reports"

"""The README's examples: what it tells its reader to run."""

from __future__ import annotations

import re
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"  # of the page that a reader has running

_BASH = [line for block in re.findall(r"```bash\n(.*?)```", README, re.S) for line in block.splitlines()]
_PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)

COMMANDS = [line for line in _BASH if ADDRESS not in line]
PYTHON = [code for code in _PYTHON if ADDRESS not in code]
# Examples that ask a running page, which tests/browser/test_api.py runs: (language, text).
OF_A_PAGE = [
    (language, text) for language, texts in (("bash", _BASH), ("python", _PYTHON)) for text in texts if ADDRESS in text
]

"""What people write in the demo is in one language: theirs."""

import ast
import re

import pytest

from marketplace.app import ROOT

FILES = sorted((ROOT / "marketplace" / "cli" / "demo").glob("*.py"))
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_mixes_two_languages(file):
    texts = [
        node.value
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if CHINESE.search(text) and ENGLISH.search(text)] == []

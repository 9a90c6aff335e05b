"""Damaged texts: whatever a mirror does to a document, the reader reads on and its offsets hold."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from loaders.pipeline import parse_document
from loaders.read import Source
from loaders.samples import sample_folder

TEXTS = [file.read_text("utf-8")[:2500] for file in sorted(sample_folder().glob("*.txt"))]
MARKS = "一二三、（）()〔〕《》【】。；：，\n \u3000\t①1.．第章条责任单位牵头\u200b\ufeff🚄𠀀\x0b"


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 60))
        text = text[:at] + draw(st.text(MARKS, max_size=6)) + text[at + gone :]
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged() | st.text(MARKS, max_size=400))
def test_a_damaged_text_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse_document(Source("a.txt", text))
    except DocumentError:
        return
    for measure in parsed.measures:
        assert 0 <= measure.start <= measure.end <= len(text)
        for mention in (*measure.responsibilities, *measure.projects, *measure.regions):
            assert measure.start <= mention.start < mention.end <= measure.end
    for citation in parsed.citations:
        assert 0 <= citation.start < citation.end <= len(text)
    assert len({measure.id for measure in parsed.measures}) == len(parsed.measures)

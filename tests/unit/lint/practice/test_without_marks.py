from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import WithoutMarks


def test_what_is_lacking_is_told(said: Said) -> None:
    bare = '[[deals]]\ncreator = "ines"\ncodes = []\nlinks = []\n'
    one = '[[deals]]\ncreator = "maya"\ncodes = []\n'
    assert said(WithoutMarks(), campaign=one + bare) == [
        (
            "campaign deals[maya].codes: INF822 maya must have a link and a code of their own, "
            "got no code"
        ),
        (
            "campaign deals[ines].links: INF822 ines must have a link and a code of their own, "
            "got no link and no code"
        ),
    ]


def test_whose_results_were_counted_elsewhere_needs_none(said: Said) -> None:
    text = '[[deals]]\ncreator = "noor"\nterms = { rule = "commission", rate = "0.10" }'
    results = "creator_id,date,orders,revenue\nnoor,2026-03-10,3,120.00"
    creators = "creator_id,name\nnoor,Noor"
    assert said(WithoutMarks(), campaign=text, results=results, creators=creators) == []

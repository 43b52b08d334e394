"""An exam that is sat: its clock, its chain, what outlives a killed kernel, its report, its file and its regrading."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sample_items import KEY, MISSED, use_sample_course

from cxlearn import cli, language
from cxlearn.exams import chain, result
from cxlearn.exams.report import report
from cxlearn.exams.sitting import GRACE_MS, Sitting, extra_time
from cxlearn.language import CourseError
from cxlearn.log import Log, learner_log
from cxlearn.questions import bank, items
from cxlearn.questions.blueprint import examinable

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    monkeypatch.setenv("CXLEARN_LEARNER", "ada")
    use_sample_course(monkeypatch)
    language.use("en")


@pytest.fixture
def clock(monkeypatch):
    """``clock(minutes)``: the machine's time, so many minutes after the exam began."""

    def put(minutes: float) -> None:
        monkeypatch.setenv("CXLEARN_NOW", (BEGAN + timedelta(minutes=minutes)).isoformat())

    put(0)
    return put


@pytest.fixture
def sitting(clock) -> Sitting:
    started = Sitting("01", learner_log())
    started.start(examinable(bank(), "01"), 7, 20, 1.0)
    return started


def answer_all(sitting: Sitting, given=KEY) -> None:
    for item in sitting.items:
        sitting.answer(item, given[item.id], "en")


def anew() -> Sitting:
    """What a new kernel finds."""
    return Sitting("01", Log())


def test_time_runs_on_while_nothing_runs(sitting, clock):
    clock(12)
    found = anew()
    assert found.running
    assert found.left_ms == 8 * 60_000


def test_what_was_answered_and_flagged_outlives_the_kernel(sitting):
    first, second = sitting.items[:2]
    sitting.answer(first, KEY[first.id], "en")
    sitting.flag(second)
    found = anew()
    assert found.responses == {first.id: (KEY[first.id], "en")}
    assert found.flags == {second.id}
    assert [turn.order for turn in found.turns] == [turn.order for turn in sitting.turns]


def test_a_clock_that_is_set_back_gives_no_time(sitting, clock):
    clock(15)
    sitting.flag(sitting.items[0])
    clock(1)
    assert anew().left_ms == 5 * 60_000


def test_what_was_on_the_page_at_the_end_still_counts_and_nothing_later(sitting, clock):
    clock(20 + (GRACE_MS - 1000) / 60_000)
    assert sitting.accepts
    clock(20 + (GRACE_MS + 1000) / 60_000)
    assert not sitting.accepts


def test_extra_time_gives_more_minutes_and_is_kept(clock):
    log = learner_log()
    assert extra_time(log) == 1.0
    assert extra_time(log, 1.5) == 1.5
    sitting = Sitting("01", log)
    sitting.start(examinable(bank(), "01"), 7, 20, extra_time(Log()))
    assert sitting.left_ms == 30 * 60_000
    assert extra_time(log, 1.0) == 1.0
    assert extra_time(Log()) == 1.0


def test_nothing_in_the_log_tells_a_mark_before_the_end(sitting):
    answer_all(sitting)
    events = learner_log().events()
    assert {event.kind for event in events} == {"exam"}
    assert not any(word in json.dumps(event.data) for event in events for word in ("score", "outcome", "Because of"))


def test_marks_join_the_learners_answers_at_the_end_and_only_once(sitting):
    first, second, *_ = sitting.items
    sitting.answer(first, KEY[first.id], "en")
    sitting.answer(second, MISSED[second.id], "en")
    sitting.close("handed_in")
    anew().publish()
    told = learner_log().events(kind="answer")
    assert [(event.subject, event.data["outcome"]) for event in told] == [(first.id, "right"), (second.id, "wrong")]
    assert {event.data["context"] for event in told} == {"exam:01"}


def test_the_chain_of_the_log_holds_and_any_change_breaks_it(sitting):
    answer_all(sitting)
    sitting.close("handed_in")
    steps = [event.data for event in learner_log().events(kind="exam")]
    assert chain.first_break(steps) is None
    for number, step in enumerate(steps):
        changed = [*steps[:number], {**step, "at": step["at"] + 1}, *steps[number + 1 :]]
        assert chain.first_break(changed) == number
    assert chain.first_break(steps[1:]) == 0
    assert chain.first_break([*steps[:2], *steps[3:]]) == 2


def test_half_a_character_from_a_page_breaks_nothing(sitting):
    text = next(item for item in sitting.items if item.kind == "short_text")
    sitting.answer(text, "abc\ud83d", "en")
    assert chain.first_break(anew().steps) is None


def test_a_report_tells_the_score_how_sure_it_is_and_what_to_review(sitting):
    answer_all(sitting, MISSED | {item.id: KEY[item.id] for item in sitting.items[3:]})
    sitting.close("handed_in")
    told = report(sitting.items, sitting.end["marks"])
    missed = sitting.items[:3]
    low, high = told.interval
    assert low < 100 * told.points / told.maximum < high
    assert len(sitting.items) - 3 <= told.points < told.maximum
    for objective in told.objectives:
        assert bool(objective.sections) == any(item.objective == objective.id for item in missed)
    assert sum(objective.maximum for objective in told.objectives) == told.maximum


def test_a_report_counts_misconceptions_and_replies_to_them(sitting):
    wrong = {"ch01-single": "product", "ch01-number": "2.5"}
    for item in sitting.items:
        sitting.answer(item, wrong.get(item.id), "en")
    sitting.close("time_over")
    told = report(sitting.items, sitting.end["marks"])
    assert {row.id: (row.times, row.reply["en"]) for row in told.misconceptions} == {
        "ux-is-cx": (1, "why product (en)"),
        "sign": (1, "The gap has a sign (en)"),
    }
    stems = {item.id: item.stem for item in sitting.items}
    assert {row.id: row.stem for row in told.misconceptions} == {
        "ux-is-cx": stems["ch01-single"],
        "sign": stems["ch01-number"],
    }
    assert told.unanswered == len(sitting.items) - 2


def test_with_few_questions_no_interval_is_feigned(clock):
    sitting = Sitting("01", learner_log())
    sitting.start(examinable(bank(), "01")[:4], 7, 5, 1.0)
    sitting.close("handed_in")
    assert report(sitting.items, sitting.end["marks"]).interval is None


# --- the file and its regrading


@pytest.fixture
def file(sitting, clock, tmp_path) -> Path:
    answer_all(sitting, KEY | {"ch01-multiple": MISSED["ch01-multiple"]})
    clock(12)
    sitting.close("handed_in")
    path = tmp_path / "exam.json"
    result.write(sitting, path)
    return path


@pytest.fixture
def regrade(capsys):
    def command(path, lang="en"):
        with pytest.raises(SystemExit) as left:
            cli.main(["regrade", str(path), "--lang", lang])
        said = capsys.readouterr()
        return left.value.code, said.out, said.err

    return command


def change(path: Path, how) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    how(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def test_the_file_tells_every_raw_answer_and_what_the_chain_is_worth(file):
    document = json.loads(file.read_text(encoding="utf-8"))
    assert "proves no more" in document["about"]["en"]
    assert {row["item"]: row["response"] for row in document["answers"]}["ch01-number"] == KEY["ch01-number"]
    assert document["steps"][0]["seed"] == 7
    assert "prouve rien de plus" in file.read_text(encoding="utf-8")


def test_an_untouched_file_is_regraded_without_a_difference(file, regrade):
    code, said, _ = regrade(file)
    assert code == 0
    assert "The chain is intact" in said
    assert "proves no more" in said
    assert "12 min of 20" in said
    assert "No mark changes." in said


def test_a_corrected_key_shows_which_marks_change(file, regrade, monkeypatch):
    def corrected(item):
        if item.id != "ch01-extra-1":
            return item
        turned = tuple(replace(option, score=float(option.id == "no")) for option in item.options)
        return replace(item, revision=2, options=turned)

    now = tuple(corrected(item) for item in bank())
    monkeypatch.setattr(items, "_banks", lambda: {"01": now})
    code, said, _ = regrade(file)
    assert code == 0
    assert "One mark changes:" in said
    assert 'ch01-extra-1: 1 → 0; answer: "yes"; the question has changed since' in said


def test_a_question_that_has_gone_keeps_its_mark(file, regrade, monkeypatch):
    left = tuple(item for item in bank() if item.id != "ch01-single")
    monkeypatch.setattr(items, "_banks", lambda: {"01": left})
    _, said, _ = regrade(file)
    assert "Not in this course, their mark is kept: ch01-single" in said
    assert "No mark changes." in said


def raise_score(document):
    document["score"] = document["maximum"]


def mend_an_answer(document):
    step = next(step for step in document["steps"] if step.get("item") == "ch01-multiple")
    step["response"] = KEY["ch01-multiple"]


def mend_the_table(document):
    document["answers"][0]["response"] = "another"


def lose_a_step(document):
    del document["steps"][2]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (raise_score, "its table of answers no longer fits"),
        (mend_the_table, "its table of answers no longer fits"),
        (mend_an_answer, "the chain breaks at step"),
        (lose_a_step, "the chain breaks at step 3"),
        (lambda document: document.update(version=9), "another version"),
        (lambda document: document.update(format="else"), "is not an exam result file"),
        (lambda document: document.update(steps=[]), "is not an exam result file"),
        (lambda document: document.update(steps=[{}]), "the chain breaks at step 1 of 1"),
        (lambda document: document.pop("answers"), "is not an exam result file"),
        (lambda document: document.update(steps="no"), "is not an exam result file"),
    ],
)
def test_a_file_that_was_changed_is_refused_in_one_sentence(file, regrade, how, told):
    change(file, how)
    code, said, complained = regrade(file)
    assert (code, said) == (1, "")
    assert told in complained
    assert complained.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1, 2]", b"null", b'{"format": 3}', b"[" * 100_000])
def test_a_file_of_another_kind_is_refused_in_one_sentence(tmp_path, regrade, content):
    path = tmp_path / "foreign.json"
    path.write_bytes(content)
    code, said, complained = regrade(path, "fr")
    assert (code, said) == (1, "")
    assert "n’est pas un fichier de résultat" in complained


def test_a_file_that_is_not_there_or_of_another_course_is_said_so(file, regrade, tmp_path, monkeypatch):
    assert "cannot be read" in regrade(tmp_path / "none.json")[2]
    monkeypatch.setattr(items, "_banks", dict)
    assert "comes from another course" in regrade(file)[2]


def test_where_nothing_can_be_written_the_learner_is_told(sitting, tmp_path):
    sitting.close("handed_in")
    with pytest.raises(CourseError, match="cannot be written"):
        result.write(sitting, tmp_path / "no" / "exam.json")

"""What the stages of a network do, in words, from its wiring alone."""

from __future__ import annotations

from collections.abc import Mapping

from digit_model.explain.wiring import Wire, receptive_fields
from digit_model.page import SIDE
from digit_model.ui.parts.flow.groups import Group
from digit_model.ui.text import Text, words_of

WORDS = words_of("flow")
CLAUSES, HEADLINES = WORDS["clauses"], WORDS["headlines"]


class Sentences:
    """The words for one network: of its groups and of its stages."""

    def __init__(self, wires: list[Wire], types: Mapping[str, str]) -> None:
        """``types``: the name of each stage's layer, for a stage that the wiring does not know."""
        self.fields = receptive_fields(wires)
        self._types = types
        befores = [(1, SIDE, SIDE), *(wire.shape for wire in wires)]
        self._before = {wire.name: shape for wire, shape in zip(wires, befores, strict=False)}
        self._last = wires[-1].name

    def headline(self, group: Group) -> Text:
        """Of a group: what it does, in two to five words."""
        last = group.stages[-1]
        match group.kind:
            case "look":
                return self._looks(self.fields[group.stages[0].name], self.fields[last.name])
            case "pool":
                return HEADLINES["pool_2" if last.stride == 2 else "pool"]
            case "vectors":
                key = "vectors" if any(wire.weights for wire in group.stages) else "vectors_row"
                return _filled(HEADLINES[key], n=f"{last.shape[0]:,}")
        return _filled(HEADLINES[group.kind], n=last.shape[0])

    def _looks(self, first: int | None, last: int | None) -> Text:
        """How many pixels across a number of a group's first stage comes from, and one of its last."""
        if last is None:
            return HEADLINES["look_on"]
        key = "look_all" if last == SIDE else "look" if first == last else "look_up_to"
        return _filled(HEADLINES[key], k=last)

    def summary(self, group: Group) -> Text:
        """Of a group: what all of its stages do, one after the other."""
        clauses: list[Text] = []
        for at, wire in enumerate(group.stages):
            clauses.append(self._does(wire, "kernels_then" if group.kind == "look" and at else "kernels"))
        if group.kind == "look":
            clauses = [_joined([clause for clause in clauses if clause.en], ", ", "；")]
        if group.kind == "scores":
            clauses.append(CLAUSES["softmax"])
        if any(wire.rectified or wire.kind == "rectifier" for wire in group.stages):
            clauses.append(CLAUSES["rectified"])
        return _sentence(clauses)

    def whole(self, wire: Wire) -> Text:
        """Of one stage: what it does, and how much of the digit it looks at."""
        clauses = [self._does(wire, "kernels")]
        field = self.fields[wire.name]
        if len(wire.shape) == 3 and field is not None:
            clauses.append(_filled(CLAUSES["looks_all" if field == SIDE else "looks"], k=field))
        if wire.rectified or wire.kind == "rectifier":
            clauses.append(CLAUSES["rectified"])
        return _sentence(clauses)

    def _does(self, wire: Wire, kernels: str) -> Text:
        """The clause for what a stage does before it rectifies; empty if that is all that it does."""
        before = self._before[wire.name]
        facts = {"n": f"{wire.shape[0]:,}", "m": f"{before[0]:,}", "k": wire.window, "type": self._types[wire.name]}
        match wire.kind:
            case "linear" if wire.name == self._last:
                key = "scores"
            case "convolution" if len(wire.shape) == 1 and wire.groups == before[0]:
                key = "weighted"
            case "convolution":
                return _filled(CLAUSES[kernels], **facts, inputs=_inputs(before[0], wire.groups))
            case "maximum":
                key = "pool"
            case "mean":
                key = "pool_mean"
            case "rectifier":
                return Text("", "")
            case _ if wire.name == self._last:
                key = "scores_only"
            case "linear" | "row":
                key = wire.kind
            case _:
                key = "unknown"
        return _filled(CLAUSES[key], **facts)


def size(shape: tuple[int, ...]) -> Text:
    """What comes out of a stage."""
    if len(shape) == 1:
        return _filled(WORDS["sizes"]["vector"], n=f"{shape[0]:,}")
    return _filled(WORDS["sizes"]["maps"], n=shape[0], height=shape[1], width=shape[2])


def _inputs(channels: int, groups: int) -> Text:
    key = "digit" if channels == 1 else "all" if groups == 1 else "one" if groups == channels else "some"
    return _filled(WORDS["inputs"][key], m=channels, few=channels // groups)


def _filled(text: Text, **facts: object) -> Text:
    """The text with {placeholders} replaced; a fact may be a text itself."""
    english, chinese = (
        {name: fact[language] if isinstance(fact, Text) else fact for name, fact in facts.items()}
        for language in (0, 1)
    )
    return Text(text.en.format(**english), text.zh.format(**chinese))


def _joined(texts: list[Text], english: str, chinese: str) -> Text:
    return Text(english.join(text.en for text in texts), chinese.join(text.zh for text in texts))


def _sentence(clauses: list[Text]) -> Text:
    """Clauses as one sentence, which begins with a capital letter and ends with a full stop."""
    text = _joined([clause for clause in clauses if clause.en], "; ", "；")
    first = text.en.find("|") + 1 if text.en.startswith("[") else 0  # of "[term|words]" the words are read
    return Text(text.en[:first] + text.en[first : first + 1].upper() + text.en[first + 1 :] + ".", text.zh + "。")

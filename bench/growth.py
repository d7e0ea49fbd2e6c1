"""What ten thousand times the rows cost: a rebuild, every rule and every query of the screens: python -m bench growth.

`python -m bench.growth FILE OUTPUT ROUNDS` is how it asks: in a process of its own, whose memory is the asking's.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from bench.growth_build import STEPS, Steps, read_steps
from bench.growth_landed import SIZES, Size, put_down
from bench.landed import AS_OF
from bench.measure import REPEAT, Used, curve, in_turn, middle, process, table
from foundation.config_file import load
from warehouse.read import POINTER, READING, query_text

SINCE = date(2026, 10, 20)
METRICS = ["response_rate", "response_rate_own", "followers", "followers_daily", "likes"]
# What a screen asks for when its address asks for nothing.
ASKED: Mapping[str, object] = {
    "as_of": AS_OF, "since": SINCE, "from_date": SINCE, "to_date": AS_OF, "days": 60, "months": 12, "metrics": METRICS,
    "source": None, "row_limit": 50, "worst_first": [
        "overdue", "delayed", "due_soon", "no_data", "not_set", "not_started", "on_track", "completed",
    ],
}  # fmt: skip
QUERIES = Path(__file__).parent.parent / "warehouse" / "queries"
SCREENS = (
    "actions", "calendar", "channels", "coverage", "dialogue", "frame", "goal", "method", "source", "status", "stories",
    "strategy",
)  # fmt: skip
# The largest takes its time.
ROUNDS = (REPEAT, REPEAT, 3)
SLOW = 0.25
DRAWN = ("measure_status", "metric_status")  # the rules that have an aim of their own
# A rule's table is read whole: a bare count would let the engine leave columns out.
RULE_TEXT = "from {name}({arguments})"
TABLE_RULES = """
    select function_name, parameters
    from duckdb_functions()
    where function_type = 'table_macro' and not internal
    order by function_name
"""

Answers = dict[tuple[str, str], Used]


def tables() -> str:
    """The rebuild at each size, then every rule and every query that takes notice of it."""
    with tempfile.TemporaryDirectory() as folder:
        files = {size: laid_out(size, Path(folder), place) for place, size in enumerate(SIZES)}
        built = {
            size: rebuilt(file, rounds) for (size, file), rounds in zip(files.items(), ROUNDS, strict=True)
        }
        read = {
            size: asked_of(published(file), rounds)
            for (size, file), rounds in zip(files.items(), ROUNDS, strict=True)
        }
        weights = [published(file).stat().st_size / 2**20 for file in files.values()]
    asked = {size: found for size, (found, _) in read.items()}
    rebuilds = build_table(built, weights, [memory for _, memory in read.values()])
    answered = (answer_table(kind, asked) for kind in ("rule", "query"))
    return "\n\n".join((rebuilds, *answered, *curves(built, asked)))


def curves(built: Mapping[Size, Steps], asked: Mapping[Size, Answers]) -> Iterator[str]:
    """Time and memory as they grow: the rebuild, the rules that have aims, and the screens' slowest query."""
    whole = {size.name: steps["whole process"] for size, steps in built.items()}
    yield curve("Rebuild", "seconds", {name: used.wall for name, used in whole.items()})
    yield curve("Rebuild, most memory", "MiB", {name: used.memory for name, used in whole.items()})
    for rule in DRAWN:
        points = {size.name: found["rule", rule].wall * 1000 for size, found in asked.items()}
        yield curve(rule, "ms", points)
    slowest = {
        size.name: max(used.wall for (kind, _), used in found.items() if kind == "query") * 1000
        for size, found in asked.items()
    }
    yield curve("The slowest query of any screen", "ms", slowest)


def laid_out(size: Size, folder: Path, place: int) -> Path:
    """The configuration of a size, with everything landed beside it."""
    own = folder / str(place)
    own.mkdir()
    return put_down(size, own)


def rebuilt(file: Path, rounds: int) -> Steps:
    """The medians of a few rebuilds, each a process of its own, whose whole cost stands under «whole process»."""
    output = file.with_name("steps.json")
    every: list[Steps] = []
    for _ in range(rounds):
        whole = process(["-m", "bench.growth_build", str(file), str(output)])
        every.append({**read_steps(output), "whole process": whole})
    return {step: middle([one[step] for one in every]) for step in every[0]}


def published(file: Path) -> Path:
    """The published file of a configuration."""
    folder = load(file).paths.warehouse
    return folder / (folder / POINTER).read_text(encoding="utf-8").strip()


def asked_of(file: Path, rounds: int) -> tuple[Answers, float]:
    """What each rule and query costs by so many rounds, and the most memory of the process that asked them all."""
    output = file.with_suffix(".json")
    whole = process(["-m", "bench.growth", str(file), str(output), str(rounds)])
    found = json.loads(output.read_text(encoding="utf-8"))
    return {(kind, name): Used(cpu, wall) for kind, name, cpu, wall in found}, whole.memory


def main(file: Path, output: Path, rounds: int) -> None:
    """Ask everything and write what it cost as JSON."""
    found = [(*key, used.cpu, used.wall) for key, used in answers(file, rounds).items()]
    output.write_text(json.dumps(found), encoding="utf-8")


def answers(file: Path, rounds: int) -> Answers:
    """What each rule and query costs, asked in turn of one open file as screens do."""
    with duckdb.connect(str(file), read_only=True, config=READING) as connection:
        rules = connection.execute(TABLE_RULES).fetchall()
        texts = {("rule", name): rule_text(name, parameters) for name, parameters in rules}
        texts |= {
            ("query", query.stem): query_text(query.stem)
            for query in sorted(QUERIES.glob("*.sql"))
            if query.stem.startswith(SCREENS)
        }
        jobs = {"|".join(key): asking(connection, text) for key, text in texts.items()}
        found = in_turn(jobs, rounds)
    return {(key.split("|")[0], key.split("|")[1]): middle(every) for key, every in found.items()}


def rule_text(name: str, parameters: Sequence[str]) -> str:
    """A call of a rule with its parameters bound by name."""
    return RULE_TEXT.format(name=name, arguments=", ".join(f"${parameter}" for parameter in parameters))


def asking(connection: duckdb.DuckDBPyConnection, text: str) -> Callable[[], Used]:
    """A question to be asked when its turn comes."""
    values = {name: value for name, value in ASKED.items() if f"${name}" in text}

    def ask() -> Used:
        cpu, wall = time.process_time(), time.perf_counter()
        connection.execute(text, values).fetchall()
        return Used(time.process_time() - cpu, time.perf_counter() - wall)

    return ask


def build_table(built: Mapping[Size, Steps], weights: Sequence[float], reading: Sequence[float]) -> str:
    """The rebuild, step by step, a row for each size."""
    headings = [
        "rows", "metric values", "completions", *(f"{step} s" for step in STEPS), "whole process s", "CPU s",
        "peak MiB", "file MiB", "asking, peak MiB",
    ]  # fmt: skip
    rows = [
        [size.name, size.figures, size.completions, *(steps[step].wall for step in STEPS),
         steps["whole process"].wall, steps["whole process"].cpu, round(steps["whole process"].memory),
         round(weight), round(memory)]
        for (size, steps), weight, memory in zip(built.items(), weights, reading, strict=True)
    ]  # fmt: skip
    return table(headings, rows)


def answer_table(kind: str, asked: Mapping[Size, Mapping[tuple[str, str], Used]]) -> str:
    """One kind, the slowest at the largest size first; what stays under a quarter second there is one line."""
    largest = SIZES[-1]
    names = [name for found, name in asked[largest] if found == kind]
    names.sort(key=lambda name: -asked[largest][kind, name].wall)
    slow = [name for name in names if asked[largest][kind, name].wall > SLOW]
    rows = [answer_row(name, [asked[size][kind, name] for size in SIZES]) for name in slow]
    rest = [name for name in names if name not in slow]
    if rest:
        middles = [typical([asked[size][kind, name] for name in rest]) for size in SIZES]
        rows.append(answer_row(f"the other {len(rest)}, median", middles))
    headings = [kind, *(f"{size.name} ms" for size in SIZES), "ratio", f"{largest.name} CPU ms"]
    return table(headings, rows)


def answer_row(name: str, found: Sequence[Used]) -> list[object]:
    """A line: milliseconds at each size, the largest by the smallest, then the CPU of the largest."""
    milliseconds = [round(used.wall * 1000, 1) for used in found]
    return [
        name, *milliseconds, found[-1].wall / found[0].wall, round(found[-1].cpu * 1000, 1),
    ]  # fmt: skip


def typical(every: Sequence[Used]) -> Used:
    """The median of many questions' costs."""
    return Used(statistics.median(one.cpu for one in every), statistics.median(one.wall for one in every))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

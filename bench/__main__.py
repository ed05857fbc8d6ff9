"""`python -m bench [storm latency start broadcast …] [--quick]`: print a table, write `build/bench.json`."""

import json
import signal
import sys
from argparse import ArgumentParser
from dataclasses import asdict

from bench import answering, backup, broadcast, due, latency, machine, memory, pictures, routing, start, storm, table
from bench.figures import Report
from bench.plan import Plan
from bench.processes import ROOT, TrialError
from bench.trial import CLIENTS

BENCHES = {
    "storm": storm.run,
    "latency": latency.run,
    "start": start.run,
    "broadcast": broadcast.run,
    "answer_under_broadcast": answering.run,
    "due": due.run,
    "backup": backup.run,
    "memory": memory.run,
    "pictures": pictures.run,
    "routing": routing.run,
}
RESULT = ROOT / "build" / "bench.json"
METHOD = (
    "Clients play by turns (A B C, A B C, ...). A ratio is taken inside each round; its figure is the median of the "
    "rounds. The fake Bot API and the client have a core each, where the machine has two. Times run from the press, "
    "waiting included."
)


def main() -> int:
    """Run the benches asked for; a goal that is missed is printed, not punished: a busy machine misses goals."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("benches", nargs="*", help=f"any of: {' '.join(BENCHES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="one round of small scenes")
    parser.add_argument("--clients", nargs="+", choices=CLIENTS, default=list(CLIENTS), help="leave the others out")
    arguments = parser.parse_args()
    if unknown := set(arguments.benches) - BENCHES.keys():
        parser.error(f"no such bench: {' '.join(sorted(unknown))}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a timeout, too, unwinds and ends the children
    plan = Plan(frozenset(arguments.clients), arguments.quick, lambda line: print(line, file=sys.stderr, flush=True))
    report = Report()
    try:
        for name in arguments.benches or BENCHES:
            report.add(BENCHES[name](plan))
    except TrialError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(_document(plan, report), ensure_ascii=False, indent=1) + "\n")
    print(table.render(report))
    return 0


def _document(plan: Plan, report: Report) -> dict[str, object]:
    return {
        "machine": machine.describe(),
        "versions": machine.versions(),
        "method": METHOD,
        "quick": plan.quick,
        "rounds": plan.rounds,
        "figures": [asdict(figure) for figure in report.figures],
        "observations": [asdict(it) | {"value": it.value} for it in report.observations],
        "trials": [asdict(trial) for trial in report.trials],
    }


if __name__ == "__main__":
    sys.exit(main())

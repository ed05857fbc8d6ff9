"""How well concerns are understood, measured on real letters; and the training that makes the shipped statistics."""

from bench.figures import Report
from bench.plan import Plan
from bench.routing import danger, letters, speed, topics


def run(plan: Plan) -> Report:
    """Measure topics, danger and speed where the development data is at hand; else there is nothing to measure."""
    report = Report()
    place = letters.directory()
    if place is None:
        plan.say(f"routing: left out, the development data is not at hand (${letters.VARIABLE} names its directory)")
        return report
    report.add(topics.measure(place, plan))
    report.add(danger.measure(place, plan))
    report.add(speed.measure([letter.title for letter in letters.labelled(place)], plan))
    return report

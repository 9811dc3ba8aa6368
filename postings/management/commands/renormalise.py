import json
from itertools import takewhile

from django.core.management.base import BaseCommand
from django.utils import timezone

from companies.progress import Progress
from postings.effects import Effects
from postings.models import PostingContent
from postings.renormalise import renormalise

# What is shown of a value, and of the part before the first difference of two long ones.
LENGTH, BEFORE = 70, 20


class Command(BaseCommand):
    help = (
        "Apply today's adapters and rules to every stored posting, out of the archive, and say what changed. "
        "Writes no events: a posting does not change because we read it better."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, dry_run, **options):
        effects, progress = Effects(), Progress("Normalising", self.stderr)
        steps = renormalise(effects, timezone.now(), dry_run)
        for source in progress.over(steps, PostingContent.objects.count()):
            progress.note = str(source)
        self.report(effects, dry_run)

    def report(self, effects, dry_run):
        for name, number in effects.facts.most_common():
            self.stdout.write(f"{name}: {number:,}")
            for sample in effects.samples[name]:
                old, new = shown(sample.old, sample.new)
                self.stdout.write(f"    {sample.posting_id} {sample.title[:50]}: {old} -> {new}")
        for lost in effects.lost:
            self.stdout.write(f"Not read again: {lost.number:,} of {lost.source}. {lost.why} ({lost.payload_key})")
        for words in effects.unreadable:
            self.stdout.write(f"Not readable any more: {words}")
        not_read = sum(lost.number for lost in effects.lost) + len(effects.unreadable)
        self.stdout.write(
            f"Postings read again: {effects.looked_at:,}; {'would change' if dry_run else 'changed'}: "
            f"{effects.changed:,}; left as they were, for they could not be read: {not_read:,}."
        )


def shown(old, new) -> tuple[str, str]:
    """Both values as JSON; long ones from a little before they differ."""
    values = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in (old, new)]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*values, strict=False)))
    start = max(0, same - BEFORE) if max(map(len, values)) > LENGTH else 0
    first, second = (cut(value, start) for value in values)
    return first, second


def cut(value: str, start: int) -> str:
    end = start + LENGTH
    return ("…" if start else "") + value[start:end] + ("…" if len(value) > end else "")

"""What procrastinate carries between workers: whose turn it is, each turn, and what webhooks are told.

A job is only an invitation. Who may visit a board is told by the lease in companies/claims.py, so
a job that is carried out twice, or too late, does no harm.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value, Window
from django.db.models.functions import Cast, Concat, RowNumber
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from companies.claims import FREE
from companies.models import Crawl, Source
from companies.rounds import AT_ONE_PROVIDER
from postings.api.delivering import deliver_due
from postings.frames.keeping import boards, forget_closed, keep_frames
from postings.work.visiting import take_turn

QUEUE = "boards"
# Workers that look for the next board at the same moment may see the same one, and try again.
TRIES = 3


@app.periodic(cron="* * * * * */5")
@app.task(name="hand_out", queue=QUEUE, priority=10, lock="hand_out", queueing_lock="hand_out", pass_context=True)
def hand_out(context: JobContext, timestamp: int) -> None:
    """Invite workers to the boards that have become due."""
    for job in invitations(context.additional_context["desk"].clock()):
        send(job)


@app.task(name="turn", queue=QUEUE, pass_context=True)
def turn(context: JobContext, source_id: int, provider: str) -> None:
    """A board's turn; then the next of its ATS is invited, so that nobody waits until boards are handed out."""
    desk, tally = context.additional_context["desk"], context.additional_context["tally"]
    came = take_turn(source_id, desk)
    tally.add(came)
    invite_next(provider, desk.clock())
    if came.has_news:
        keep_frames(source_id)


@app.periodic(cron="17 3 * * *")
@app.task(name="keep_all_frames", queue=QUEUE, lock="keep_all_frames", queueing_lock="keep_all_frames")
def keep_all_frames(timestamp: int) -> None:
    """What no visit has renewed: a company called otherwise, another edition of the site."""
    for source_id in boards():
        keep_frames(source_id)
    forget_closed()


@app.periodic(cron="* * * * *")
@app.task(name="deliver_webhooks", queue=QUEUE, lock="deliver_webhooks", queueing_lock="deliver_webhooks")
def deliver_webhooks(timestamp: int) -> None:
    """Tell those who subscribed what has happened, and once more where it did not arrive."""
    deliver_due()


def invite_next(provider: str, now: datetime) -> None:
    """Invite to one more board of `provider`."""
    for _ in range(TRIES):
        with transaction.atomic():
            due = uninvited(Source.objects.due(now).filter(FREE, provider=provider))
            next_one = due.select_for_update(skip_locked=True).values_list("id", flat=True).first()
            if next_one is None or send(invitation(next_one, provider)):
                return


def send(job: Job) -> bool:
    """False when another worker was quicker."""
    try:
        with transaction.atomic():
            app.job_manager.batch_defer_jobs([job])
    except AlreadyEnqueued:
        return False
    return True


def invitations(now: datetime) -> list[Job]:
    """As many jobs as there is room for at each ATS: for what was left lying, then for the longest overdue."""
    waiting = ProcrastinateJob.objects.filter(task_name=turn.name, status__in=["todo", "doing"])
    at = Counter(waiting.values_list("args__provider", flat=True))
    jobs = []
    for source_id, provider in dict([*left_lying(), *first_due(now)]).items():
        if at[provider] < AT_ONE_PROVIDER:
            at[provider] += 1
            jobs.append(invitation(source_id, provider))
    return jobs


def invitation(source_id: int, provider: str) -> Job:
    name = f"source:{source_id}"
    return turn.configure(lock=name, queueing_lock=name).make_new_job(source_id=source_id, provider=provider)


def left_lying() -> Iterable[tuple[int, str]]:
    """Sources with an archived visit that nobody has brought in: its worker was killed between the two.

    One that could not be brought in, by a mistake of ours, counts as a failure and waits until its board is due.
    """
    sources = uninvited(Source.objects.filter(FREE, failures=0))
    return Crawl.objects.awaiting_ingest().filter(source__in=sources).values_list("source_id", "source__provider")


def first_due(now: datetime) -> Iterable[tuple[int, str]]:
    """The first few of each ATS that are due, that nobody holds and nobody is invited to."""
    place = Window(RowNumber(), partition_by=F("provider"), order_by=["next_due_at", "id"])
    due = uninvited(Source.objects.due(now).filter(FREE)).annotate(place=place)
    return due.filter(place__lte=AT_ONE_PROVIDER).order_by("place", "next_due_at").values_list("id", "provider")


def uninvited(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Those to which no invitation waits: a second one is refused."""
    name = Concat(Value("source:"), Cast(OuterRef("id"), CharField()))
    return sources.filter(~Exists(ProcrastinateJob.objects.filter(status="todo", queueing_lock=name)))

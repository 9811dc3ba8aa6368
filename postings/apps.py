from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PostingsConfig(AppConfig):
    name = "postings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from postings import checks, renaming  # noqa: F401 -- each registers its own
        from postings.entries import fill

        post_migrate.connect(fill, sender=self)

from django.apps import AppConfig


class PostingsConfig(AppConfig):
    name = "postings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from postings import checks, renaming  # noqa: F401 -- each registers its own

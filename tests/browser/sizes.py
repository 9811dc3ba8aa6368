"""The screens that tests look at. Every test sees both, but those that are about one of them."""

import pytest

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
SMALLEST = PHONE | {"viewport": {"width": 320, "height": 640}}

on_a_phone = pytest.mark.parametrize("size", [PHONE], ids=["phone"], indirect=True)
on_a_desktop = pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"], indirect=True)
on_the_smallest_phone = pytest.mark.parametrize("size", [SMALLEST], ids=["smallest"], indirect=True)

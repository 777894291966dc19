"""Any course of a request: what must hold holds after each step, and nothing gets stuck."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lifecycle.course import Course
from tests.lifecycle.money import PaidCourse


@pytest.mark.parametrize(("days", "is_signed"), [(0, False), (6, False), (12, False), (12, True)])
def test_any_course_keeps_what_must_hold(app, days, is_signed):
    course = PaidCourse if is_signed else Course
    course.app, course.days, course.is_signed = app, days, is_signed
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    few = settings(
        max_examples=8 if is_signed else 4, stateful_step_count=15, suppress_health_check=slow
    )
    run_state_machine_as_test(course, settings=few)

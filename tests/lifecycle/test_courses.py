"""Any course of a request: what must hold holds after each step, and nothing gets stuck."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lifecycle.course import Course
from tests.lifecycle.money import PaidCourse

pytestmark = pytest.mark.deep

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
MORE, MANY = 4, 8


def run(app, days, is_signed, examples):
    course = PaidCourse if is_signed else Course
    course.app, course.days, course.is_signed = app, days, is_signed
    few = settings(max_examples=examples, stateful_step_count=15, suppress_health_check=SLOW)
    run_state_machine_as_test(course, settings=few)


@pytest.mark.parametrize(("days", "is_signed"), [(0, False), (6, False), (12, False), (12, True)])
def test_any_course_keeps_what_must_hold(app, days, is_signed):
    run(app, days, is_signed, MANY if is_signed else MORE)

from __future__ import annotations

import math

import pytest
from exact_posterior import exact_posterior

from influence.beliefs._posterior import posterior


@pytest.mark.parametrize("variance", [0.1, 0.3, 0.7])
@pytest.mark.parametrize("expected", [0.5, 4.0, 40.0])
@pytest.mark.parametrize("ratio", [0.0, 0.4, 1.0, 3.0])
@pytest.mark.parametrize("dispersion", [0.0, 0.2, 0.6])
def test_it_is_near_what_plain_integration_says(
    variance: float, expected: float, ratio: float, dispersion: float
) -> None:
    orders = round(expected * ratio)
    case = {"variance": variance, "expected": expected, "dispersion": dispersion}
    mean, spread = posterior(orders=orders, **case)
    exact_mean, exact_spread, exact_rate = exact_posterior(orders=orders, **case)
    assert math.exp(mean + spread / 2) == pytest.approx(exact_rate, rel=0.12)
    assert math.sqrt(spread) == pytest.approx(math.sqrt(exact_spread), rel=0.12)
    assert abs(mean - exact_mean) < 0.2 * math.sqrt(exact_spread)


def test_without_a_package_it_is_the_prior() -> None:
    assert posterior(variance=0.3, expected=0.0, orders=0.0, dispersion=0.0) == (-0.15, 0.3)


def test_no_order_lowers_the_rate_and_many_raise_it() -> None:
    rates = []
    for orders in (0, 2, 5, 20, 400):
        mean, spread = posterior(variance=0.4, expected=5.0, orders=orders, dispersion=0.2)
        rates.append(math.exp(mean + spread / 2))
    assert rates == sorted(rates)
    assert rates[0] < 1 < rates[-1]


def test_a_surprise_beyond_all_measure_is_still_solved() -> None:
    mean, spread = posterior(variance=2.0, expected=0.01, orders=10**6, dispersion=0.0)
    mass = 0.01 * math.exp(mean)
    assert (10**6 - mass) == pytest.approx((mean + 1) / 2, abs=1e-3)
    assert spread == pytest.approx(1 / (mass + 0.5))

"""The order of the nodes of a flow."""

from lastseen.figures.charts.flow_order import END, crossing, ordered

STRAIGHT = {((1, "a"), (2, "x")): 5.0, ((1, "b"), (2, "y")): 3.0, ((1, "c"), (2, "z")): 1.0}


def test_what_crosses_weighs_as_much_as_the_lighter_ribbon() -> None:
    columns = [[(1, "a"), (1, "b"), (1, "c")], [(2, "y"), (2, "x"), (2, "z")]]
    assert crossing(columns, STRAIGHT) == 3


def test_ribbons_that_need_not_cross_do_not() -> None:
    columns = [[(1, "a"), (1, "b"), (1, "c")], [(2, "z"), (2, "y"), (2, "x")]]
    assert crossing(columns, STRAIGHT) > 0
    assert ordered(columns, STRAIGHT) == [[(1, "a"), (1, "b"), (1, "c")], [(2, "x"), (2, "y"), (2, "z")]]


def test_the_end_stands_last_though_ribbons_cross() -> None:
    weights = {((1, "a"), (2, END)): 5.0, ((1, "b"), (2, "y")): 3.0}
    (_, last) = ordered([[(1, "a"), (1, "b")], [(2, END), (2, "y")]], weights)
    assert last == [(2, "y"), (2, END)]


def test_where_nothing_decides_the_order_given_stands() -> None:
    columns = [[(1, "b"), (1, "a")], [(2, "x")]]
    weights = {((1, "a"), (2, "x")): 1.0, ((1, "b"), (2, "x")): 1.0}
    assert ordered(columns, weights) == columns

"""The standard figures as an analyst would write them in DuckDB SQL over the same Parquet files.

The SQL knows nothing of Lastseen's code: people and readings are judged, joined and bounded here a second time, so that
equal answers are also a check of the first.
"""
# ruff: noqa: E501, S608
# SQL keeps the lines of SQL, and every name put into it is written in these files.

from collections.abc import Mapping

import duckdb

Counts = Mapping[str, tuple[int, int]]

_JUDGED = """
CREATE TEMP TABLE judged AS
SELECT d.disappearance, d.person, d."case", d.sequence, p.doubt AS person_doubt, p.family,
       coalesce(c.doubt, d."case", '') AS case_doubt,
       {inside} AS inside,
       len(list_filter(d.outcome, lambda o: o <> 'enforced-disappearance')) = 0 AS sure
FROM disappearances d JOIN persons p USING (person) LEFT JOIN cases c ON d."case" = c."case"
"""

_REPORT = "list_contains(d.outcome, 'enforced-disappearance') AND list_contains(d.source_kinds, 'interview')"
_ANY_SOURCE = "list_contains(d.outcome, 'enforced-disappearance')"

_VICTIMS = """
CREATE TEMP TABLE victims AS
WITH a AS (SELECT *, inside AND sequence >= max(CASE WHEN inside AND sure THEN sequence ELSE 0 END)
                     OVER (PARTITION BY person) AS latest,
                  bool_or(inside) OVER (PARTITION BY person) AS counted FROM judged),
     b AS (SELECT *, inside AND bool_or(latest) OVER (PARTITION BY person, case_doubt) AS stands FROM a),
     c AS (SELECT *, bool_or(stands) OVER (PARTITION BY person_doubt, case_doubt) AS shared,
                  bool_or(stands) OVER (PARTITION BY person_doubt) AS near,
                  bool_or(stands AND sure) OVER (PARTITION BY person) AS certain FROM b)
SELECT disappearance, person, CASE WHEN stands THEN person END AS unit, person_doubt AS doubt,
       CASE WHEN stands THEN certain ELSE sure OR NOT shared END AS sure
FROM c WHERE near AND (stands OR (NOT inside AND (shared OR NOT counted)))
"""

_PEOPLE = """
CREATE TEMP TABLE people AS
WITH a AS (SELECT person, person_doubt, family, inside,
                  CASE WHEN inside THEN sure
                  ELSE sure OR NOT bool_or(inside) OVER (PARTITION BY person_doubt, case_doubt) END AS sure FROM judged),
     b AS (SELECT person, any_value(person_doubt) AS person_doubt, any_value(family) AS family,
                  bool_or(inside) AS inside, bool_or(sure AND inside) AS once, bool_and(sure) AS always
           FROM a GROUP BY person)
SELECT person, person_doubt, family, inside,
       bool_and(CASE WHEN inside THEN once ELSE always END) OVER (PARTITION BY person_doubt) AS sure
FROM b QUALIFY bool_or(inside) OVER (PARTITION BY person_doubt)
"""

_DISAPPEARANCES = """
CREATE TEMP TABLE taken AS
SELECT disappearance, CASE WHEN inside THEN disappearance END AS unit,
       person_doubt || '|' || case_doubt AS doubt, sure
FROM judged QUALIFY bool_or(inside) OVER (PARTITION BY person_doubt, case_doubt)
"""

_NARROWED = """SELECT * REPLACE (sure AND bool_and({certain}) OVER (PARTITION BY doubt) AS sure)
    FROM (SELECT unit, doubt, sure, {column}, {{columns}} FROM victims JOIN readings USING (disappearance))
    QUALIFY list_contains({column}, '{code}')"""

READINGS = {
    "male victim": _NARROWED.format(column="sex", code="male", certain="sex = ['male']"),
    "female victim": _NARROWED.format(column="sex", code="female", certain="sex = ['female']"),
    "victim by association": _NARROWED.format(
        column="grounds", code="association", certain="list_contains(grounds, 'association')"
    ),
    "victim": "SELECT unit, doubt, sure, {columns} FROM victims JOIN readings USING (disappearance)",
    "disappearance": "SELECT unit, doubt, sure, {columns} FROM taken JOIN readings USING (disappearance)",
    "custody stage": """SELECT stage AS unit, stage AS doubt, sure, {columns},
        position < max(position) OVER (PARTITION BY disappearance, source) AS followed
        FROM stages JOIN (SELECT disappearance, sure FROM judged WHERE inside) USING (disappearance)""",
    "interviewee–victim pair": """SELECT CASE WHEN inside THEN interviewee || '|' || person END AS unit,
        interviewee || '|' || person_doubt AS doubt, sure, {columns} FROM pairs JOIN people USING (person)
        QUALIFY bool_or(inside) OVER (PARTITION BY interviewee, person_doubt)""",
    "interview": """SELECT source AS unit, source AS doubt, bool_or(sure) AS sure FROM sources
        JOIN (SELECT source, person FROM accounts WHERE kind = 'person') USING (source)
        JOIN (SELECT person, sure FROM people WHERE inside) USING (person) WHERE kind = 'interview' GROUP BY source""",
    "interviewee": """SELECT interviewee AS unit, interviewee AS doubt, bool_or(sure) AS sure FROM sources
        JOIN (SELECT source, person FROM accounts WHERE kind = 'person') USING (source)
        JOIN (SELECT person, sure FROM people WHERE inside) USING (person) WHERE kind = 'interview'
        GROUP BY interviewee""",
    "case": """SELECT "case" AS unit, case_doubt AS doubt, bool_or(sure) OVER (PARTITION BY case_doubt) AS sure
        FROM judged WHERE inside""",
    "authority–victim pair": """SELECT code || '|' || unit AS unit, code || '|' || doubt AS doubt,
        every AND named = total AS sure, [code] AS authority, NULL AS authority_absence
        FROM (SELECT DISTINCT unit, doubt, total, every, code, count(*) OVER (PARTITION BY doubt, code) AS named
              FROM (SELECT *, unnest(authorities_ever) AS code FROM
                    (SELECT unit, doubt, authorities_ever, count(*) OVER (PARTITION BY doubt) AS total,
                            bool_and(sure) OVER (PARTITION BY doubt) AS every
                     FROM victims JOIN readings USING (disappearance)))) WHERE unit IS NOT NULL""",
    "family": """SELECT family AS unit, family AS doubt, low > 1 AS sure, low AS victims_low, high AS victims_high,
        NULL AS victims_absence FROM (SELECT family, count(DISTINCT person_doubt) FILTER (sure) AS low,
        count(*) AS high FROM people WHERE inside GROUP BY family) WHERE high > 1""",
}

_SUMMED = """
, whole AS (SELECT doubt, count(*) AS total, bool_and(sure) AS sure FROM readings_of GROUP BY doubt),
settled AS (SELECT doubt, "row" FROM assigned JOIN whole USING (doubt) GROUP BY doubt, "row", total, whole.sure
            HAVING count(*) FILTER (certain) = total AND whole.sure),
possible AS (SELECT "row", count(DISTINCT unit) AS high FROM assigned WHERE unit IS NOT NULL GROUP BY "row"),
certain AS (SELECT "row", count(*) AS n FROM settled GROUP BY "row"),
everybody AS (SELECT count(DISTINCT unit) AS n FROM readings_of),
decided AS (SELECT count(DISTINCT doubt) AS n FROM settled)
SELECT "row", coalesce(n, 0), high FROM possible LEFT JOIN certain USING ("row")
UNION ALL SELECT 'undetermined', e.n - d.n, e.n - d.n FROM everybody e, decided d
"""

_NUMBERED = "WITH readings_of AS (SELECT *, row_number() OVER () AS reading FROM ({readings}))"


class ByHand:
    """A connection with the populations worked out once, as a careful analyst would."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.population(_REPORT)

    def population(self, inside: str) -> None:
        for table in ("judged", "victims", "people", "taken"):
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        self.connection.execute(_JUDGED.format(inside=inside))
        for made in (_VICTIMS, _PEOPLE, _DISAPPEARANCES):
            self.connection.execute(made)

    def run(self, sql: str) -> Counts:
        return {row: (n, high) for row, n, high in self.connection.execute(sql).fetchall()}

    def plain(self, unit: str) -> Counts:
        """A plain count."""
        readings = READINGS[unit].format(columns="1")
        assigned = ", assigned AS (SELECT reading, unit, doubt, 'total' AS \"row\", TRUE AS certain FROM readings_of)"
        return self.run(_NUMBERED.format(readings=readings) + assigned + _SUMMED)

    def victims_of_any_source(self) -> Counts:
        """A plain count in another population."""
        self.population(_ANY_SOURCE)
        counts = self.plain("victim")
        self.population(_REPORT)
        return counts

    def codes(self, unit: str, variable: str, row: str = "code", *, many: bool = False, only: str = "TRUE") -> Counts:
        """Rows by code; ``only`` is a condition on the codes: others are taken off, and the reading is unsure."""
        readings = READINGS[unit].format(columns=f"{variable}, {variable}_absence")
        narrowed = f"""{_NUMBERED.format(readings=readings).replace("readings_of", "every_one")},
            parts AS (SELECT *, list_filter({variable}, lambda code: {only}) AS within FROM every_one),
            readings_of AS (SELECT * REPLACE (sure AND bool_and(len(within) > 0 AND len(within) = len({variable}))
                            OVER (PARTITION BY doubt) AS sure, within AS {variable}) FROM parts QUALIFY len(within) > 0)"""
        first = _NUMBERED.format(readings=readings) if only == "TRUE" else narrowed
        certain = "TRUE" if many else "count(*) OVER (PARTITION BY reading) = 1"
        assigned = f""", named AS (
            SELECT DISTINCT reading, unit, doubt, {row} AS "row"
            FROM (SELECT reading, unit, doubt, unnest({variable}) AS code FROM readings_of WHERE {variable}_absence IS NULL)),
        assigned AS (SELECT *, {certain} AS certain FROM named UNION ALL
            SELECT reading, unit, doubt, 'unknown', TRUE FROM readings_of WHERE {variable}_absence IS NOT NULL)"""
        return self.run(first + assigned + _SUMMED)

    def between(self, unit: str, variable: str, spans: Mapping[str, tuple[int, int]], only: str = "TRUE") -> Counts:
        """Rows of whole numbers, closed by a remainder."""
        readings = READINGS[unit].format(columns=f"{variable}_low, {variable}_high, {variable}_absence")
        rows = ", ".join(f"('{code}', {low}, {high})" for code, (low, high) in spans.items())
        assigned = f""", ends AS (SELECT *, coalesce({variable}_low, -1000000) AS low,
                coalesce({variable}_high, 1000000) AS high FROM readings_of WHERE {variable}_absence IS NULL),
        spans AS (SELECT * FROM (VALUES {rows}) AS s("row", first, last)),
        reached AS (SELECT reading, unit, doubt, "row", low >= first AND high <= last AS certain,
                least(high, last) - greatest(low, first) + 1 AS days FROM ends JOIN spans ON low <= last AND high >= first),
        covered AS (SELECT reading, sum(days) AS days FROM reached GROUP BY reading),
        assigned AS (SELECT reading, unit, doubt, "row", certain FROM reached UNION ALL
            SELECT e.reading, unit, doubt, 'other', days IS NULL FROM ends e LEFT JOIN covered c ON c.reading = e.reading
            WHERE coalesce(days, 0) < high - low + 1 UNION ALL
            SELECT reading, unit, doubt, 'unknown', TRUE FROM readings_of WHERE {variable}_absence IS NOT NULL)"""
        where = f"SELECT * FROM ({readings}) WHERE {only}"
        return self.run(_NUMBERED.format(readings=where) + assigned + _SUMMED)

    def each(self, readings: str, variable: str, value: str = "{}", row: str = "number::VARCHAR") -> Counts:
        """A row for every number; what is open may be in every row there is."""
        low, high = value.format(f"{variable}_low"), value.format(f"{variable}_high")
        assigned = f""", ends AS (SELECT *, {low} AS low, {high} AS high FROM readings_of WHERE {variable}_absence IS NULL),
        closed AS (SELECT reading, unit, doubt, low = high AS certain, unnest(range(low, high + 1)) AS number
                   FROM ends WHERE low IS NOT NULL AND high IS NOT NULL AND high - low < 200),
        wide AS (SELECT reading, unit, doubt, FALSE AS certain, number
                 FROM ends JOIN (SELECT DISTINCT number FROM closed)
                 ON coalesce(low <= number, TRUE) AND coalesce(high >= number, TRUE)
                 WHERE low IS NULL OR high IS NULL OR high - low >= 200),
        assigned AS (SELECT reading, unit, doubt, {row} AS "row", certain
                     FROM (SELECT * FROM closed UNION ALL BY NAME SELECT * FROM wide) UNION ALL
            SELECT reading, unit, doubt, 'unknown', TRUE FROM readings_of WHERE {variable}_absence IS NOT NULL)"""
        return self.run(_NUMBERED.format(readings=readings) + assigned + _SUMMED)

    def events(self) -> dict[str, tuple[int, int]]:
        """Mass events over independent origins."""
        return dict(
            self.run("""SELECT event, coalesce(min(lowest), 0), coalesce(max(greatest(lowest, highest)), 0)
            FROM (SELECT *, bool_or(source = origin) OVER (PARTITION BY event, origin) AS own FROM mass_events)
            WHERE source = origin OR NOT own GROUP BY event""")
        )

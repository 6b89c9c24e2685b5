"""The codes of a figure in words."""

from decimal import Decimal

from fazhi.naming import Row

SCOPES = {
    "own": "the reporting body itself",
    "whole": "the whole jurisdiction",
    "part": "a named part of it: a department, a district",
    "unstated": "the text does not say whose it is",
}
ROLES = {
    "level": "the value of the period",
    "prior": "an earlier value, given for comparison",
    "change": "an increase or a decrease",
    "target": "a plan or a required floor",
}
PERIODS = {
    "year": "",
    "year_to_date": ", the year so far",
    "half_year": ", a half-year",
    "quarter": ", a quarter",
    "month": ", a month",
    "part_of_year": ", a part of the year",
    "several_years": ", counted over several years",
}
BOUNDS = {"approx": "约", "ge": "≥", "le": "≤"}
RANGE = {"low": "the low end of a range", "high": "the high end of a range"}
TOPICS = {
    "label": "named in the words before the number",
    "counted": "named by what is counted",
    "after": "named behind the number",
    "sentence": "named earlier in the sentence",
    "item": "carried over from an earlier sentence of the paragraph",
    "heading": "carried over from the headings",
    "none": "not named",
}
TERMS = {
    "own": "in terms that belong to this kind of case alone",
    "shared": "in terms that other procedures use too",
}
CLAIMS = {
    "wording": "claimed by its own wording",
    "comparison": "takes the metric of the figure it is compared with",
    "share": "the rate of which the figure before it is the numerator",
    "part": "the part of the figure before it that a level of government has",
    "named_part": "a named part of the total before it",
    "series": "a year or a month of the series before it",
}
SCOPE_BASES = {
    "sentence": "scope named in the sentence",
    "item": "scope carried over from an earlier sentence",
    "metric": "the metric has one by itself",
    "report": "scope of the report's title, or the only one that it names",
    "none": "no word of scope",
}
UNITS = {"shared": "unit shared with another number", "inferred": "unit inferred", "none": "no unit printed"}


def number(value: Decimal) -> str:
    """A number for reading: 1,950,000 or 68.46, without trailing zeros."""
    exact = value.normalize()
    return format(exact if exact else Decimal(0), ",f")


def amount(row: Row) -> str:
    """A figure's value with its bound and unit: ≥1,950,000 件."""
    unit = "" if row["unit"] == "ratio" else row["unit"]
    if row["unit"] == "%":
        return f"{BOUNDS.get(row['modifier'], '')}{number(row['value'])}%"
    return f"{BOUNDS.get(row['modifier'], '')}{number(row['value'])} {unit}".rstrip()


def period(row: Row) -> str:
    """The year that a figure is about and the cut-off date."""
    year = "not known" if row["year"] is None else str(row["year"])
    counted = PERIODS[row["period_type"]]
    return f"{year}{counted}, " + (f"as of {row['as_of']}" if row["as_of"] else "no cut-off date stated")


def brief_period(row: Row) -> str:
    """The same in a few letters: 2019, or 2019 to 10-31."""
    year = "?" if row["year"] is None else str(row["year"])
    return f"{year} to {str(row['as_of']).removeprefix(f'{year}-')}" if row["as_of"] else year


def brief_scope(row: Row) -> str:
    """The scope, and the role where it is not the value of the period: own, or own prior."""
    return str(row["scope"]) if row["role"] == "level" else f"{row['scope']} {row['role']}"


def reasons(coded: str, topic: str) -> str:
    """What a confidence rests on, from `topic:sentence;claim:wording;scope:none`; `topic` is which topic it is."""
    words = {"terms": TERMS, "topic": TOPICS, "claim": CLAIMS, "scope": SCOPE_BASES, "unit": UNITS}
    told = []
    for reason in coded.split(";"):
        kind, _, code = reason.partition(":")
        said = words.get(kind, {}).get(code, reason)
        told.append(f"topic {topic} {said}" if kind == "topic" else said)
    return "; ".join(told)

"""What is open: refused reports, figures in doubt, wordings that wait, checks that fail; and how right figures are."""

from publish.page.queries import PLACE

REFUSED = """
    with latest as (
        select source_uri, source_name, status, reason_code, reason
        from marts.aud_load_ledger
        qualify row_number() over (
            partition by source_root, source_uri order by recorded_at desc, ledger_entry_id desc
        ) = 1
    )
    select source_name, reason_code, reason from latest where status = 'refused' order by source_name, reason
"""

# Reports whose figures are set aside for doubt about whose they are or of which year.
DOUBTFUL = """
    select source_name, identity_obstacle, jurisdiction_clues, year_clues
    from marts.dim_report
    where is_current and identity_obstacle is not null
    order by source_name, report_id
"""

QUEUE = """
    select queue_no, wording, topic, reason, figure_count, report_count, example_sentence
    from marts.aud_review_queue
    order by queue_no
"""

FAILING = f"""
    select
        {PLACE.format(key="checks.jurisdiction_key")} as place, places.name_zh as jurisdiction_name, checks.year,
        checks.metric_code, checks.check_kind, checks.statement, checks.left_value, checks.right_value,
        checks.reason, string_split(checks.observation_ids, ' ')[1] as observation_id
    from marts.aud_checks as checks
    left join marts.dim_jurisdiction as places on checks.jurisdiction_key = places.jurisdiction_key
    where checks.outcome = 'fails'
    order by checks.year desc nulls last, place, checks.check_id
"""

# How many of the sampled figures are right, and how well their readers agree.
PRECISION = """
    select family, band, figure_count, right_count, right_percent, interval_low, interval_high, unsettled_count
    from marts.aud_measured_precision
    order by family, band desc
"""

AGREEMENT = """
    select part, family, figure_count, agreed_percent, cohen_kappa, krippendorff_alpha
    from marts.aud_agreement
    order by family = 'all' desc, part, family
"""

# Each list of the page, by the name under which it lands.
LISTS = {
    "refused": REFUSED,
    "queue": QUEUE,
    "failing": FAILING,
    "doubtful": DOUBTFUL,
    "precision": PRECISION,
    "agreement": AGREEMENT,
}

-- What a government's reports state for a year and a metric, in the order in which the panel would take it. What can
-- stand for no year of no jurisdiction has an obstacle; what can be taken, but not beside the others of its column, a
-- reservation.
with

statements as (

    select * from {{ ref('int_statements') }}
    where reporting_department is null and jurisdiction_key is not null and year is not null

),

reports as (

    select * from {{ ref('int_speaking_reports') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

rate_terms as (

    select * from {{ ref('int_rate_terms') }}

),

placed as (

    select
        statements.*,
        reports.source_name,
        {{ key_of(['statements.jurisdiction_key', 'statements.year', 'statements.metric_code']) }} as cell_key,
        case
            when reports.report_year = statements.year then 'own_report'
            when reports.report_year > statements.year then 'later_report'
            else 'earlier_report'
        end as stated_in,
        {{ of_the_full_year() }} as is_full_year,
        statements.unit = catalogue.unit as is_of_unit,
        statements.scope = catalogue.default_scope as is_of_default_scope,
        rate_terms.basis as rate_basis
    from statements
    inner join reports on statements.report_id = reports.report_id
    inner join catalogue on statements.metric_code = catalogue.metric_code
    left join rate_terms on statements.observation_id = rate_terms.observation_id

),

{% set obstacles %}
        case
            when range_part is not null then 'end_of_range'
            when statement_count > 1 then 'several_values'
            when is_cumulative or period_type = 'several_years' then 'over_more_than_the_year'
            when scope = 'part' then 'part_of_jurisdiction'
            when rate_basis = 'other_whole' then 'other_whole_than_defined'
        end
{% endset %}
{% set reservations %}
        case
            when not is_of_unit then 'another_unit'
            when scope = 'unstated' then 'scope_not_stated'
            when not is_full_year and as_of is not null then 'cut_off_before_year_end'
            when not is_full_year then 'part_of_the_year'
            when rate_basis = 'other_terms' then 'other_terms_than_defined'
            -- 3个工作日内 promises what the metric reports
            when kind = 'duration' and stage = 'actual' and modifier = 'le' then 'limit_against_actual'
        end
{% endset %}
judged as (

    select
        *,
        {{ obstacles }} as obstacle_code,
        {{ reservations }} as reservation_code
    from placed

)

select
    cell_key,
    jurisdiction_key,
    year,
    metric_code,
    observation_id,
    report_id,
    source_name,
    value,
    unit,
    modifier,
    scope,
    period_type,
    as_of,
    range_part,
    stated_in,
    obstacle_code,
    reservation_code,
    confidence,
    char_start,
    number_text,
    printed_sentence,
    is_verified,
    cast(
        row_number() over (
            partition by cell_key
            order by
                case when obstacle_code is null then 0 else 1 end nulls last,
                case
                    when is_of_default_scope then 0
                    when scope = 'whole' then 1
                    when scope = 'own' then 2
                    else 3
                end nulls last,
                case
                    when is_full_year then 0
                    when period_type in ('year', 'year_to_date') then 1
                    else 2
                end nulls last,
                case when is_of_unit then 0 else 1 end nulls last,
                case stated_in
                    when 'own_report' then 0
                    when 'later_report' then 1
                    else 2
                end nulls last,
                case
                    when modifier is null then 0
                    when modifier = 'approx' then 1
                    else 2
                end nulls last,
                1 - confidence nulls last,
                report_id nulls last,
                char_start nulls last,
                observation_id nulls last
        ) as int
    ) as place_no
from judged

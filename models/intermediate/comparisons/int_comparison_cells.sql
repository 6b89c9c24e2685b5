-- The cells of the comparison tables, one below the other. Where a report states several values (or a range) for a
-- cell, its value is null and value_count says how many there are.
{% set row_columns = [
    'subject_key', 'reporting_department', 'year', 'scope', before_year_end('as_of', 'year'), 'period_type'
] %}
with

statements as (

    select * from {{ ref('int_statements') }}

),

mediation_rates as (

    select * from {{ ref('int_mediation_rates') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

wanted as (

    {% for cmp_table in ['cmp_cases_handled', 'cmp_approval_times', 'cmp_service_capacity'] %}
    {% set last_table = loop.last %}
    {% for column in comparison_columns(cmp_table) %}
    select
        '{{ cmp_table }}' as cmp_table,
        '{{ column[0] }}' as column_name,
        '{{ column[1] }}' as metric_code,
        {{ quoted(column[2]) if column | length > 2 else 'cast(null as string)' }} as unit
    {% if not (last_table and loop.last) %}union all{% endif %}
    {% endfor %}
    {% endfor %}

),

stated as (

    select
        wanted.cmp_table,
        wanted.column_name,
        catalogue.name_zh as column_name_zh,
        statements.subject_key,
        statements.jurisdiction_key,
        statements.reporting_department,
        statements.year,
        statements.scope,
        {{ before_year_end('statements.as_of', 'statements.year') }} as as_of,
        statements.is_cumulative,
        statements.period_type,
        {{ key_of(row_columns) }} as row_key,
        statements.report_id,
        statements.observation_id,
        statements.value,
        statements.modifier,
        count(*) over (partition by wanted.cmp_table, {{ key_of(row_columns) }}, wanted.column_name) as value_count,
        row_number() over (
            partition by wanted.cmp_table, {{ key_of(row_columns) }}, wanted.column_name
            order by statements.observation_id nulls last
        ) as value_no
    from statements
    inner join wanted
        on
            statements.metric_code = wanted.metric_code
            and statements.unit = coalesce(wanted.unit, statements.unit)
    inner join catalogue on statements.metric_code = catalogue.metric_code
    where statements.role = 'level'

),

stated_cells as (

    select
        cmp_table,
        row_key,
        column_name,
        column_name_zh,
        subject_key,
        jurisdiction_key,
        reporting_department,
        year,
        scope,
        as_of,
        is_cumulative,
        period_type,
        report_id,
        cast(value_count as int) as value_count,
        case when value_count = 1 then value end as value,
        case when value_count = 1 then modifier end as modifier,
        case when value_count = 1 then observation_id end as observation_id,
        cast(null as string) as terms
    from stated
    where value_no = 1

),

mediation_cells as (

    {% for prefix, kind, names in [
        ('people', 'people', [
            ('disputes_accepted', 'accepted', '受理调解纠纷'),
            ('disputes_resolved', 'resolved', '调解成功纠纷'),
            ('rate_reported', 'rate', '调解成功率'),
            ('amount_involved', 'amount', '调解涉及金额'),
        ]),
        ('review', 'admin_review', [
            ('cases_concluded', 'accepted', '审结行政复议案件'),
            ('cases_mediated', 'resolved', '复议调解结案'),
            ('rate_reported', 'rate', '复议调解结案率'),
        ]),
    ] %}
    {% for column, term, name_zh in names %}
    select
        '{{ prefix }}_{{ column }}' as column_name,
        '{{ name_zh }}' as column_name_zh,
        mediation_rate_id,
        {{ term }}_statement_count as value_count,
        {{ term }}_value as value,
        {{ term }}_modifier as modifier,
        {{ term }}_observation_id as observation_id,
        cast(null as string) as terms
    from mediation_rates
    where mediation_kind = '{{ kind }}' and {{ term }}_statement_count > 0
    union all
    {% endfor %}
    select
        '{{ prefix }}_rate_derived' as column_name,
        '推算的{{ names[2][2] }}' as column_name_zh,
        mediation_rate_id,
        1 as value_count,
        rate_derived as value,
        rate_derived_modifier as modifier,
        cast(null as string) as observation_id,
        concat_ws(', ', accepted_observation_id, resolved_observation_id) as terms
    from mediation_rates
    where mediation_kind = '{{ kind }}' and rate_derived is not null
    union all
    select
        '{{ prefix }}_rate_gap' as column_name,
        '{{ names[2][2] }}与推算之差' as column_name_zh,
        mediation_rate_id,
        1 as value_count,
        rate_gap as value,
        cast(null as string) as modifier,
        cast(null as string) as observation_id,
        concat_ws(', ', accepted_observation_id, resolved_observation_id, rate_observation_id) as terms
    from mediation_rates
    where mediation_kind = '{{ kind }}' and rate_gap is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

mediation_cells_keyed as (

    select
        'cmp_mediation_rates' as cmp_table,
        {{ key_of(row_columns) }} as row_key,
        mediation_cells.column_name,
        mediation_cells.column_name_zh,
        mediation_rates.subject_key,
        mediation_rates.jurisdiction_key,
        mediation_rates.reporting_department,
        mediation_rates.year,
        mediation_rates.scope,
        {{ before_year_end('mediation_rates.as_of', 'mediation_rates.year') }} as as_of,
        mediation_rates.is_cumulative,
        mediation_rates.period_type,
        mediation_rates.report_id,
        mediation_cells.value_count,
        mediation_cells.value,
        mediation_cells.modifier,
        mediation_cells.observation_id,
        mediation_cells.terms
    from mediation_cells
    inner join mediation_rates on mediation_cells.mediation_rate_id = mediation_rates.mediation_rate_id
    where mediation_rates.role = 'level'

)

select * from stated_cells
union all
select * from mediation_cells_keyed

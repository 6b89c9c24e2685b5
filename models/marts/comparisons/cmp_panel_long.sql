-- The number that the panel takes for a jurisdiction, a year and a metric; where it can take none, what it sets aside.
with

statements as (

    select * from {{ ref('int_panel_statements') }}

),

jurisdictions as (

    select * from {{ ref('int_jurisdictions') }}

),

catalogue as (

    select
        metric_code,
        name_zh,
        {{ panel_name() }} as short_code
    from {{ ref('metrics') }}

),

taken as (

    select * from statements
    where place_no = 1

),

chosen as (

    select * from taken
    where obstacle_code is null

),

-- the same number once more tells nothing new
others as (

    select
        statements.cell_key,
        concat_ws(
            '',
            statements.scope,
            ' ',
            statements.period_type,
            coalesce(' to ' || cast(statements.as_of as string), ''),
            ', ',
            replace(statements.stated_in, '_', ' '),
            ': ',
            case statements.modifier
                when 'approx' then 'about '
                when 'ge' then 'at least '
                when 'le' then 'at most '
                else ''
            end,
            {{ plain_number('statements.value') }},
            ' ',
            statements.unit,
            coalesce(' (' || statements.range_part || ' end)', '')
        ) as words,
        min(statements.place_no) as place_no
    from statements
    inner join taken on statements.cell_key = taken.cell_key
    where
        taken.obstacle_code is not null
        or statements.value <> taken.value
        or statements.unit <> taken.unit
    group by statements.cell_key, words

),

told as (

    select
        cell_key,
        {{ phrases_joined('words', '; ', 'place_no') }} as also_stated,
        cast(count(*) as int) as also_stated_count
    from others
    group by cell_key

)

select
    taken.cell_key,
    taken.jurisdiction_key,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    taken.year,
    taken.metric_code,
    catalogue.short_code,
    catalogue.name_zh as metric_name_zh,
    chosen.value,
    chosen.unit,
    chosen.modifier,
    chosen.scope,
    chosen.period_type,
    chosen.as_of,
    chosen.stated_in,
    coalesce(taken.obstacle_code, taken.reservation_code) is null as is_in_panel,
    coalesce(taken.obstacle_code, taken.reservation_code) as set_aside_code,
    told.also_stated,
    coalesce(told.also_stated_count, 0) as also_stated_count,
    chosen.observation_id,
    chosen.report_id,
    chosen.source_name,
    chosen.char_start,
    chosen.number_text,
    chosen.printed_sentence,
    chosen.confidence,
    coalesce(chosen.is_verified, false) as is_verified
from taken
inner join catalogue on taken.metric_code = catalogue.metric_code
left join chosen on taken.cell_key = chosen.cell_key
left join jurisdictions on taken.jurisdiction_key = jurisdictions.jurisdiction_key
left join told on taken.cell_key = told.cell_key

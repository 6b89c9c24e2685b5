-- What makes an observation surer or less sure, part by part, as seeds/confidence_signals.csv looks at it.

{#- Who writes so much writes a report, though its title was lost on its way. -#}
{%- set whole_report = 3000 %}

with

observations as (

    select * from {{ ref('int_observation_values') }}

),

reports as (

    select
        report_id,
        title,
        char_count
    from {{ ref('int_reports') }}

),

known as (

    select
        observations.*,
        reports.title is not null or reports.char_count >= {{ whole_report }} as is_of_a_report
    from observations
    inner join reports on observations.report_id = reports.report_id

),

told as (

    select
        observation_id,
        report_id,
        -- of the text: no rule knows how a text is written that is no report by its title
        is_of_a_report,
        -- of such a text's sentence: one number of it is known, its others are none
        not is_of_a_report and count(*) over (partition by report_id, passage_no) = 1 as is_alone,
        -- of the number
        unit_basis,
        case when damage is not null and unit_basis not in ('inferred', 'none') then 'damaged' else 'whole' end
            as number_state,
        case
            when numeral = 'han' and unit_class = 'percent' then 'han_share'
            when numeral = 'han' then 'han_count'
            else 'digits'
        end as numeral_kind,
        is_ocr,
        -- of the metric
        is_of_own_terms,
        topic_basis,
        case when claim_basis = 'wording' then 'named' else 'taken_over' end as claim_kind,
        case when other_words is null then 'known' else 'other' end as label_words,
        joins_things,
        -- of the scope
        scope_basis,
        -- of the year
        case
            when period_type = 'year' then 'year'
            when period_type = 'several_years' then 'several'
            else 'part'
        end as period_kind,
        case when role = 'prior' or role = 'target' then 'other' else 'own' end as role_kind
    from known

)

select * from told

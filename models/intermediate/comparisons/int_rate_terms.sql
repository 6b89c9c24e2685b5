-- Of what a stated rate is a rate, as far as its check could find out. A rate that is stated several times with one
-- value is one statement: what the check found at any of its places holds for it.
with

checked as (

    select * from {{ ref('int_check_rates') }}

),

figures as (

    select * from {{ ref('int_check_figures') }}

),

judged as (

    select
        figures.observation_id,
        {{ key_of([
            'figures.report_id', 'figures.metric_code', 'figures.role', 'figures.scope', 'figures.year',
            'figures.as_of', 'figures.period_type', 'figures.value'
        ]) }} as stated_value,
        checked.rate_terms,
        case
            when checked.reason = 'a_figure_beside_explains_it' then 'other_whole'
            when checked.reason = 'other_terms_than_defined' then 'other_terms'
            when checked.outcome = 'holds' then 'defined'
            when checked.outcome = 'fails' then 'contradicted'
            else 'not_checked'
        end as basis
    from checked
    inner join figures on checked.subject_observation_id = figures.observation_id

),

ranked as (

    select
        *,
        case basis
            when 'defined' then 1
            when 'other_terms' then 2
            when 'other_whole' then 3
            when 'contradicted' then 4
            else 5
        end as basis_order
    from judged

),

best as (

    select
        *,
        row_number() over (
            partition by stated_value
            order by basis_order nulls last, observation_id nulls last
        ) as place
    from ranked

)

select
    judged.observation_id,
    best.basis,
    best.rate_terms as checked_terms,
    case when best.basis = 'other_terms' then best.rate_terms else 'as_defined' end as rate_terms
from judged
inner join best on judged.stated_value = best.stated_value
where best.place = 1

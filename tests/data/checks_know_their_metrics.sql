-- Every metric that seeds/checks.csv names is one of the catalogue, and the terms fit the kind of the check.
with

terms as (

    select * from {{ ref('int_check_terms') }}

),

named as (

    select
        check_code,
        subject_metric as metric_code
    from terms
    union
    select
        check_code,
        numerator_metric as metric_code
    from terms
    union
    select
        check_code,
        denominator_metric as metric_code
    from terms
    where denominator_metric is not null

),

metrics as (

    select * from {{ ref('metrics') }}

)

select
    named.check_code,
    'no such metric: ' || coalesce(named.metric_code, '(none)') as fault
from named
left join metrics on named.metric_code = metrics.metric_code
where metrics.metric_code is null
union all
select
    terms.check_code,
    'a rate is checked by part/whole, nothing else is' as fault
from terms
where (terms.kind = 'rate') <> (terms.denominator_metric is not null)
union all
select
    terms.check_code,
    'a rate is a rate, and only a rate' as fault
from terms
inner join metrics on terms.subject_metric = metrics.metric_code
where (terms.kind = 'rate') <> (metrics.kind = 'rate')

-- Each correction with the figure that it is about, and whether it still fits: applies, dormant (its report has not
-- landed, or is not the current version) or misfit, with what was found instead.
with

corrections as (

    select
        *,
        concat_ws(' ', source_name, report_sha256_prefix) as report_named,
        count(*) over (partition by correction_id) as times_named,
        row_number() over (partition by correction_id order by field nulls last) as time_no
    from {{ ref('corrections') }}

),

places as (

    select * from {{ ref('int_correction_places') }}

),

observations as (

    select * from {{ ref('int_observations') }}

),

units as (

    select * from {{ ref('units') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

-- what is wrong with a row whatever the report says
checked as (

    select
        corrections.*,
        places.report_id,
        places.figure_id,
        places.is_landed,
        places.fault as fault_of_place,
        case
            when corrections.correction_id is null then 'it has no correction_id'
            when corrections.times_named > 1 then 'another row has the same correction_id'
            when corrections.report_named = '' then 'it names no report; fill in source_name or report_sha256_prefix'
            when corrections.printed_number is null or corrections.sentence_md5 is null
                then 'it needs printed_number and sentence_md5'
            when corrections.reason is null or corrections.corrected_on is null or corrections.corrected_by is null
                then 'it needs reason, corrected_on and corrected_by'
            when
                coalesce(corrections.field, '')
                not in ('value', 'unit', 'metric_code', 'scope', 'role', 'year', 'as_of', 'use')
                then concat_ws('', 'there is no field “', corrections.field, '”; docs/corrections.md lists them')
            when coalesce(corrections.read_as, '') = coalesce(corrections.corrected_to, '')
                then concat_ws('', 'it corrects “', corrections.read_as, '” to the same')
        end as fault_of_row,
        case corrections.field
            when 'value' then try_cast(corrections.corrected_to as decimal(28, 10)) is not null
            when 'unit' then units.unit is not null
            when 'metric_code' then catalogue.metric_code is not null
            when 'scope' then coalesce(corrections.corrected_to in ('own', 'whole', 'part', 'unstated'), false)
            when 'role' then coalesce(corrections.corrected_to in ('level', 'prior', 'change', 'target'), false)
            when 'year' then coalesce(try_cast(corrections.corrected_to as int) >= 1949, false)
            when 'as_of' then corrections.corrected_to is null or try_cast(corrections.corrected_to as date) is not null
            when 'use' then coalesce(corrections.corrected_to = 'no', false)
        end as is_possible
    from corrections
    left join places on corrections.correction_id = places.correction_id
    left join units on corrections.corrected_to = units.unit
    left join catalogue on corrections.corrected_to = catalogue.metric_code
    where corrections.time_no = 1

),

readings_found as (

    select
        checked.correction_id,
        count(*) as observation_count,
        count(case when {{ reads_as('observations', 'checked.field', 'checked.read_as') }} then 1 end) as fitting_count,
        {{ joined("coalesce(" ~ reading_of('observations', 'checked.field') ~ ", 'nothing')") }} as readings_there,
        bool_or(checked.field = 'metric_code' and checked.corrected_to = observations.metric_code) as is_there_already
    from checked
    inner join observations on checked.figure_id = observations.figure_id
    group by checked.correction_id

),

rivals as (

    select
        figure_id,
        field,
        coalesce(read_as, '') as read_as,
        {{ joined('correction_id') }} as correction_ids
    from checked
    where figure_id is not null
    group by all
    having count(*) > 1

),

judged as (

    select
        checked.*,
        case
            when checked.fault_of_row is not null then checked.fault_of_row
            when not checked.is_possible
                then concat_ws('', 'corrected_to “', checked.corrected_to, '” is no ', checked.field)
            when checked.fault_of_place is not null then checked.fault_of_place
            when checked.figure_id is null then null
            when readings_found.observation_count is null
                then 'the number is not read as any metric now; if that is right, take the correction out'
            when readings_found.fitting_count = 0
                then concat_ws(
                    '',
                    checked.field, ' is not read as “', checked.read_as, '” now but as “',
                    readings_found.readings_there, '”; if that is right, take the correction out'
                )
            when readings_found.is_there_already
                then concat_ws('', 'the number is read as ', checked.corrected_to, ' already')
            when rivals.correction_ids is not null
                then concat_ws('', 'several correct the same reading: ', rivals.correction_ids)
        end as misfit
    from checked
    left join readings_found on checked.correction_id = readings_found.correction_id
    left join rivals
        on
            checked.figure_id = rivals.figure_id
            and checked.field = rivals.field
            and coalesce(checked.read_as, '') = rivals.read_as

)

select
    correction_id,
    report_named,
    report_id,
    figure_id,
    field,
    read_as,
    corrected_to,
    reason,
    corrected_on,
    corrected_by,
    case
        when misfit is not null then 'misfit'
        when coalesce(is_landed, false) then 'applies'
        else 'dormant'
    end as status,
    case
        when misfit is not null
            then concat_ws(
                '',
                'correction ', coalesce(correction_id, '?'), ' (', report_named,
                ', ', coalesce(field, '?'), ' of ', coalesce(printed_number, '?'), '): ', misfit
            )
    end as message
from judged

-- Every clue to whose a report is and of which year: those that landed with it, and what its readers say.
with

landed as (

    select * from {{ ref('stg_report_clues') }}

),

verdicts as (

    select *
    from {{ ref('int_report_verdicts') }}
    where status = 'applies'
    qualify row_number() over (partition by report_id, part order by verdict_id nulls last) = 1

),

told as (

    select
        report_id,
        -1 as clue_no,
        note as clue_text,
        case part when 'report_year' then 'year' else 'jurisdiction' end as about,
        'verdict' as clue_kind,
        case part when 'report_year' then claim else jurisdiction_name end as clue_value,
        case part when 'report_jurisdiction' then jurisdiction_code end as jurisdiction_code,
        case part when 'report_jurisdiction' then level end as level,
        1 as mentions,
        cast(null as int) as char_start,
        cast(null as int) as char_end
    from verdicts

)

select
    report_id,
    clue_no,
    clue_text,
    about,
    clue_kind,
    clue_value,
    jurisdiction_code,
    level,
    mentions,
    char_start,
    char_end
from landed
union all
select
    report_id,
    clue_no,
    clue_text,
    about,
    clue_kind,
    clue_value,
    jurisdiction_code,
    level,
    mentions,
    char_start,
    char_end
from told

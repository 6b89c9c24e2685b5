-- What a report calls itself, and the one subject that it is on, where its title names one (the hotline, disclosure).
with

reports as (

    select * from {{ ref('int_reports') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

-- a text that does not begin as a report does has a line at its head all the same (12345热线5月月报)
titles as (

    select
        reports.report_id,
        coalesce(reports.title, passages.opening_line, '') as title
    from reports
    left join passages on reports.report_id = passages.report_id and passages.is_first

),

subjects as (

    select
        report_id,
        title,
        coalesce(
            {{ last_match(replaced('title', quoted(word_class('named_body')), "''"), topic_pattern(weak=false)) }},
            {{ last_match(
                'title', quoted('(' ~ word_class('subject_of_a_body') ~ ')' ~ word_class('body_of_one_subject'))
            ) }},
            -- 信访局2021年工作总结: an office that does nothing else; its report on the rule of law is on much else
            case
                when not {{ matches('title', quoted('法[治制]|依法行政|依法治')) }}
                    then coalesce(
                        {{ last_match(
                            'title',
                            quoted('(' ~ word_class('office_of_one_subject') ~ ')' ~ word_class('kind_of_an_office'))
                        ) }},
                        {{ last_match('title', quoted('(' ~ word_class('name_of_one_subject') ~ ')')) }}
                    )
            end
        ) as title_words
    from titles

)

select * from subjects

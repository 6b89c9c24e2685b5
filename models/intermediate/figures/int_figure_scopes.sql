-- Whose figure it is: the reporting body's own, the whole jurisdiction's, a named part's, or unstated, by the words
-- that say so and the cue that they are.
{%- set as_printed = {'lead': 'printed_lead'} %}
{%- set left_out = ['nothing', 'above'] %}
with

settled as (

    select * from {{ ref('int_scope_words') }}

),

cued as (

    select
        *,
        {{ cue_says('scope', 'scope_cue') }} as said
    from (
        select
            *,
            {{ cues_of('scope', 'scope_words', says_not=no_scope()) }} as found_cues,
            {{ first_of('found_cues') }} as scope_cue
        from settled
    ) as found_cue

),

judged as (

    select
        figure_id,
        label_no,
        scope_words,
        scope_basis,
        scope_cue,
        case when scope_basis = 'item' and scope_cue is not null then carried_at end as carried_at,
        -- all that spoke: what decides, what named it without a cue, what was taken apart or left out
        found_cues
        || {{ list_where("scope_words = '◇part'", list_of(["'scope.lower_division_named'"])) }}
        || {{ list_where("scope_cue is null and scope_words = jurisdiction_name", list_of(["'scope.place_named'"])) }}
        || {{ list_where('is_of_pair', cues_saying('scope', 'level_named')) }}
        || {{ list_where('is_of_pair', cues_saying('scope', 'both_levels')) }}
        || {{ list_where('is_behind', cues_saying('scope', 'behind')) }}
        || lead_out_cues
        || {{ list_where(
            "scope_basis <> 'sentence' and carried_out_cues is not null", list_without('carried_out_cues', 'lead_out_cues')
        ) }}
            as scope_cues,
        {{ same_for_each('found_cues', 'scope_words') }}
        || {{ list_where("scope_words = '◇part'", list_of(['part_words'])) }}
        || {{ list_where("scope_cue is null and scope_words = jurisdiction_name", list_of(['scope_words'])) }}
        || {{ list_where('is_of_pair', list_of(['scope_words', 'pair_words'])) }}
        || {{ list_where('is_behind', list_of(['scope_words'])) }}
        || {{ words_of_cues('scope', 'lead_out_cues', as_printed, says=left_out) }}
            as scope_cue_words,
        case
            -- a town's own figures are a part of its county
            when is_of_a_town and (scope_words is null or coalesce(said, '') <> 'whole') then 'part'
            when scope_words is null
                then coalesce(
                    case when body_kind = 'centre' then 'own' end,
                    default_scope,
                    -- a text on one subject that begins with the whole goes on with it
                    case when report_scope = 'whole' then 'whole' end,
                    -- an office that names nobody speaks of itself; a hotline takes calls for all, and lawyers
                    -- are the place's
                    case
                        when
                            is_of_an_office
                            and metric_code not like 'hotline.%'
                            and metric_code not like 'legal_service.law%'
                            then 'own'
                    end,
                    report_scope,
                    'unstated'
                )
            when scope_words = '◇part' then 'part'
            when scope_words = reporting_body then 'own'
            when
                default_scope is not null
                and (
                    said = 'place'
                    or scope_words = jurisdiction_name
                    or (scope_basis = 'item' and said = 'whole')
                    -- only a government makes rules and brings in bills
                    or (scope_basis = 'item' and metric_code like 'legislation.%')
                )
                then default_scope
            when said = 'place' then 'whole'
            when said in ('body', 'bureau')
                then case
                    -- an office trains and leads those who mediate everywhere
                    when
                        default_scope = 'whole'
                        and contains(reporter, scope_words)
                        and {{ matches('scope_words', quoted(word_class('name_of_an_office'))) }}
                        then 'whole'
                    when {{ is_name_of('scope_words', 'reporter') }} then 'own'
                    when said = 'bureau' and is_of_an_office then 'own'
                    else 'part'
                end
            when said is not null then said
            when contains(scope_words, coalesce(jurisdiction_name, '◇')) then 'whole'
            else 'part'
        end as scope
    from cued

)

select * from judged

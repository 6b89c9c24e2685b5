{#- Words on how well readers agree, and on what a sample tells of the whole. -#}

{#- An end of Wilson's 95 per cent interval of a share of which `hits` in `trials` were found: `sign` is - or +. -#}
{%- macro wilson_end(hits, trials, sign) -%}
    {%- set z = 'cast(1.959963984540054 as double)' -%}
    {%- set share = '(cast(' ~ hits ~ ' as double) / ' ~ trials ~ ')' -%}
    greatest(0, least(1,
        (
            {{ share }} + {{ z }} * {{ z }} / (2 * {{ trials }})
            {{ sign }} {{ z }} * sqrt(
                {{ share }} * (1 - {{ share }}) / {{ trials }} + {{ z }} * {{ z }} / (4 * {{ trials }} * {{ trials }})
            )
        ) / (1 + {{ z }} * {{ z }} / {{ trials }})
    ))
{%- endmacro -%}

{#- Agreement beyond chance: what is `observed` against what is `expected`, 1 where all is; null where chance does all. -#}
{%- macro beyond_chance(observed, expected) -%}
    case when {{ expected }} < 1 then ({{ observed }} - {{ expected }}) / (1 - {{ expected }}) end
{%- endmacro -%}

{#- The confidence band of a reading, by its lower end. -#}
{%- macro confidence_band(confidence) -%}
    case
        when {{ confidence }} >= 0.90 then '0.90'
        when {{ confidence }} >= 0.80 then '0.80'
        when {{ confidence }} >= 0.70 then '0.70'
        when {{ confidence }} >= 0.60 then '0.60'
        else '0'
    end
{%- endmacro -%}

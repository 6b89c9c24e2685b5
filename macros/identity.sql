{#- Words on what reports' clues answer. -#}

{#- An answer with its support and the kinds of its clues: 南昌市 0.95 (title, sign_off). -#}
{%- macro answer_told(answer, support, clue_kinds) -%}
    concat_ws('', {{ answer }}, ' ', cast(cast({{ support }} as decimal(3, 2)) as string), ' (', {{ clue_kinds }}, ')')
{%- endmacro -%}

{#- A sum of floating numbers, rounded. In which order they are summed is the engine's: so that their last bits decide
    nothing, what lies half way between two is the greater. -#}
{%- macro rounded_up_at_half(value, decimals) -%}
    round({{ value }} + 0.00000000001, {{ decimals }})
{%- endmacro -%}

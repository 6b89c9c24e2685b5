{#- Words of scope: those of the cues that say whose a figure is (seeds/cues/scope_cues.csv), without what only sets
    words apart or leaves them out. -#}

{#- What a cue may say besides whose a figure is. -#}
{%- macro no_scope() -%}
    {{- return(['nothing', 'above', 'level_named', 'both_levels', 'behind']) -}}
{%- endmacro -%}

{#- One pattern of all words of scope, with one group. -#}
{%- macro scope_pattern() -%}
    {{- return('(' ~ cue_pattern('scope', says_not=no_scope()) ~ ')') -}}
{%- endmacro -%}

{#- The same as a constant of SQL. -#}
{%- macro scope_words() -%}
    {{- return(quoted(scope_pattern())) -}}
{%- endmacro -%}

{#- Words on peers: who is alike enough to be looked at beside a place (docs/comparability.md). -#}

{#- The region of a province by its code, the four of the national statistics. -#}
{%- macro region_of(province_key) -%}
    case
        when left({{ province_key }}, 2) in ('11', '12', '13', '31', '32', '33', '35', '37', '44', '46') then 'east'
        when left({{ province_key }}, 2) in ('14', '34', '36', '41', '42', '43') then 'centre'
        when left({{ province_key }}, 2) in ('21', '22', '23') then 'northeast'
        when left({{ province_key }}, 2) in ('15', '45', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65') then 'west'
    end
{%- endmacro -%}

{#- The class of a number of residents; null where it is not known. -#}
{%- macro population_class_of(residents) -%}
    case
        when {{ residents }} < 500000 then 'below_500_thousand'
        when {{ residents }} < 1000000 then 'below_1_million'
        when {{ residents }} < 5000000 then 'below_5_million'
        when {{ residents }} < 10000000 then 'below_10_million'
        when {{ residents }} is not null then 'from_10_million'
    end
{%- endmacro -%}

{#- Texts of many lines: a pattern that comes from a row is compiled once for each text, so many short texts are made one.
    Lines are spelt in letters of their own: RE2 goes through a text byte by byte, and a Chinese character has three. The
    characters that rules name most have letters of one byte, those that they name next of two; any other stays itself. -#}

{#- The letters, as numbers of Unicode: characters that no text has but for blanks, and Ā to ɏ. -#}
{%- macro short_letters() -%}
    {{- return(range(1, 9) | list + range(14, 32) | list) -}}
{%- endmacro -%}

{%- macro long_letters() -%}
    {{- return(range(256, 592) | list) -}}
{%- endmacro -%}

{#- The letter of each character that has one, as a dictionary: the characters that rules name most come first. -#}
{%- macro line_letters() -%}
    {%- set known = remembered() -%}
    {%- if 'line_letters' not in known -%}
        {%- set patterns = [] -%}
        {%- for row in rule_rows() -%}
            {%- do patterns.append(row['pattern'] ~ (row['unless'] or '')) -%}
        {%- endfor -%}
        {%- set text = patterns | join -%}
        {%- set counted = [] -%}
        {%- for character in (modules.re.findall('[^ -~]', text) if text else []) | unique(case_sensitive=true) -%}
            {%- do counted.append([-text.count(character), character]) -%}
        {%- endfor -%}
        {%- set letters = {} -%}
        {%- for count, letter in zip(counted | sort, short_letters() + long_letters()) -%}
            {%- do letters.update({count[1]: letter}) -%}
        {%- endfor -%}
        {%- do known.update({'line_letters': letters}) -%}
    {%- endif -%}
    {{- return(known['line_letters']) -}}
{%- endmacro -%}

{#- A pattern as it finds the beginnings of lines up to what it is about, or whole lines: ^ and $ are the ends of a line, and
    no gap reaches beyond them. A range of characters (一-龥) has the letters of those in it besides. -#}
{%- macro line_pattern(pattern, whole=true) -%}
    {%- set letters = line_letters() -%}
    {%- set spelt = namespace(pattern=pattern) -%}
    {%- for brackets in modules.re.findall('\\[(?:\\\\.|[^\\]\\\\])*\\]', pattern) | unique(case_sensitive=true) -%}
        {%- set ranges = namespace(brackets=brackets) -%}
        {%- for ends in modules.re.findall('[^ -~]-[^ -~]', brackets) -%}
            {%- set inside = [] -%}
            {%- for character in letters if ends[0] <= character <= ends[2] -%}
                {%- do inside.append(character) -%}
            {%- endfor -%}
            {%- set first, last = ends[0].encode('utf-32-be').hex(), ends[2].encode('utf-32-be').hex() -%}
            {%- set ranges.brackets = ranges.brackets.replace(
                ends, '\\x{' ~ first ~ '}-\\x{' ~ last ~ '}' ~ inside | join
            ) -%}
        {%- endfor -%}
        {%- set spelt.pattern = spelt.pattern.replace(brackets, ranges.brackets) -%}
    {%- endfor -%}
    {%- set table = {} -%}
    {%- for character, letter in letters.items() -%}
        {%- do table.update({character: '\\x%02x' % letter if letter < 32 else '%c' % letter}) -%}
    {%- endfor -%}
    {{- return('(?m)^.*?(?:' ~ spelt.pattern.translate(''.maketrans(table)).replace('[^', '[^\\n') ~ (').*' if whole else ')')) -}}
{%- endmacro -%}

{#- The words of texts, a line each, in the letters of lines. Where a text has one of the letters itself, it is none. -#}
{%- macro in_line_letters(texts) -%}
    {%- set letters = line_letters() -%}
    {%- set short = 'chr(' ~ short_letters() | join(') || chr(') ~ ')' -%}
    {%- set long, own = [], [] -%}
    {%- for letter in long_letters() -%}
        {%- do long.append('%c' % letter) -%}
        {%- if '%c' % letter not in letters -%}{%- do own.append('%c' % letter) -%}{%- endif -%}
    {%- endfor -%}
    {%- set none_of_them = '�' * (own | length + short_letters() | length) -%}
    translate(
        {{ texts }},
        {{ quoted(letters | join ~ own | join) }} || {{ short }},
        {{ short }} || {{ quoted(long | join ~ none_of_them) }}
    )
{%- endmacro -%}

{#- The lines of a text that a line_pattern finds. -#}
{%- macro lines_with(lines, pattern) -%}
    {{ list_joined(all_found_in(lines, pattern), 'chr(10)') }}
{%- endmacro -%}

{#- The lines that it does not find, and others that are no wordings: what it finds is a form feed. All lines where there is
    no pattern. -#}
{%- macro lines_without(lines, pattern) -%}
    case
        when {{ lines }} = '' or {{ pattern }} is null then {{ lines }}
        else {{ replaced(lines, pattern, 'chr(12)') }}
    end
{%- endmacro -%}

{#- The lines of a text as a list. -#}
{%- macro lines_of(text) -%}
    {{ split_by(text, 'chr(10)') }}
{%- endmacro -%}

{#- The number of the portion of so many rows that a row is in, counted from 0; any order of `words` will do. -#}
{%- macro portion_no(rows, words) -%}
    {{- adapter.dispatch('portion_no', 'fazhi')(rows, words) -}}
{%- endmacro -%}

{%- macro duckdb__portion_no(rows, words) -%}
    (row_number() over () - 1) // {{ rows }}
{%- endmacro -%}

{%- macro spark__portion_no(rows, words) -%}
    (row_number() over (order by {{ words }} nulls last) - 1) div {{ rows }}
{%- endmacro -%}

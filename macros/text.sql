{#- Words on text. -#}

{#- A sentence that a program broke over several lines, as one line. -#}
{%- macro on_one_line(text) -%}
    {{ replaced(text, quoted(' *[\\r\\n]+ *'), "''") }}
{%- endmacro -%}

{#- Wording without what varies from report to report: blanks, quotation marks, digits (each number becomes 0,
    but 12345 stays the citizens' hotline and its neighbours stay other lines), without the readings that some pages
    print behind their characters (務(wù)), and without the bodies whose names would pass for their subject (行政审批局). -#}
{%- macro plain_wording(text) -%}
    {%- set renamed = "replace(" ~ text ~ ", '行政审批局', '审批局')" -%}
    {%- set plain = replaced(renamed, quoted("[\\s“”\"‘’'「」『』《》〈〉]+|" ~ readings()), "''") -%}
    {%- set other_lines = '(^|[^0-9])12(?:[0-24-9][0-9]{2}|3[0-35-9][0-9]|34[0-46-9])'
        ~ '([^0-9.,万亿余多件宗起人个项条次份户家名元%张本册辆台处场封通批吨卷亩所间期幅篇套面艘枚字天])' -%}
    {%- set of_one_line = replaced(plain, quoted(other_lines), quoted('\\1他线\\2')) -%}
    {{- replaced("replace(" ~ of_one_line ~ ", '12345', '市民热线')", quoted('(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:[.][0-9]+)?'), "'0'") -}}
{%- endmacro -%}

{#- How a character is read, in brackets behind it. -#}
{%- macro readings() -%}
    {{- '[(][a-zà-ǜ]{1,6}[)]' -}}
{%- endmacro -%}

{#- The text without the titles of laws and documents, whose names and years are not the sentence's own. -#}
{%- macro without_titles(text) -%}
    {{ replaced(text, quoted('《[^》]{0,90}》|〔[^〕,。)]{0,12}〕?'), "''") }}
{%- endmacro -%}

{#- The last (not overlapping, leftmost-first) match of a pattern with one group; null where there is none. -#}
{%- macro last_match(text, pattern) -%}
    {{ nth_of(all_found_in(text, pattern, 1), -1) }}
{%- endmacro -%}

{#- Words less the punctuation around them. -#}
{%- macro without_edges(words) -%}
    trim(both ',;。:、 ' from {{ words }})
{%- endmacro -%}

{#- The same, of a pattern with any groups or none: all that it matched, less the punctuation around it. -#}
{%- macro last_whole_match(text, pattern) -%}
    {{ without_edges(nth_of(all_found_in(text, pattern), -1)) }}
{%- endmacro -%}

{%- macro first_match(text, pattern) -%}
    nullif({{ found_in(text, pattern, 1) }}, '')
{%- endmacro -%}

{#- Where a word last begins in a text, counted from 0; -1 where it does not stand in it. -#}
{%- macro last_place(text, word) -%}
    case
        when contains({{ text }}, {{ word }})
            then length({{ text }}) - length({{ word }})
                - length({{ nth_of(split_by(text, word), -1) }})
        else -1
    end
{%- endmacro -%}

{#- Where a word last begins in a text that itself begins at an offset; null where it does not stand in it. -#}
{%- macro last_offset(start, text, word) -%}
    case when contains({{ text }}, {{ word }}) then {{ start }} + {{ last_place(text, word) }} end
{%- endmacro -%}

{#- Where the last of a list's words begins in a text; -1 where none stands in it, null where there is no list. -#}
{%- macro last_place_of_any(text, words) -%}
    {{ largest_of(made_of_each(words, 'word', last_place(text, 'word'))) }}
{%- endmacro -%}

{#- Where a word first begins in a text, counted from 0; -1 where it does not stand in it. -#}
{%- macro first_place(text, word) -%}
    instr({{ text }}, {{ word }}) - 1
{%- endmacro -%}

{#- The word of a list that last begins at a place of a text; null where none does. -#}
{%- macro word_at(text, words, place) -%}
    {{ nth_of(kept(words, 'word', last_place(text, 'word') ~ ' = ' ~ place), 1) }}
{%- endmacro -%}

{#- A title for comparing: its characters and digits alone, without 关于 and what kind of paper it is. -#}
{%- macro bare_title(title) -%}
    {{- replaced(
        replaced(title, quoted('[^\\x{4E00}-\\x{9FFF}0-9]+'), "''"),
        quoted('关于|人民政府|年度?|的?(?:情况|工作)?的?(?:报告|总结|公告|公示)?$'),
        "''"
    ) -}}
{%- endmacro -%}

{#- A text's words, which are parted by blanks, as a list. -#}
{%- macro words_of(words) -%}
    {{ split_by(words, "' '") }}
{%- endmacro -%}

{#- Whether a word is one of a list; false where there is no list. -#}
{%- macro is_listed(word, words) -%}
    coalesce({{ holds(words, word) }}, false)
{%- endmacro -%}

{#- A text without white space: how a line was broken says nothing. -#}
{%- macro without_blanks(text) -%}
    {{- replaced(text, quoted('[\\s\\x{A0}\\x{3000}]+'), "''") -}}
{%- endmacro -%}

{#- A decimal as text without the zeros at its end, nor a point that nothing stands behind. -#}
{%- macro without_last_zeros(number_text) -%}
    trim(trailing '.' from trim(trailing '0' from {{ number_text }}))
{%- endmacro -%}

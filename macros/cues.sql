{#- Cues: rows that say what words around a number mean (seeds/cues/). Their patterns become constants of one SELECT, as
    those of the wording rules do (macros/rules.sql). -#}

{#- What is worked out once for a node, although its SQL asks for it in many places: of the things that all macros see
    while a node is compiled, `model` is the one that is the node's own. -#}
{%- macro remembered() -%}
    {{- return(model.setdefault('remembered', {}) if model is defined else {}) -}}
{%- endmacro -%}

{#- The word classes as a dictionary of patterns; a class may use the classes before it. -#}
{%- macro word_classes() -%}
    {%- set known = remembered() -%}
    {%- if 'word_classes' not in known -%}
        {%- set classes = {} -%}
        {%- for row in seed_rows('word_classes', 'class_order') -%}
            {%- do classes.update({row['word_class']: '(?:' ~ alternatives(row['words'], classes) ~ ')'}) -%}
        {%- endfor -%}
        {%- do known.update({'word_classes': classes}) -%}
    {%- endif -%}
    {{- return(known['word_classes']) -}}
{%- endmacro -%}

{#- One word class as a pattern. -#}
{%- macro word_class(name) -%}
    {{- return(word_classes().get(name, '\\x00')) -}}
{%- endmacro -%}

{#- A pattern as it is written in a seed, as RE2 wants it: a line is an alternative, {name} a word class. -#}
{%- macro alternatives(pattern, classes) -%}
    {%- set lines = [] -%}
    {%- for line in pattern.splitlines() if line.strip() -%}
        {%- do lines.append(line.strip()) -%}
    {%- endfor -%}
    {%- set joined = modules.re.sub('([(]([?]:)?)[|]', '\\1', lines | join('|')).replace('|)', ')') -%}
    {%- set pieces = [] -%}
    {%- for piece in modules.re.split('([{][a-z_]+[}])', joined) -%}
        {%- if modules.re.fullmatch('[{][a-z_]+[}]', piece) -%}
            {%- if piece[1:-1] not in classes -%}
                {{ exceptions.raise_compiler_error('no word class is named ' ~ piece ~ ' (seeds/cues/word_classes.csv)') }}
            {%- endif -%}
            {%- do pieces.append(classes[piece[1:-1]]) -%}
        {%- else -%}
            {%- do pieces.append(piece) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(pieces | join) -}}
{%- endmacro -%}

{#- The rows of a seed, in their order, as dictionaries whose patterns are ready for use; to be read, not written to. -#}
{%- macro ready_rows(name, order_by, patterns) -%}
    {%- set known = remembered() -%}
    {%- if name not in known -%}
        {%- set classes = word_classes() -%}
        {%- set ready = [] -%}
        {%- for row in seed_rows(name, order_by) -%}
            {%- set cells = dict(row.dict()) -%}
            {%- for column in patterns if cells.get(column) -%}
                {%- do cells.update({column: alternatives(cells[column], classes)}) -%}
            {%- endfor -%}
            {%- do ready.append(cells) -%}
        {%- endfor -%}
        {%- do known.update({name: ready}) -%}
    {%- endif -%}
    {{- return(known[name]) -}}
{%- endmacro -%}

{#- The cues of a judgement. -#}
{%- macro cue_rows(judgement) -%}
    {{- return(ready_rows(judgement ~ '_cues', 'cue_order, cue_id', ('pattern', 'unless', 'also'))) -}}
{%- endmacro -%}

{#- What a condition of a cue asks of the columns: `unit_class: percent point; metric_code: not approval_time.*`. -#}
{%- macro cue_conditions(conditions) -%}
    {%- for condition in (conditions or '').split(';') if condition.strip() -%}
        {%- set column = condition.split(':')[0].strip() -%}
        {%- set values = condition.split(':')[1].split() -%}
        {%- set negated = values[0] == 'not' -%}
        {{- ' and ' -}}
        {%- if values == ['true'] -%}
            {{ column }}
        {%- else -%}
            {{- 'not ' if negated }}coalesce({% for value in (values[1:] if negated else values) -%}
                {{- ' or ' if not loop.first -}}
                {%- if value.endswith('*') -%}
                    {{ column }} like {{ quoted(value[:-1] ~ '%') }}
                {%- else -%}
                    {{ column }} = {{ quoted(value) }}
                {%- endif -%}
            {%- endfor %}, false)
        {%- endif -%}
    {%- endfor -%}
{%- endmacro -%}

{#- Whether a cue speaks: its pattern stands in one of its places, what must not be there does not, and its conditions
    hold. `places` tells the column of each place. What else must stand somewhere is `also`, what must not `unless`. -#}
{%- macro cue_speaks(cue, places) -%}
    ({%- for place in cue['place'].split() if place in places -%}
        {{- ' or ' if not loop.first -}}{{ matches(places[place], quoted(cue['pattern'])) }}
    {%- endfor -%})
    {%- if cue['also'] %} and {{ matches(places[cue['also_in']], quoted(cue['also'])) }}{% endif -%}
    {%- if cue['unless'] %} and not coalesce(
        {{- matches(places[cue.get('unless_in') or cue['place'].split()[0]], quoted(cue['unless'])) }}, false){% endif -%}
    {{- cue_conditions(cue['conditions']) -}}
{%- endmacro -%}

{#- The cues of a judgement that look at one of some places, and say one of some things where these are given. -#}
{%- macro cues_of_places(judgement, places, says=none) -%}
    {%- set cues = [] -%}
    {%- for cue in cue_rows(judgement) if says is none or cue['says'] in says -%}
        {%- if cue['place'].split() | select('in', places) | list -%}
            {%- do cues.append(cue) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(cues) -}}
{%- endmacro -%}

{#- The ids of the cues of a judgement that speak, as a list in their order; of those that say some things alone, where
    these are given. -#}
{%- macro speaking_cues(judgement, places, says=none) -%}
    {%- set cues = cues_of_places(judgement, places, says) -%}
    {%- if cues -%}
        {%- set spoken = [] -%}
        {%- for cue in cues -%}
            {%- do spoken.append('case when ' ~ cue_speaks(cue, places) ~ ' then ' ~ quoted(cue['cue_id']) ~ ' end') -%}
        {%- endfor -%}
        {{ kept(list_of(spoken), 'cue', 'cue is not null') }}
    {%- else -%}
        {{ texts_of() }}
    {%- endif -%}
{%- endmacro -%}

{#- The words by which a cue spoke: the last that its pattern finds, or of several places the first; behind words that must
    stand there too, those. `cue_id` is a column, the patterns are constants. -#}
{%- macro words_of_cue(judgement, cue_id, places, says=none) -%}
    case {{ cue_id }}
        when '' then cast(null as string)
        {%- for cue in cues_of_places(judgement, places, says) %}
        when {{ quoted(cue['cue_id']) }}
            then nullif(concat_ws(
                ' … ',
                {%- if cue['also'] and judgement == 'wording' %}
                nullif({{ found_in(
                    places[cue['also_in']], quoted(cue['also']), 1 if has_group(cue['also']) == 'yes' else 0
                ) }}, ''),
                {%- endif %}
                coalesce(
                    {%- for place in cue['place'].split() if place in places %}
                    nullif({{ last_whole_match(places[place], quoted(cue['pattern'])) }}, ''),
                    {%- endfor %}
                    null
                )
            ), '')
        {%- endfor %}
    end
{%- endmacro -%}

{#- The words by which each of a list of cues spoke, as a list in their order. -#}
{%- macro words_of_cues(judgement, cue_ids, places, says=none) -%}
    {{ made_of_each(cue_ids, 'spoken', words_of_cue(judgement, 'spoken', places, says)) }}
{%- endmacro -%}

{#- The longest piece of some words in which no number stands, by which they are found in the text: a wording has ◇ and 0
    where the text has numbers. -#}
{%- macro piece_without_numbers(words) -%}
    {%- set pieces = split_at(words, quoted('[0-9◇○… ]+')) -%}
    {%- set longest = largest_of(made_of_each(pieces, 'other', 'length(other)')) -%}
    {{ nth_of(kept(pieces, 'one_piece', 'length(one_piece) = ' ~ longest), 1) }}
{%- endmacro -%}

{#- Whether any of a list of cue ids says a thing. -#}
{%- macro any_says(judgement, cue_ids, said) -%}
    {%- set ids = [] -%}
    {%- for cue in cue_rows(judgement) if cue['says'] == said -%}
        {%- do ids.append(quoted(cue['cue_id'])) -%}
    {%- endfor -%}
    {{- holds_any(cue_ids, list_of(ids)) if ids else 'false' -}}
{%- endmacro -%}

{#- One pattern of all cues of a judgement that say (or do not say) some things, the first in order first. -#}
{%- macro cue_pattern(judgement, says=none, says_not=(), place=none, column='pattern') -%}
    {%- set patterns = [] -%}
    {%- for cue in cue_rows(judgement) -%}
        {%- if (says is none or cue['says'] in says) and cue['says'] not in says_not
            and (place is none or place in cue['place'].split()) -%}
            {%- do patterns.append(cue[column]) if cue[column] -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(patterns | join('|') if patterns else '\\x00') -}}
{%- endmacro -%}

{#- The cues, of those that say none of some things, whose pattern a piece of text is that cue_pattern found, in their
    order: the first decides; a list, empty where there is no such text. -#}
{%- macro cues_of(judgement, words, says_not=()) -%}
    case
        when {{ words }} is null then {{ texts_of() }}
        {%- set found = [] -%}
        {%- for cue in cue_rows(judgement) if cue['says'] not in says_not -%}
            {%- set condition = is_whole(words, quoted(cue['pattern'])) ~ cue_conditions(cue['conditions']) -%}
            {%- do found.append('case when ' ~ condition ~ ' then ' ~ quoted(cue['cue_id']) ~ ' end') -%}
        {%- endfor %}
        else {{ kept(texts_of(found), 'cue', 'cue is not null') }}
    end
{%- endmacro -%}

{#- The first of them alone; null where there is none. -#}
{%- macro cue_of(judgement, words, says_not=()) -%}
    case
        when {{ words }} is null then null
        {%- for cue in cue_rows(judgement) if cue['says'] not in says_not %}
        when {{ is_whole(words, quoted(cue['pattern'])) }}{{ cue_conditions(cue['conditions']) }}
            then {{ quoted(cue['cue_id']) }}
        {%- endfor %}
    end
{%- endmacro -%}

{#- What that first one says. -#}
{%- macro said_of(judgement, words, says_not=()) -%}
    case
        when {{ words }} is null then null
        {%- for cue in cue_rows(judgement) if cue['says'] not in says_not %}
        when {{ is_whole(words, quoted(cue['pattern'])) }}{{ cue_conditions(cue['conditions']) }}
            then {{ quoted(cue['says']) }}
        {%- endfor %}
    end
{%- endmacro -%}

{#- The first of a list; null where it is empty. -#}
{%- macro first_of(words) -%}
    {{ nth_of(words, 1) }}
{%- endmacro -%}

{#- One value as often as a list has values. -#}
{%- macro same_for_each(words, value) -%}
    {{ made_of_each(words, 'word', value) }}
{%- endmacro -%}

{#- A list for where a condition holds, else an empty one. -#}
{%- macro list_where(condition, words) -%}
    case when {{ condition }} then {{ words }} else {{ texts_of() }} end
{%- endmacro -%}

{#- What of a list is not in another one. -#}
{%- macro list_without(words, others) -%}
    {{ kept(words, 'word', 'not ' ~ holds(others, 'word')) }}
{%- endmacro -%}

{#- The ids of a judgement's cues that say a thing, as a list. -#}
{%- macro cues_saying(judgement, said) -%}
    {%- set ids = [] -%}
    {%- for cue in cue_rows(judgement) if cue['says'] == said -%}
        {%- do ids.append(quoted(cue['cue_id'])) -%}
    {%- endfor -%}
    {{ texts_of(ids) }}
{%- endmacro -%}

{#- What the first cue that speaks makes of a wording: `~` is the wording, `\1` what a group of `also` found. -#}
{%- macro reworded(judgement, places, wording, says_not=()) -%}
    case
        when {{ wording }} is null then null
        {%- for cue in cue_rows(judgement) if cue['says'] not in says_not %}
        when {{ cue_speaks(cue, places) }}
            then concat_ws(
               '',
                {%- for piece in modules.re.split('(~|[\\\\][0-9])', cue['says']) if piece -%}
                    {%- if piece == '~' -%}{{ wording }}
                    {%- elif piece[0] == '\\' -%}
                        {{ found_in(places[cue['also_in']], quoted(cue['also']), piece[1:]) }}
                    {%- else -%}{{ quoted(piece) }}
                    {%- endif -%}
                    {{- ', ' if not loop.last -}}
                {%- endfor -%}
            )
        {%- endfor %}
        else {{ wording }}
    end
{%- endmacro -%}

{#- The id of the first cue that speaks; null where none does. -#}
{%- macro first_cue(judgement, places, says_not=()) -%}
    case
        when false then cast(null as string)
        {%- for cue in cue_rows(judgement) if cue['says'] not in says_not %}
        when {{ cue_speaks(cue, places) }} then {{ quoted(cue['cue_id']) }}
        {%- endfor %}
    end
{%- endmacro -%}

{#- What a cue says, by its id; null for none. -#}
{%- macro cue_says(judgement, cue_id) -%}
    case
        when {{ cue_id }} is null then null
        {%- for cue in cue_rows(judgement) %}
        when {{ cue_id }} = {{ quoted(cue['cue_id']) }} then {{ quoted(cue['says']) }}
        {%- endfor %}
    end
{%- endmacro -%}

{#- What a list of cues says, as a list: a cue may say several things, parted by blanks. -#}
{%- macro cues_say(judgement, cue_ids) -%}
    {{ flattened(made_of_each(cue_ids, 'spoken', words_of(cue_says(judgement, 'spoken')))) }}
{%- endmacro -%}

{#- A text in which the first cue that says a thing and whose conditions hold is overwritten. -#}
{%- macro overwritten(judgement, text, said, by) -%}
    case
        when {{ text }} is null then null
        {%- for cue in cue_rows(judgement) if cue['says'] == said %}
        when true{{ cue_conditions(cue['conditions']) }}
            then {{ replaced(text, quoted(cue['pattern']), quoted(by)) }}
        {%- endfor %}
        else {{ text }}
    end
{%- endmacro -%}

{#- What cues say that excludes one another: of each judgement kinds of things said, and whether it must be in one place. -#}
{%- macro contrary_cues() -%}
    {%- set kinds = [
        ['role', 'false', ['change', 'prior']],
        ['claim', 'false', ['comparison', 'share', 'part']],
        ['claim', 'false', ['batch', 'person_time']],
        ['scope', 'true', ['own', 'whole', 'part', 'place', 'body', 'bureau']],
    ] -%}
    {%- set rows = [] -%}
    {%- for judgement, in_one_place, said in kinds -%}
        {%- set kind_no = loop.index -%}
        {%- for says in said -%}
            {%- do rows.append(
                {'judgement': judgement, 'says': says, 'kind_no': kind_no, 'in_one_place': in_one_place}
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(rows) -}}
{%- endmacro -%}

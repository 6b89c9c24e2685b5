{#- The main metrics of each comparison table: a line adds a column (and its entry in the model's yml). A third word is
    the unit that the column is in, where a metric is stated in several. -#}
{%- macro comparison_columns(cmp_table) -%}
    {%- set columns = {
        'cmp_cases_handled': [
            ['review_applications_received', 'admin_review.applications_received'],
            ['review_cases_accepted', 'admin_review.cases_accepted'],
            ['review_cases_concluded', 'admin_review.cases_concluded'],
            ['review_cases_corrected', 'admin_review.cases_corrected'],
            ['review_correction_rate', 'admin_review.correction_rate'],
            ['lawsuits_responded', 'admin_litigation.cases_responded'],
            ['lawsuits_lost', 'admin_litigation.cases_lost'],
            ['head_appearances', 'admin_litigation.head_appearances'],
            ['head_appearance_rate', 'admin_litigation.head_appearance_rate'],
            ['arbitration_cases_accepted', 'arbitration.cases_accepted'],
            ['arbitration_cases_concluded', 'arbitration.cases_concluded'],
            ['petition_resolution_rate', 'petition.resolution_rate'],
            ['hotline_calls_received', 'hotline.calls_received'],
            ['hotline_closure_rate', 'hotline.closure_rate'],
            ['enforcement_cases_handled', 'enforcement.cases_handled'],
            ['service_cases_handled', 'service.cases_handled'],
        ],
        'cmp_approval_times': [
            ['government_investment_working_days', 'approval_time.government_investment', '工作日'],
            ['government_investment_calendar_days', 'approval_time.government_investment', '天'],
            ['enterprise_investment_working_days', 'approval_time.enterprise_investment', '工作日'],
            ['enterprise_investment_calendar_days', 'approval_time.enterprise_investment', '天'],
            ['construction_project_working_days', 'approval_time.construction_project', '工作日'],
            ['construction_project_calendar_days', 'approval_time.construction_project', '天'],
            ['enterprise_startup_working_days', 'approval_time.enterprise_startup', '工作日'],
            ['enterprise_startup_calendar_days', 'approval_time.enterprise_startup', '天'],
            ['enterprise_startup_hours', 'approval_time.enterprise_startup', '小时'],
            ['average_handling_working_days', 'approval_time.average_handling', '工作日'],
            ['average_handling_calendar_days', 'approval_time.average_handling', '天'],
            ['drawing_review_general_working_days', 'approval_time.drawing_review_general', '工作日'],
            ['drawing_review_complex_working_days', 'approval_time.drawing_review_complex', '工作日'],
            ['reduction_working_days', 'approval_time.reduction', '工作日'],
            ['reduction_calendar_days', 'approval_time.reduction', '天'],
            ['statutory_share', 'approval_time.statutory_share'],
        ],
        'cmp_service_capacity': [
            ['mediation_committees', 'mediation.committees'],
            ['mediators', 'mediation.mediators'],
            ['certified_officers', 'enforcement.certified_officers'],
            ['inspection_items', 'random_inspection.items'],
            ['inspectors', 'random_inspection.inspectors'],
            ['inspection_entities', 'random_inspection.entities_registered'],
            ['service_items', 'service.items_total'],
            ['service_items_online', 'service.items_online'],
            ['service_items_online_rate', 'service.items_online_rate'],
            ['one_visit_item_rate', 'service.one_visit_item_rate'],
            ['approval_items_cancelled', 'approval.items_cancelled'],
            ['powers_retained', 'approval.powers_retained'],
            ['rules_made', 'legislation.rules_made'],
            ['normative_documents_issued', 'normative_document.issued'],
            ['legal_advisers', 'legal_service.legal_advisers'],
            ['lawyers', 'legal_service.lawyers'],
        ],
        'cmp_mediation_rates': [
            ['people_disputes_accepted', 'mediation.disputes_accepted'],
            ['people_disputes_resolved', 'mediation.disputes_resolved'],
            ['people_rate_reported', 'mediation.success_rate'],
            ['people_rate_derived', none],
            ['people_rate_gap', none],
            ['people_amount_involved', 'mediation.amount_involved'],
            ['review_cases_concluded', 'admin_review.cases_concluded'],
            ['review_cases_mediated', 'admin_review.outcome_mediated'],
            ['review_rate_reported', 'admin_review.mediation_closure_rate'],
            ['review_rate_derived', none],
            ['review_rate_gap', none],
        ],
    } -%}
    {{- return(columns[cmp_table]) -}}
{%- endmacro -%}

{#- One column for each of `columns` of a comparison table, out of its cells. -#}
{%- macro pivoted(columns) -%}
    {%- for column in columns %}
    max(case when column_name = '{{ column[0] }}' then value end) as {{ column[0] }}
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
{%- endmacro -%}

{#- The names of `columns`, for a select list. -#}
{%- macro pivoted_names(columns, of) -%}
    {%- for column in columns %}
    {{ of }}.{{ column[0] }}
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
{%- endmacro -%}

{#- A comparison table: its rows, each with its `columns` side by side, and which of these people have verified. -#}
{%- macro comparison_table(cmp_table, columns) -%}
with

rows_known as (

    select * from {{ ref('int_comparison_rows') }}
    where cmp_table = '{{ cmp_table }}'

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

side_by_side as (

    select
        row_key,
        {{- pivoted(columns) }}
    from {{ ref('int_comparison_cells') }}
    where cmp_table = '{{ cmp_table }}'
    group by row_key

),

verified as (

    select
        row_key,
        {{ words_where('column_name', 'is_verified') }} as verified_columns
    from {{ ref('cmp_cells') }}
    where cmp_table = '{{ cmp_table }}'
    group by row_key

)

select
    rows_known.row_key,
    rows_known.jurisdiction_key,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    rows_known.reporting_department,
    rows_known.year,
    rows_known.scope,
    rows_known.as_of,
    rows_known.is_cumulative,
    rows_known.period_type,
    rows_known.reason_codes,
    rows_known.comparability,
    rows_known.comparability_zh,
    verified.verified_columns,
    {{- pivoted_names(columns, of='side_by_side') }}
from rows_known
inner join side_by_side on rows_known.row_key = side_by_side.row_key
left join verified on rows_known.row_key = verified.row_key
left join jurisdictions on rows_known.jurisdiction_key = jurisdictions.jurisdiction_key
{%- endmacro -%}

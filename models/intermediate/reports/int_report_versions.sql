-- Every landed version of every report, with its place among the versions of the report and the division it is about.
-- The ledger knows the versions: `landed` begins a report under a file name or address, `new_version` goes on with it.
-- Next year's report under the same name is another report and supersedes nothing.
with

reports as (

    select * from {{ ref('int_report_identity') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

zone_names as (

    select * from {{ ref('int_zone_names') }}

),

-- what each source brought, in the order of the ledger, whatever the clock said
brought as (

    select
        source_uri,
        report_id,
        ledger_no,
        sum(case when status = 'landed' then 1 else 0 end) over (
            partition by source_uri
            order by ledger_no nulls last
        ) as run_no
    from {{ ref('stg_ledger') }}
    where status in ('landed', 'new_version')

),

-- a source that goes back from another report to an earlier one goes on with that one's versions
placed as (

    select
        *,
        min(run_no) over (partition by source_uri, report_id) as first_run_no
    from brought

),

chained as (

    select
        *,
        min(first_run_no) over (partition by source_uri, run_no) as chain_no
    from placed

),

ranked as (

    select
        *,
        min(ledger_no) over (partition by source_uri, chain_no, report_id) as first_ledger_no,
        row_number() over (partition by source_uri, chain_no order by ledger_no desc nulls last) = 1 as is_last
    from chained

),

-- a content that comes back keeps its number
numbered as (

    select
        *,
        dense_rank() over (partition by source_uri, chain_no order by first_ledger_no nulls last) as version_no
    from ranked

),

versions as (

    select
        report_id,
        min(concat_ws('|', source_uri, chain_no)) as chain_key,
        min(version_no) as version_no,
        max(case when is_last then 1 else 0 end) = 1 as is_current
    from numbered
    group by report_id

),

-- 南昌市高新区 and 南昌高新技术产业开发区 are one zone
short_named as (

    select
        reports.report_id,
        {{ zone_short_name('reports.jurisdiction_name', 'divisions.name_zh', 'divisions.short_name_zh') }} as zone_name,
        divisions.province_code
    from reports
    left join divisions on reports.jurisdiction_code = divisions.jurisdiction_code
    where reports.level = 'zone'

),

zoned as (

    select
        short_named.report_id,
        short_named.zone_name,
        zone_names.zone_key
    from short_named
    left join zone_names
        on
            short_named.zone_name = zone_names.zone_name
            and short_named.province_code = zone_names.province_key

),

followed as (

    select
        *,
        lag(report_id) over (partition by chain_key order by version_no nulls last) as previous_report_id
    from versions

),

keyed as (

    select
        reports.report_id,
        reports.source_uri,
        reports.source_name,
        reports.address,
        reports.sha256,
        -- a report that no ledger tells of stands for itself
        coalesce(versions.version_no, 1) as version_no,
        coalesce(versions.is_current, true) as is_current,
        versions.previous_report_id,
        coalesce(versions.chain_key, reports.report_id) as chain_key,
        reports.title,
        reports.issuer,
        reports.report_kind,
        reports.level,
        reports.jurisdiction_name,
        coalesce(
            zoned.zone_key,
            {{ jurisdiction_key(
                'reports.jurisdiction_code', 'coalesce(zoned.zone_name, reports.jurisdiction_name)', 'reports.level'
            ) }}
        ) as jurisdiction_key,
        zoned.zone_name,
        reports.jurisdiction_code as parent_key,
        reports.report_year,
        reports.published_on,
        reports.identity_basis,
        reports.jurisdiction_confidence,
        reports.jurisdiction_clues,
        reports.issuer_confidence,
        reports.issuer_clues,
        reports.year_confidence,
        reports.year_clues,
        reports.identity_obstacle,
        reports.format,
        reports.encoding,
        reports.converter,
        reports.is_ocr,
        reports.char_count,
        reports.landed_at,
        reports.load_id
    from reports
    left join followed as versions on reports.report_id = versions.report_id
    left join zoned on reports.report_id = zoned.report_id

),

-- what each source brings now
brought_last as (

    select
        source_uri,
        report_id,
        status
    from {{ ref('stg_ledger') }}
    where report_id is not null
    qualify row_number() over (partition by source_uri order by ledger_no desc nulls last) = 1

),

-- A source that turns into the bytes of another source begins no version of its own. What it brought before is
-- superseded all the same, where that is the same report and no source brings it any more.
replaced as (

    select before.report_id
    from keyed as before
    inner join brought_last on before.source_uri = brought_last.source_uri and brought_last.status = 'duplicate'
    inner join keyed as now
        on
            brought_last.report_id = now.report_id
            and before.report_id <> now.report_id
            and before.jurisdiction_key = now.jurisdiction_key
            and before.report_year = now.report_year
            and before.report_kind = now.report_kind
            and (before.report_kind <> 'department' or before.issuer = now.issuer)
    left join brought_last as elsewhere on before.report_id = elsewhere.report_id
    where elsewhere.report_id is null

),

-- what a person has said last of a content: a withdrawn one stays landed, and speaks no more
withdrawals as (

    select
        report_id,
        status,
        coalesce(reason, 'withdrawn') as reason
    from {{ ref('stg_ledger') }}
    where status in ('withdrawn', 'taken_back') and report_id is not null
    qualify row_number() over (partition by report_id order by ledger_no desc nulls last) = 1

),

judged as (

    select
        keyed.report_id,
        keyed.source_uri,
        keyed.source_name,
        keyed.address,
        keyed.sha256,
        keyed.version_no,
        keyed.is_current and replaced.report_id is null and withdrawals.report_id is null as is_current,
        withdrawals.reason as withdrawn_reason,
        keyed.previous_report_id,
        keyed.chain_key,
        keyed.title,
        keyed.issuer,
        keyed.report_kind,
        keyed.level,
        keyed.jurisdiction_name,
        keyed.jurisdiction_key,
        keyed.zone_name,
        keyed.parent_key,
        keyed.report_year,
        keyed.published_on,
        keyed.identity_basis,
        keyed.jurisdiction_confidence,
        keyed.jurisdiction_clues,
        keyed.issuer_confidence,
        keyed.issuer_clues,
        keyed.year_confidence,
        keyed.year_clues,
        keyed.identity_obstacle,
        keyed.format,
        keyed.encoding,
        keyed.converter,
        keyed.is_ocr,
        keyed.char_count,
        keyed.landed_at,
        keyed.load_id
    from keyed
    left join replaced on keyed.report_id = replaced.report_id
    left join withdrawals on keyed.report_id = withdrawals.report_id and withdrawals.status = 'withdrawn'

)

select * from judged

"""What a report that prints no title is called where it is cited: whose it is and of which year, in no title's marks.

A file's name is no title, so it never stands in 《》. Both are expressions on the table of reports as `r` and
that of jurisdictions as `j`; null where the place and the issuer are both unknown.
"""

# A department's report is called by the department where that names its place, as 某市司法局 does; any other by place.
_BODY = """coalesce(
    case
        when r.report_kind = 'department'
            and (j.name_zh is null or contains(r.issuer, regexp_replace(j.name_zh, '[省市县区]$', '')))
            then r.issuer
    end,
    j.name_zh, r.issuer
)"""

CALLED_ZH = f"({_BODY} || coalesce(r.report_year || '年', '') || '法治政府建设情况')"
CALLED_EN = (
    f"('Rule-of-law government of ' || {_BODY} || coalesce(' in ' || r.report_year, '') || ' (no title printed)')"
)

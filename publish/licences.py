"""Licences that tables are offered under, by the identifiers of SPDX; another is named as SPDX names what it lacks."""

import difflib

OWN = "LicenseRef-"  # what stands before the name of a licence that SPDX does not list
# Those of data and of documents, then those of programs that people put data under.
KNOWN = frozenset(
    (
        *("CC0-1.0", "CC-PDDC", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"),
        *("CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"),
        *("CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "C-UDA-1.0", "O-UDA-1.0"),
        *("OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "NLOD-2.0", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "etalab-2.0"),
        *("GFDL-1.3-only", "GFDL-1.3-or-later", "MulanPSL-2.0", "MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause"),
        *("BSD-3-Clause", "ISC", "Unlicense", "0BSD", "GPL-3.0-only", "GPL-3.0-or-later", "AGPL-3.0-only"),
        *("AGPL-3.0-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0", "EUPL-1.2"),
    )
)


def near(named: str) -> list[str]:
    """The known licences that a name is nearest to, the likeliest first."""
    spoken = {one.casefold(): one for one in sorted(KNOWN)}
    return [spoken[one] for one in difflib.get_close_matches(named.casefold(), spoken, n=3, cutoff=0.5)]

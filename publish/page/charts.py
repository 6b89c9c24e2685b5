"""The library that draws the charts, as one script that is shipped with the page."""

from pathlib import Path

NAME = Path("assets") / "vega.js"


def write_library(folder: Path) -> Path:
    """Writes Vega, Vega-Lite and Vega-Embed, bundled, into the folder; the path within it."""
    import vl_convert  # takes a second to load

    versions = f"Vega {vl_convert.get_vega_version()}, Vega-Embed {vl_convert.get_vega_embed_version()} and Vega-Lite"
    notice = (
        f"/*! {versions}: Copyright (c) University of Washington Interactive Data Lab and contributors. "
        "BSD 3-Clause License. Bundled by vl-convert. */\n"
    )
    (folder / NAME).parent.mkdir(exist_ok=True)
    bundle = vl_convert.javascript_bundle(None)  # type: ignore[arg-type]  # its stub wants a snippet
    (folder / NAME).write_text(notice + bundle, encoding="utf-8", newline="\n")
    return NAME

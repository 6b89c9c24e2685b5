"""What an OpenDocument text hides is taken out before LibreOffice reads it."""

import io
import zipfile

import pytest

from ingest.documents.hiddenparts import without_hidden

SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))


def package(body: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
        file.writestr("styles.xml", "<x/>")
    return written.getvalue()


def words(data: bytes) -> str:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.namelist() == ["mimetype", "content.xml", "styles.xml"]
        return "".join(map(str, etree.fromstring(file.read("content.xml")).itertext()))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<text:section text:display="none"><text:p>512件</text:p></text:section><text:p>386件</text:p>', "386件"),
        ('<text:section text:display="true"><text:p>386件</text:p></text:section>', "386件"),
        ('<text:section text:is-hidden="true" text:display="condition"><text:p>5</text:p></text:section>386', "386"),
        ('<text:p>受理<text:hidden-text text:is-hidden="true">5</text:hidden-text>386件</text:p>', "受理386件"),
        ('<text:p>受<text:s/>理<text:hidden-text text:is-hidden="true">5</text:hidden-text>86件</text:p>', "受理86件"),
        ('<text:p>512<text:hidden-paragraph text:is-hidden="true"/>件</text:p><text:p>386</text:p>', "386"),
    ],
)
def test_what_is_hidden_is_not_read(body: str, shown: str) -> None:
    assert words(without_hidden(package(body))) == shown


def test_what_hides_nothing_stays_as_it_is() -> None:
    for body in ("<text:p>386件</text:p>", "<text:p>hidden 386</text:p>"):
        assert without_hidden(package(body)) == package(body)

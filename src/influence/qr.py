"""QR codes: a link that a camera reads off a label, a poster or a story.

    link → modules, dark on light, with a margin of four modules on each side → SVG

A printed code gets scuffed, so at least a quarter of it may be lost (level Q). A code in a story is
clean and small, so it has fewer and larger modules, and 15 % may be lost (level M). Where a higher
level fits into the same number of modules, it is taken. What a link is made of is for
``influence.links``; drawing needs the extra ``qr``.

Source: S76, S79.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal, get_args

import attrs

from influence.errors import InvalidInputError, MissingExtraError, UnknownNameError
from influence.links import checked_url

if TYPE_CHECKING:
    import segno

__all__ = ["QUIET_ZONE", "USES", "QrCode", "Use", "qr_code"]

Use = Literal["print", "story"]
USES: tuple[Use, ...] = get_args(Use)

#: Modules of light margin on each side, without which a camera does not find the code.
QUIET_ZONE = 4

_LEAST_LEVEL = {"print": "q", "story": "m"}


@attrs.frozen(kw_only=True)
class QrCode:
    """A QR code of a link.

    Args:
        link: What a camera reads.
        use: ``print`` or ``story``.
        level: How much of it may be lost: L 7 %, M 15 %, Q 25 %, H 30 %.
        modules: How many modules a side has, without the margin.
        svg: The drawing; it has no size of its own and is scaled without loss.
    """

    link: str
    use: Use
    level: str
    modules: int
    svg: str


def qr_code(link: str, *, use: Use = "print") -> QrCode:
    """The QR code of *link*.

    Args:
        link: An address of the web.
        use: What for: ``print`` or ``story``.

    Raises:
        InvalidInputError: *link* cannot be linked to, or is too long for a QR code.
        UnknownNameError: *use* is neither.
        MissingExtraError: The extra ``qr`` is not installed.

    Example:
        >>> code = qr_code("https://shop.example/spring", use="story")
        >>> code.level, code.modules
        ('Q', 29)

    Source: S76.
    """
    checked_url(link, what="link of a QR code")
    if use not in USES:
        raise UnknownNameError("use of a QR code", use, USES)
    made = _made(link, use)
    text = io.BytesIO()
    made.save(
        text,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        title=f"QR code of {link}",
    )
    return QrCode(
        link=link,
        use=use,
        level=str(made.error),
        modules=len(made.matrix),
        svg=text.getvalue().decode(),
    )


def _made(link: str, use: Use) -> segno.QRCode:
    """The modules of a link."""
    try:
        import segno
    except ImportError:
        raise MissingExtraError("QR code", "qr") from None
    try:
        return segno.make_qr(link, error=_LEAST_LEVEL[use], encoding="utf-8")
    except segno.DataOverflowError:
        raise InvalidInputError("link of a QR code", "be short enough for one", link) from None

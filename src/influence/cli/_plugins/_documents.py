"""Documents: what ``--json`` prints of plugins."""

from __future__ import annotations

from collections.abc import Iterable

from influence.cli._plugins._needs import Need
from influence.findings import Finding
from influence.plugins import Plugin, Step

Document = dict[str, object]


def plugin_document(plugin: Plugin) -> Document:
    """Everything that is known of a plugin."""
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "summary": plugin.summary,
        "module": plugin.module,
        "file": plugin.file,
        "state": plugin.state,
        "phase": plugin.phase,
        "is_built_in": plugin.is_built_in,
        "hooks": list(plugin.hooks),
        "members": {family: list(names) for family, names in plugin.members.items()},
        "error": plugin.error,
        "findings": finding_documents(plugin.findings),
    }


def finding_documents(findings: Iterable[Finding]) -> list[Document]:
    """Findings with what they mean and how they are mended."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "where": one.where,
            "message": one.message,
            "meaning": one.kind.meaning,
        }
        for one in findings
    ]


def step_documents(steps: Iterable[Step]) -> list[Document]:
    """What the loader did, in its order."""
    return [
        {
            "plugin": one.plugin,
            "phase": one.phase,
            "what": one.what,
            "seconds": round(one.seconds, 6),
        }
        for one in steps
    ]


def need_documents(needs: Iterable[Need]) -> list[Document]:
    """Settings with the places where they were found; never with their values."""
    return [
        {
            "platform": one.platform,
            "setting": one.setting,
            "is_secret": one.is_secret,
            "place": one.place,
            "tried": one.tried,
        }
        for one in needs
    ]

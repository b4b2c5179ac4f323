"""Rows of the table of codes about plugins: what keeps one from being loaded, and what is odd."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF701",
        "error",
        "two plugins have one name",
        (
            "Neither was loaded, because nobody can know which one a book means. Remove one of the "
            "two distributions, or block one by the name of its distribution."
        ),
    ),
    (
        "INF702",
        "error",
        "two plugins bring a member by one name",
        (
            "Neither was loaded, whichever was installed first. Block one of the two; the author "
            "of either can give the member another name."
        ),
    ),
    (
        "INF703",
        "error",
        "a plugin takes a name of ours",
        (
            "It was not loaded, and what has the name stays what it was: a plugin can add a member "
            "and never replace one. Its author has to choose another name."
        ),
    ),
    (
        "INF704",
        "error",
        "a plugin is for another version",
        (
            "Its distribution requires other versions of influence-marketing than the one that "
            "runs. Nothing of it was imported. Install a version of the plugin that fits."
        ),
    ),
    (
        "INF705",
        "note",
        "a plugin is blocked",
        (
            "A list of allowed or blocked plugins keeps it out, and nothing of it was imported. "
            "The lists are in influence.toml, in INFLUENCE_PLUGINS_ALLOW and _BLOCK, or in the "
            "call of load."
        ),
    ),
    (
        "INF706",
        "warning",
        "a list names a plugin that is not installed",
        (
            "A misspelt name blocks nothing. Names are those of plugins or of their distributions; "
            "the message tells the close one."
        ),
    ),
    (
        "INF707",
        "note",
        "a distribution is installed twice",
        (
            "The first on the path counts, as it does for imports; of two in one folder, the later "
            "version. Uninstall the other, which is often a leftover of an update."
        ),
    ),
    (
        "INF708",
        "warning",
        "metadata of a distribution cannot be read",
        ("If it names plugins, they were not found. Install the distribution again."),
    ),
    (
        "INF709",
        "warning",
        "it cannot be known which versions a plugin is for",
        (
            "What its distribution requires is not written as packaging wants it. The plugin was "
            "loaded. Its author has to write it as in influence-marketing>=0.1,<0.3."
        ),
    ),
    (
        "INF711",
        "error",
        "a plugin cannot be imported",
        (
            "The message tells what was raised, and the place the last line of the plugin that was "
            "reached. Often a dependency is missing from the environment or from its metadata."
        ),
    ),
    (
        "INF712",
        "error",
        "a plugin ends the program while it is imported",
        (
            "It called sys.exit; the program went on without it. A module that is also a script "
            'has to guard that with if __name__ == "__main__".'
        ),
    ),
    (
        "INF713",
        "error",
        "an entry point leads nowhere",
        (
            "Its value has to be a module that is in the distribution, as in barter = "
            '"influence_barter". A close name is told where there is one.'
        ),
    ),
    (
        "INF714",
        "error",
        "a plugin is no module",
        (
            "An entry point names a class, an instance or a function. It has to name the module in "
            "which the hooks stand as functions."
        ),
    ),
    (
        "INF715",
        "warning",
        "a plugin prints",
        (
            "Standard output is where answers stand, so what it printed was kept off it. The "
            "message has the first line. Its author has to raise errors, or log."
        ),
    ),
    (
        "INF716",
        "warning",
        "a plugin is slow to load",
        (
            "Everybody who has it installed waits for it at each start. What is heavy belongs into "
            "what make calls, which is imported when a member is used."
        ),
    ),
    (
        "INF721",
        "error",
        "a hook is misspelt",
        "No hook has that name, so nobody would ever call the function. The close name is told.",
    ),
    (
        "INF722",
        "error",
        "a hook has no mark",
        (
            "A function bears the name of a hook and is not marked, so nobody would ever call it. "
            "Put the decorator over it, or give it another name."
        ),
    ),
    (
        "INF723",
        "error",
        "a plugin answers no hook",
        (
            "Nothing in the module is marked. Functions of the module are looked at, methods of "
            "classes are not."
        ),
    ),
    (
        "INF724",
        "error",
        "a hook is async",
        (
            "Hooks answer specs, which takes no waiting. What waits belongs into the member that "
            "make makes."
        ),
    ),
    (
        "INF725",
        "error",
        "a hook takes other arguments than it is given",
        "Each hook is told one thing, under one name. The message has both.",
    ),
    (
        "INF726",
        "error",
        "something other than a function is marked as a hook",
        "A class or an instance is never called by pluggy. Mark a function that yields specs.",
    ),
    (
        "INF727",
        "error",
        "a plugin cannot be looked through",
        "Its module fails when its names are read. Its author has to leave a plain module there.",
    ),
    (
        "INF731",
        "error",
        "a hook failed",
        (
            "The message tells what was raised, SystemExit included, and the place the function. "
            "Its author has to mend it."
        ),
    ),
    (
        "INF732",
        "error",
        "a hook answers something that holds no specs",
        (
            "A hook yields its specs, or answers a list of them: not None, not text, not one spec "
            "alone, and not without end."
        ),
    ),
    (
        "INF733",
        "error",
        "a hook yields something that is no spec",
        "The whole answer was refused. The message tells the place in the answer and the class.",
    ),
    (
        "INF734",
        "error",
        "a hook yields the spec of another hook",
        "The message names the hook that the spec belongs to. The whole answer was refused.",
    ),
    (
        "INF735",
        "error",
        "a plugin brings two members by one name",
        "Nobody can know which one a book means. Its author has to rename one of them.",
    ),
    (
        "INF741",
        "error",
        "a plugin wants to go before, after or around others",
        (
            "With wrapper, hookwrapper, tryfirst or trylast one plugin could change what another "
            "answers, and so a payout. The plugin is in quarantine. Order comes from configuration "
            "or from names."
        ),
    ),
    (
        "INF742",
        "error",
        "a plugin changed what is not its own",
        (
            "While it was imported or asked, it replaced parts of influence or of what influence "
            "calculates with. They were put back and the plugin is in quarantine. Uninstall it: "
            "such code runs with your rights, and not all that it does can be seen."
        ),
    ),
)

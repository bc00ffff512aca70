#!/usr/bin/env python3
"""Collect the licences of the crates that are built into the program, on any of the systems below.

    python3 assets/licences/collect.py > assets/licences/licences.txt

cargo tells the crates, where their sources lie and what each is licensed under; of several licences
the first of PREFERRED is taken. Each text of a licence stands once. Below it stand its crates, each with
the copyright lines of its own files, or its authors where it has none. What a crate calls a notice
is added whole. The same Cargo.lock gives the same text. Exit code 1: a crate whose licence is not known
here, or a licence without a text.
"""

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

SYSTEMS = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
]
# licence: how its files are called besides LICENSE, and what only its text says
PREFERRED = {
    "MIT": ("mit", "to deal in the software without restriction"),
    "Apache-2.0": ("apache", "apache license version 2.0, january 2004"),
    "Zlib": ("zlib", "altered source versions must be plainly marked"),
    "BSD-3-Clause": ("bsd", "neither the name of"),
    "BSD-2-Clause": ("bsd", "redistributions in binary form must reproduce"),
    "ISC": ("isc", "permission to use, copy, modify, and/or distribute this software"),
    "0BSD": ("0bsd", "permission to use, copy, modify, and/or distribute this software"),
    "BSL-1.0": ("boost|bsl", "boost software license"),
    "Unicode-3.0": ("unicode", "unicode license v3"),
    "MPL-2.0": ("mpl", "mozilla public license"),
    "CC0-1.0": ("cc0", "cc0 1.0 universal"),
    "Unlicense": ("unlicense", "this is free and unencumbered software"),
    "Apache-2.0 WITH LLVM-exception": ("llvm|apache", "llvm exceptions to the apache 2.0 license"),
}
FILES = re.compile(r"(licen[cs]e|copying|copyright|unlicense)", re.I)
COPYRIGHT = re.compile(r"^\W*(copyright\s*(©|\(c\)|[12]\d{3}|the|by)|©|\(c\)\s+[12]).*$", re.I)
# What the text of Apache 2.0 says of itself or asks to fill in is no copyright line.
NO_NAME = re.compile(r"\[yyyy\]|\{yyyy\}|copyright (notice|owner|license|holder)|<year>", re.I)


def crates():
    """Every crate that is built into the program, sorted."""
    filters = [part for system in SYSTEMS for part in ("--filter-platform", system)]
    command = ["cargo", "metadata", "--format-version", "1", "--locked", *filters]
    told = json.loads(subprocess.check_output(command))
    packages = {package["id"]: package for package in told["packages"]}
    nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
    start = told["resolve"]["root"]
    found, following = set(), [start]
    while following:
        this = following.pop()
        if this in found or any("proc-macro" in target["kind"] for target in packages[this]["targets"]):
            continue
        found.add(this)
        needs = nodes[this]["deps"]
        following += [n["pkg"] for n in needs if any(kind["kind"] is None for kind in n["dep_kinds"])]
    found.discard(start)
    # metadata also tells crates that only a feature that is off would bring; tree does not.
    tree = ["cargo", "tree", "--locked", "--target", "all", "--edges", "normal", "--prefix", "none"]
    built = {tuple(line.split()[:2]) for line in subprocess.check_output(tree, text=True).splitlines()}
    found = {this for this in found if (packages[this]["name"], "v" + packages[this]["version"]) in built}
    return sorted((packages[this] for this in found), key=lambda p: (p["name"], p["version"]))


def chosen(expression):
    """The licences that a crate is passed on under; None if none of its choices is known here."""
    all_of = []
    for part in re.split(r"\s+AND\s+", expression.replace("/", " OR ")):
        choices = re.split(r"\s+OR\s+", part.strip("() "))
        known = [licence for licence in PREFERRED if licence in choices]
        if not known:
            return None
        all_of.append(known[0])
    return all_of


def plain(text):
    return re.sub(r"\s+", " ", text).lower()


def files_of(package):
    folder = Path(package["manifest_path"]).parent
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.parent in (folder, folder.parent))
    paths = [path for path in paths if path.suffix in ("", ".md", ".txt", ".MIT") or "LICENSE" in path.name]
    return {path: path.read_text(encoding="utf-8", errors="replace") for path in paths
            if FILES.match(path.name) or path.name.upper().startswith("NOTICE")}


def names_in(text):
    lines = (line.strip(" \t*#-/") for line in text.splitlines() if COPYRIGHT.match(line) and not NO_NAME.search(line))
    return [re.sub(r"\s+", " ", line) for line in lines]


def body_of(text, licence):
    """The text of a licence without the copyright lines of one crate."""
    lines = [line.rstrip() for line in text.replace("\t", "    ").splitlines()]
    if licence in ("Apache-2.0", "MPL-2.0", "Apache-2.0 WITH LLVM-exception"):
        return "\n".join(lines).strip()
    kept = [line for line in lines if not (COPYRIGHT.match(line) and not NO_NAME.search(line))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def main():
    texts = defaultdict(Counter)
    holders = defaultdict(list)
    notices = []
    wrong = []
    for package in crates():
        licences = chosen(package["license"] or "")
        title = f"{package['name']} {package['version']}"
        if licences is None:
            wrong.append(f"{title}: {package['license']}")
            continue
        files = files_of(package)
        for licence in licences:
            word, mark = PREFERRED[licence]
            own = [text for text in files.values() if mark in plain(text)]
            for text in own:
                if len(text) < 40_000:
                    texts[licence][body_of(text, licence)] += 1
            # Some keep the names in a file beside the text.
            others = [text for path, text in files.items() if "copyright" in path.name.lower()]
            names = list(dict.fromkeys(name for text in own + others for name in names_in(text)))
            authors = ", ".join(re.sub(r"\s*<.*?>", "", author) for author in package["authors"])
            holders[licence].append((title, names or ([authors] if authors else [])))
        notices += [(title, text) for path, text in files.items() if path.name.upper().startswith("NOTICE")]
    wrong += [f"no text of {licence}" for licence in holders if not texts[licence]]
    if wrong:
        sys.exit("\n".join(wrong))
    out = ["The program is made of these crates. Each licence stands once, and below it the crates that are passed",
           "on under it, with their copyright lines or, where a crate has none, its authors."]
    for licence in PREFERRED:
        if licence not in holders:
            continue
        text = max(texts[licence].items(), key=lambda item: (item[1], item[0]))[0]
        out += ["", "=" * 72, licence, "=" * 72, "", text, "", f"Under {licence}:", ""]
        for title, names in holders[licence]:
            out.append(f"{title}: {'; '.join(names)}" if names else title)
    for title, text in notices:
        out += ["", "=" * 72, f"Notice of {title}", "=" * 72, "", text.strip()]
    print("\n".join(line.rstrip() for line in "\n".join(out).splitlines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The manual as a static site: Sphinx reads README.md and docs/ where they lie; nothing is written for it alone.

The order of the pages, and their groups in the bar at the side, are those of the lists in docs/README.md.
"""

import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

project = "dvp"
root_doc = "docs/README"
extensions = ["myst_parser"]
include_patterns = ["README.md", "docs/**.md", "benchmarks/README.md"]
# Sphinx looks into every folder that is not named here.
exclude_patterns = ["**/target", "**/src", "**/.*", "docs/examples", "docs/site"]

myst_heading_anchors = 6  # as a forge makes them
myst_update_mathjax = False
nitpicky = True
# Code that is shown in part, with `…`, is coloured as far as it goes.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "dvp"
html_static_path = ["static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_last_updated_fmt = None
html_domain_indices = False
html_use_index = False
pygments_style = "friendly"
pygments_dark_style = "native"

LINK = re.compile(r"\[([^\]]*)\]\(([^)#:]+\.md)(?:#[^)]*)?\)")
HEADING = re.compile(r"^#{2,} +(.+)$")


def groups(page):
    """The pages that a page links to, each once with the link's text, below the headings that they stand under."""
    found = [("", [])]
    seen = {page}
    with open(os.path.join(ROOT, page + ".md"), encoding="utf-8") as lines:
        for line in lines:
            heading = HEADING.match(line)
            if heading:
                found.append((heading.group(1).strip(), []))
            for text, link in LINK.findall(line):
                target = os.path.normpath(os.path.join(os.path.dirname(page), link))[: -len(".md")]
                if target not in seen:
                    seen.add(target)
                    found[-1][1].append((text.replace("`", ""), target))
    return [(caption, pages) for caption, pages in found if pages]


def add_contents(app, page, source):
    """An index's lists say what belongs below it: Sphinx asks for that in a form of its own."""
    folder, name = os.path.split(page)
    if name != "README" or not folder.startswith("docs"):
        return
    for caption, pages in groups(page):
        is_root = page == root_doc
        below = [(text, p) for text, p in pages if is_root or p.startswith(folder + "/")]
        if below:
            source[0] += "\n\n```{toctree}\n:hidden:\n"
            source[0] += f":caption: {caption}\n" if caption and is_root else ""
            source[0] += "\n" + "".join(f"{text} </{p}>\n" if is_root else f"/{p}\n" for text, p in below) + "```\n"


def link_to_folder(app, env, node, content):
    """A forge shows a folder; the site has nothing to show of it, and its name is text."""
    folder = os.path.join(os.path.dirname(env.doc2path(node["refdoc"])), node["reftarget"])
    return content if os.path.isdir(folder) else None


def bring_style(app, exception):
    """Debian's Furo asks a web server for this style, at an address that neither a disk nor a site has."""
    sheet = os.path.join(app.outdir, "_static", "styles", "furo.css")
    style = "/usr/share/javascript/normalize.css/normalize.css"
    if exception is None and os.path.exists(style):
        with open(sheet, encoding="utf-8") as file, open(style, encoding="utf-8") as other:
            whole = file.read().replace("@import url(/javascript/normalize.css/normalize.css);", other.read())
        with open(sheet, "w", encoding="utf-8") as file:
            file.write(whole)


def setup(app):
    app.connect("source-read", add_contents)
    app.connect("missing-reference", link_to_folder)
    app.connect("build-finished", bring_style)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

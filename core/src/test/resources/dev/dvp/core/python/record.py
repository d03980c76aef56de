#!/usr/bin/env python3.11
"""Says what CPython says of each piece of source of a file like refused.txt: writes the file anew.

    record.py refused.txt

A header is `#### LINE RULE MESSAGE`; line and message are CPython's own, the rule (P101 unless it is
there) is kept. A piece that CPython takes becomes `#### ok`.
"""
import re
import sys
import warnings

warnings.simplefilter("ignore")


def verdict(source, rule):
    try:
        compile(source + "\n", "x.py", "exec", dont_inherit=True)
    except SyntaxError as e:
        return "%d %s %s" % (e.lineno or 1, rule, e.msg)
    return "ok"


def main(path):
    if sys.version_info[:2] != (3, 11):
        sys.exit("it takes CPython 3.11")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    head, *parts = re.split(r"(?m)^#### ", text)
    out = [head]
    for part in parts:
        header, source = part.split("\n", 1)
        words = header.split(" ")
        rule = words[1] if len(words) > 1 else "P101"
        out.append("#### " + verdict(source[:-1], rule) + "\n" + source)
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(out))


main(sys.argv[1])

"""Runs random instances through generated classes: run_pairs.py PAIRS.json.

A pair is the number of the folder with the classes, the instance, whether a
validator accepts it, and the schema. Prints what differs, then the number of
pairs on a line of its own.
"""

import json
import sys


def attempt(function):
    try:
        return function(), ""
    except definitions.GeneratedClassesError as error:
        return None, str(error)


def text(value):
    return json.dumps(value, sort_keys=True)


def differences(cls, instance, valid):
    attributes = {v: k for k, v in cls.attribute_map.items()}
    given = {attributes[k]: v for k, v in instance.items() if k in attributes}
    rest = {k: v for k, v in instance.items() if k not in attributes}
    if hasattr(cls, "additional_properties"):
        given["additional_properties"] = rest
    made, reason = attempt(lambda: cls(**given))
    if (made is not None) != valid:
        yield "the constructor: " + (reason or "accepted")
    read, reason = attempt(lambda: cls.from_dict(instance))
    if valid and read is None:
        yield "from_dict: " + reason
    if valid and read and text(read.to_dict()) != text(instance):
        yield "from_dict gives " + text(read.to_dict())
    if made is not None:
        if text(made.to_dict()) != text(instance):
            yield "the constructor gives " + text(made.to_dict())
        if made != read or hash(made) != hash(read):
            yield "not equal"
        if attempt(lambda: cls.from_dict(made.to_dict()))[0] != made:
            yield "not the same again"
        repr(made)


with open(sys.argv[1], encoding="utf-8") as file:
    pairs = json.load(file)
current = None
for number, instance, valid, schema in pairs:
    if number != current:
        for name in [m for m in sys.modules if m.startswith("generated")]:
            del sys.modules[name]
        sys.path[0] = str(number)
        import generated.definitions as definitions

        current = number
    for difference in differences(
        definitions.RepositoryDefinition, instance, valid
    ):
        print(text(schema), text(instance), valid, difference, sep="\n    ")
print(len(pairs))

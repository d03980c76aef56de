"""Runs instances through generated classes: run_cases.py CASES.json FOLDER.

FOLDER/N holds the package generated from the schema of case N. Prints what
is wrong, then the number of instances on a line of its own.
"""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
problems = []
count = 0


def load(folder):
    for name in [m for m in sys.modules if m.split(".")[0] == "generated"]:
        del sys.modules[name]
    sys.path[0] = folder
    import generated.definitions
    import generated.definitions.base_model_ as base

    assert generated.__file__.startswith(folder), generated.__file__
    return generated.definitions, base


def attributes(cls, instance):
    names = {v: k for k, v in cls.attribute_map.items()}
    return {names[k]: v for k, v in instance.items() if k in names}


def arguments(cls, instance):
    given = attributes(cls, instance)
    rest = {k: v for k, v in instance.items() if k not in names(cls)}
    if rest and hasattr(cls, "additional_properties"):
        given["additional_properties"] = rest
    return given


def names(cls):
    return set(cls.attribute_map.values())


def without_nulls(instance):
    return {k: v for k, v in instance.items() if v is not None}


def accepted(cls, instance):
    wanted = instance
    made = cls(**arguments(cls, instance))
    keeps_all = hasattr(cls, "additional_properties")
    if keeps_all or set(instance) <= names(cls):
        assert made.to_dict() == without_nulls(wanted), made.to_dict()
    read = cls.from_dict(instance)
    assert read == made and hash(read) == hash(made), (read, made)
    assert not read != made
    assert cls.from_dict(read.to_dict()) == made
    assert json.loads(json.dumps(made.to_dict())) == made.to_dict()
    other = cls(validate=False)
    for name, value in arguments(cls, instance).items():
        # What hides a method is set by its other name.
        accessor = name if isinstance(getattr(cls, name), property) else name + "_"
        setattr(other, accessor, value)
        assert getattr(other, accessor) == value or value is None
    assert other == made


def refusal(function, errors):
    try:
        function()
    except errors.GeneratedClassesTypeError as error:
        return "type", str(error)
    except errors.GeneratedClassesError as error:
        return "value", str(error)
    return None, None


def refused(cls, case, base):
    instance = case["instance"]
    wanted = case.get("error", "value")
    given = arguments(cls, instance)
    kind, message = refusal(lambda: cls(**given), base)
    expected = "type" if wanted == "type" else "value"
    if wanted == "any":
        assert kind, "constructor: accepted"
        return
    assert kind == expected, "constructor: {} {}".format(kind, message)
    assert case.get("says", "") in message, message
    assert "s3cr3t" not in message, message
    shown = repr(cls(validate=False, **given))
    assert "s3cr3t" not in shown, shown
    assert message.endswith(".") or "alternative" in message, message
    cls(validate=False, **given)
    kind, message = refusal(lambda: cls.from_dict(instance), base)
    if wanted in ("missing", "whole"):
        assert kind is None, "from_dict: " + message
    else:
        assert kind == expected, "from_dict: {} {}".format(kind, message)

        def assign():
            other = cls(validate=False)
            for name, value in given.items():
                setattr(other, name, value)

        kind, message = refusal(assign, base)
        assert kind == expected, "setter: {} {}".format(kind, message)


for number, case in enumerate(cases):
    definitions, base = load("{}/{}".format(sys.argv[2], number))
    cls = definitions.RepositoryDefinition
    for instance in case["accepted"]:
        count += 1
        try:
            accepted(cls, instance)
        except Exception as error:
            problems.append((case["name"], instance, type(error), str(error)))
    for one in case["refused"]:
        count += 1
        try:
            refused(cls, one, base)
        except Exception as error:
            problems.append((case["name"], one, type(error), str(error)))
for problem in problems:
    print(*problem, sep="\n    ")
print(count)

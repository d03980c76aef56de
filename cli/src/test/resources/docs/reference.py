"""Prints the reference of the platform's packages, for docs/platform-classes.md."""

import enum
import importlib
import inspect
import re
import sys

MODULES = [
    "dlpx.virtualization.platform",
    "dlpx.virtualization.platform.exceptions",
    "dlpx.virtualization.libs",
    "dlpx.virtualization.libs.exceptions",
    "dlpx.virtualization.common",
    "dlpx.virtualization.common.exceptions",
]


def type_name(annotation):
    if annotation is inspect.Parameter.empty:
        return ""
    text = annotation if isinstance(annotation, str) else annotation.__name__
    inner = re.fullmatch(r"Optional\[(.*)\]", text)
    if inner:
        return type_name(inner[1]) + " or None"
    union = re.fullmatch(r"Union\[(.*)\]", text)
    if union:
        return " or ".join(type_name(part) for part in union[1].split(", "))
    text = re.sub(r"\b(Dict|List)\b", lambda m: m[0].lower(), text)
    return {"Any": "any", "None": "None"}.get(text, text.replace("Any", "any"))


def signature(name, function, skip_self):
    shown = []
    for parameter in parameters(function, skip_self):
        default = parameter.default
        has_default = default is not inspect.Parameter.empty
        text = repr(default).replace("'", '"')
        shown.append(parameter.name + ("=" + text if has_default else ""))
    return "{}({})".format(name, ", ".join(shown))


def parameters(function, skip_self):
    found = list(inspect.signature(function).parameters.values())
    return found[1:] if skip_self else found


def marked(text):
    """A docstring's reST as Markdown."""
    text = re.sub(r":(?:func|class):`([^`]+)`", r"`\1`", text)
    return re.sub(r"``([^`]+)``", r"`\1`", " ".join(text.split()))


def words(documented):
    """The text above the first field, and the fields by name."""
    doc = inspect.cleandoc(documented.__doc__ or "")
    fields = dict(re.findall(r"^:(?:param )?(\w+):((?:.|\n)*?)(?=^:|\Z)", doc, re.M))
    text = re.split(r"^:", doc, maxsplit=1, flags=re.M)[0]
    return marked(re.split(r"^>>>", text, maxsplit=1, flags=re.M)[0]), {
        name: marked(field) for name, field in fields.items()
    }


def rows(function, skip_self, fields):
    found = parameters(function, skip_self)
    if not found:
        return
    print("\n| argument | type | |\n|---|---|---|")
    for parameter in found:
        kind = type_name(parameter.annotation)
        meaning = fields.get(parameter.name, "")
        print("| `{}` | `{}` | {} |".format(parameter.name, kind, meaning))


def print_class(name, found):
    text, fields = words(found)
    print("\n### {}\n".format(name))
    bases = [base.__name__ for base in found.__mro__[1:] if base.__name__ != "Value"]
    if issubclass(found, enum.Enum):
        print(text + "\n")
        print(", ".join("`{}.{}`".format(name, one) for one in found.__members__))
        return
    if hasattr(found, "_fields"):
        print(text + " A named tuple.\n\n| attribute | type |\n|---|---|")
        for field in found._fields:
            print("| `{}` | `{}` |".format(field, kind_of(found.__annotations__[field])))
        return
    # What the platform alone raises says itself what it is made of.
    is_for_plugins = fields or not issubclass(found, Exception)
    has_own = "__init__" in vars(found) and is_for_plugins
    made = "`{}`: ".format(signature(name, found.__init__, True)) if has_own else ""
    kind = ""
    if issubclass(found, Exception):
        kind = " {} `{}`.".format("An" if bases[0][0] in "AEIOU" else "A", bases[0])
    print(made + text + kind)
    if has_own:
        rows(found.__init__, True, fields)
    if name == "Plugin":
        print("\n| attribute | | decorators |\n|---|---|---|")
        for group in sorted(vars(found()).keys()):
            if not group.startswith("_"):
                operations = type(getattr(found(), group))
                names = [n for n in vars(operations) if not n.startswith("_")]
                shown = ", ".join("`{}`".format(n) for n in names)
                print("| `plugin.{}` | {} | {} |".format(group, words(operations)[0], shown))


def kind_of(annotation):
    return type_name(getattr(annotation, "__forward_arg__", annotation))


def print_function(name, found):
    text, fields = words(found)
    like = re.search(r"see `(\w+)`", text)
    if like:
        fields = words(getattr(sys.modules[found.__module__], like[1]))[1]
    print("\n### {}\n".format(name))
    gives = type_name(inspect.signature(found).return_annotation)
    print("`{}`: {} Gives back `{}`.".format(signature(name, found, False), text, gives))
    rows(found, False, fields)


def main():
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        print("\n## {}\n\n{}".format(module_name, words(module)[0]))
        elsewhere = []
        for name in module.__all__:
            found = getattr(module, name)
            if inspect.ismodule(found):
                continue
            home = re.sub(r"\._\w+$", "", found.__module__)
            if home != module_name:
                elsewhere.append("`{}` of `{}`".format(name, home))
            elif inspect.isclass(found):
                print_class(name, found)
            else:
                print_function(name, found)
        if elsewhere:
            print("\nAlso to be had from here: " + ", ".join(elsewhere) + ".")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    main()

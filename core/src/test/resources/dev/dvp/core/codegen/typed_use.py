"""A plugin's code, and after each line what mypy says of it."""

from generated.definitions import (
    CredentialsSupplier,
    RepositoryDefinition,
    RepositoryDefinitionLogin,
    SnapshotDefinition,
)

repository = RepositoryDefinition(
    name="x", kind="big, one", str="s", int=1, login={"user": "a"}
)
reveal_type(repository.name)
#: "builtins.str"
reveal_type(repository.kind)
#: "Union[Literal['big, one'], Literal['small[x]'], Literal['it\'s "q"'], None]"
reveal_type(repository.str)
#: "Union[builtins.str, None]"
reveal_type(repository.int)
#: "Union[builtins.int, None]"
reveal_type(repository.float)
#: "Union[builtins.float, None]"
reveal_type(repository.list)
#: "Union[builtins.list[builtins.str], None]"
reveal_type(repository.dict)
#: "Union[builtins.dict[builtins.str, Any], None]"
reveal_type(repository.login)
#: "Union[generated.definitions.repository_definition_login.RepositoryDefinitionLogin, None]"
reveal_type(repository.cred)
#: "Union[TypedDict('generated.definitions.base_model_.CredentialsSupplier', {'type'?: builtins.str}), None]"
reveal_type(repository.nodes)
#: "Union[builtins.list[generated.definitions.repository_definition_nodes.RepositoryDefinitionNodes], None]"
reveal_type(repository.j)
#: "Union[builtins.str, builtins.list[Union[builtins.str, builtins.list[Any], None]], None]"
reveal_type(repository.choice)
#: "Union[builtins.str, builtins.dict[builtins.str, Any], None]"
reveal_type(repository.m)
#: "Union[builtins.dict[builtins.str, builtins.list[generated.definitions.repository_definition_m.RepositoryDefinitionM]], None]"
reveal_type(repository.nul)
#: "Union[builtins.str, None]"
reveal_type(repository.never)
#: "None"
reveal_type(RepositoryDefinition.from_dict({}))
#: "generated.definitions.repository_definition.RepositoryDefinition"
reveal_type(repository.to_dict())
#: "builtins.dict[builtins.str, Any]"
reveal_type(SnapshotDefinition(additional_properties={"a": 1}).additional_properties)
#: "builtins.dict[builtins.str, builtins.int]"
login = RepositoryDefinitionLogin(user="a")
reveal_type(login["user"])
#: "Any"
reveal_type(login.user)
#: "builtins.str"
reveal_type(login.items_)
#: "Union[builtins.str, None]"
repository.login = login
supplier: CredentialsSupplier = {"type": "x"}
RepositoryDefinition(name="x", cred=supplier)
RepositoryDefinition(name="x", kind="wrong")
#: error: Argument "kind" to "RepositoryDefinition" has incompatible type "Literal['wrong']"; expected "Optional[Literal['big, one', 'small[x]', 'it\'s "q"']]"
RepositoryDefinition(name="x", kimd="wrong")
#: error: Unexpected keyword argument "kimd" for "RepositoryDefinition"
RepositoryDefinition(name=5)
#: error: Argument "name" to "RepositoryDefinition" has incompatible type "int"; expected "str"
repository.naem
#: error: "RepositoryDefinition" has no attribute "naem"
repository.name = None
#: error: Incompatible types in assignment (expression has type "None", variable has type "str")

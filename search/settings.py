"""Settings of the search room: how an index on a server is reached and laid out. Tantivy needs none of them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    index_user: str = field(default="", metadata={"help": "Account at Elasticsearch; empty: none is needed."})
    index_password: str = field(default="", metadata={"help": "Its password.", "secret": True})
    index_api_key: str = field(
        default="", metadata={"help": "API key for Elasticsearch, instead of account and password.", "secret": True}
    )
    index_ca: str = field(
        default="",
        metadata={"help": "File with the certificates that Elasticsearch's is checked by; empty: the system's."},
    )
    index_seconds: float = field(
        default=10.0, metadata={"help": "Seconds after which Elasticsearch counts as away.", "least": 0.1}
    )
    index_shards: int = field(
        default=1, metadata={"help": "Shards of a new build; one is right up to some million letters.", "least": 1}
    )
    index_replicas: int = field(
        default=0, metadata={"help": "Copies of each shard on other nodes; one node has room for none."}
    )

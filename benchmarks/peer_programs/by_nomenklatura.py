"""nomenklatura's index and its matcher of entities: ``by_nomenklatura.py febrl|historical TABLE.csv PAIRS.csv``.

Its own ranking says which pairs are scored, ten for each record, as its cross-referencing does by itself.
"""

import csv
import sys
import tempfile
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.matching import DedupeAlgorithm, ScoringConfig
from nomenklatura.resolver import Linker
from nomenklatura.store import SimpleMemoryStore

PAIRS_PER_RECORD = 10
ENOUGH = 0.5
COLUMNS = {
    "febrl": {
        "given_name": "firstName",
        "surname": "lastName",
        "soc_sec_id": "idNumber",
    },
    "historical": {
        "full_name": "name",
        "first_name": "firstName",
        "surname": "lastName",
        "dob": "birthDate",
        "birth_place": "birthPlace",
        "gender": "gender",
        "occupation": "position",
        "postcode_fake": "address",
    },
}


def person(name, row, dataset):
    entity = StatementEntity(dataset, {"id": row["rec_id" if name == "febrl" else "unique_id"], "schema": "Person"})
    for column, property_ in COLUMNS[name].items():
        entity.add(property_, row[column])
    if name == "febrl":
        day = row["date_of_birth"]
        entity.add("name", f"{row['given_name']} {row['surname']}".strip())
        entity.add("birthDate", f"{day[:4]}-{day[4:6]}-{day[6:]}")
        parts = [row[column] for column in ("street_number", "address_1", "address_2", "suburb", "postcode", "state")]
        entity.add("address", ", ".join(part for part in parts if part))
    return entity


def main(name, table, pairs):
    with Path(table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dataset = Dataset.make({"name": "table", "title": "Table"})
    entities = {one.id: one for one in (person(name, row, dataset) for row in rows)}
    files = {row["rec_id"]: row["file"] for row in rows} if name == "febrl" else {}
    store = SimpleMemoryStore(dataset, Linker({}))
    with store.writer() as writer:
        for entity in entities.values():
            writer.add_entity(entity)
    config = ScoringConfig.defaults()
    with tempfile.TemporaryDirectory() as folder, Path(pairs).open("w", encoding="utf-8", newline="") as file:
        index = Index(store.default_view(), Path(folder))
        index.build()
        out = csv.writer(file)
        out.writerow(["left", "right", "score", "kept"])
        for (left, right), _ in index.pairs(max_pairs=PAIRS_PER_RECORD * len(rows)):
            if files and files[left.id] == files[right.id]:
                continue
            score = DedupeAlgorithm.compare(entities[left.id], entities[right.id], config).score
            if score > 0.01:
                out.writerow([left.id, right.id, score, score >= ENOUGH])
        index.close()


main(*sys.argv[1:])

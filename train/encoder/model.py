"""The encoder and its heads. Everything is made so that internal/nn can run it in integers: sums of table rows, two
layers of bidirectional LSTM (Hochreiter & Schmidhuber 1997, gates i f g o), and small perceptrons; arcs are scored as by
Dozat & Manning (2017), with a dot product in place of the full bilinear form."""
import torch
from torch import nn
import torch.nn.functional as F
from features import TABLES, ROWS


class Encoder(nn.Module):
    def __init__(self, vecs, dim, hidden, drop):
        super().__init__()
        self.fixed = nn.Embedding.from_pretrained(torch.tensor(vecs), freeze=True)
        self.project = nn.Linear(vecs.shape[1], dim, bias=False)
        self.own = nn.Embedding(vecs.shape[0], dim, sparse=True)
        self.tables = nn.ModuleList([nn.Embedding(ROWS[t], dim, sparse=True) for t in TABLES])
        nn.init.zeros_(self.own.weight)
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.15)
        nn.init.normal_(self.project.weight, std=0.08)
        self.one = nn.LSTM(dim, hidden, bidirectional=True, batch_first=True)
        self.two = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.drop = drop

    def forward(self, x):
        w = x[..., 0]
        if self.training:  # unknown words are as rare in training as they are not in life
            w = w * (torch.rand(w.shape) >= 0.12)
        e = self.project(self.fixed(w)) + self.own(w)
        for i, t in enumerate(self.tables):
            part = t(x[..., i + 1])
            if self.training:
                part = part * (torch.rand(w.shape) >= 0.1).unsqueeze(-1)
            e = e + part
        e = e.clamp(-3.9, 3.9)
        h, _ = self.one(self.out(e))
        h, _ = self.two(self.out(h))
        return self.out(h)

    def out(self, h):
        if not self.training or self.drop == 0:
            return h
        m = torch.rand(h.shape[0], 1, h.shape[2]) >= self.drop  # the same units along the sentence
        return h * m / (1 - self.drop)


class Reader(nn.Module):
    def __init__(self, vecs, sizes, dim=128, hidden=96, arc=64, rel=64, drop=0.33):
        super().__init__()
        self.encoder = Encoder(vecs, dim, hidden, drop)
        w = 2 * hidden
        self.upos = nn.Linear(w, sizes["upos"])
        self.xpos = nn.Linear(w, sizes["xpos"])
        self.names = nn.Linear(w, sizes["names"])
        self.dependent = nn.Linear(w, arc)
        self.head = nn.Linear(w, arc)
        self.root = nn.Parameter(torch.randn(w) * 0.1)
        self.bias = nn.Linear(arc, 1)
        self.rel_dependent = nn.Linear(w, rel)
        self.rel_head = nn.Linear(w, rel, bias=False)
        self.rel = nn.Linear(rel, sizes["rel"])
        self.drop = drop

    def mlp(self, h):
        h = F.relu(h).clamp(max=7.9)
        return F.dropout(h, self.drop, self.training)

    def with_root(self, h):
        return torch.cat([self.root.clamp(-0.99, 0.99).expand(h.shape[0], 1, -1), h], 1)

    def arcs(self, h):
        """Scores [sentence, dependent, head]; head 0 is the root."""
        d = self.mlp(self.dependent(h))
        k = self.mlp(self.head(self.with_root(h)))
        s = d @ k.transpose(1, 2) + self.bias(k).transpose(1, 2)
        n = h.shape[1]
        own = torch.zeros(n, n + 1, dtype=torch.bool)
        own[torch.arange(n), torch.arange(n) + 1] = True
        return s.masked_fill(own, -1e4)

    def relations(self, h, heads):
        """Scores of the relations of each dependent to the head given."""
        d = self.rel_dependent(h)
        k = self.rel_head(self.with_root(h))
        k = torch.gather(k, 1, heads.unsqueeze(-1).expand(-1, -1, k.shape[-1]))
        return self.rel(self.mlp(d + k))

    def syntax_loss(self, x, gold):
        h = self.encoder(x)
        upos, xpos, heads, rel = gold
        flat = lambda s, g: F.cross_entropy(s.flatten(0, 1), g.flatten())
        return flat(self.upos(h), upos) + flat(self.xpos(h), xpos) + flat(self.arcs(h), heads) + flat(self.relations(h, heads), rel)

    def names_loss(self, x, gold, weight):
        """weight is of each sentence."""
        each = F.cross_entropy(self.names(self.encoder(x)).flatten(0, 1), gold.flatten(), reduction="none")
        return (each.view(gold.shape) * weight.unsqueeze(1)).mean()

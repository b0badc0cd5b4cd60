"""What the encoder sees of a token. internal/nn/words.go computes the same; test vectors hold the two together."""

MARKS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201b": "'", "`": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
                       "\u2013": "-", "\u2014": "-", "\u2011": "-"})
LONGEST = 32  # code points of a form that are looked at

ROWS = {"prefix2": 1 << 12, "prefix3": 1 << 13, "suffix2": 1 << 12, "suffix3": 1 << 13, "suffix4": 1 << 14, "shape": 1 << 10, "form": 1 << 15}
TABLES = tuple(ROWS)


def fnv(s):
    h = 2166136261
    for b in s.encode("utf8"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def lower(c):
    l = c.lower()
    return l if len(l) == 1 else c


def kind(c):
    if c != lower(c):
        return "X"
    if c.isalpha():
        return "x"
    if c in "0123456789":
        return "0"
    return c if ord(c) < 128 else "u"


def look(form):
    """The normalised word (lower case, digits as 0) and a row for each of TABLES."""
    f = form[:LONGEST].translate(MARKS)
    low = "".join("0" if c in "0123456789" else lower(c) for c in f)
    shape = ""
    for c in f:
        k = kind(c)
        if not shape.endswith(k * 2):
            shape += k
    parts = ("<" + low[:2], "<" + low[:3], low[-2:] + ">", low[-3:] + ">", low[-4:] + ">", shape, "".join("0" if c in "0123456789" else c for c in f))
    return low, tuple(fnv(p) % ROWS[t] for t, p in zip(TABLES, parts))

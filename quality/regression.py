"""What the trainers of story/told share: rows from the program over data/developing, and a logistic regression.

Newton's method; weights are drawn towards 0 by a ridge. Standard library only.
"""
import json
import math
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join(HERE, "..", "build")
RULES = os.path.join(HERE, "..", "rules")
STEPS = 12


OURS = os.path.join(HERE, "developing")  # stories of our own; its README says which are for training
HELD_OUT = ("e01", "e02", "e03")


def our_gold(trained):
    """Our own developing stories: those for training, or those held out."""
    import gold
    return [s for s in gold.load(OURS) if (s.name[:3] not in HELD_OUT) == trained]


def the_gold():
    for folder in (os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared")):
        if os.path.isfile(os.path.join(folder, "score", "gold.py")):
            sys.path.insert(0, os.path.join(folder, "score"))
            import gold
            return gold.load(os.path.join(folder, "data", "developing"))
    sys.exit("the shared data is not here; set CHECKBACK_DATA")


def lines_of(program, stories):
    """What a program of the build says of a store of all stories: its lines as JSON."""
    from answers import import_rows
    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "captures.jsonl")
        with open(lines, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in import_rows(stories))
        store = os.path.join(folder, "store")
        subprocess.run([os.path.join(BUILD, "checkback"), "import", "--store", store, lines], check=True, capture_output=True)
        told = subprocess.run([os.path.join(BUILD, program), store], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in told.splitlines()]


def pages_of(stories):
    """(url, moment) -> (story, page)."""
    from program import key
    return {key(p.url, p.seen_at): (s, p) for s in stories for p in s.pages.values()}


def solve(a, b):
    """x with a x = b, for a symmetric, positive definite a (Cholesky)."""
    n = len(b)
    low = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = low[i]
        for j in range(i + 1):
            other = low[j]
            s = a[i][j] - sum(row[k] * other[k] for k in range(j))
            row[j] = math.sqrt(s) if i == j else s / other[j]
    x = b[:]
    for i in range(n):
        x[i] = (x[i] - sum(low[i][k] * x[k] for k in range(i))) / low[i][i]
    for i in reversed(range(n)):
        x[i] = (x[i] - sum(low[k][i] * x[k] for k in range(i + 1, n))) / low[i][i]
    return x


def train(rows, label, ridge):
    """(bias, weights) for the measures row["x"] as they are; row[label] is what is to be told."""
    n = len(rows[0]["x"])
    mean = [sum(r["x"][k] for r in rows) / len(rows) for k in range(n)]
    spread = [math.sqrt(sum((r["x"][k] - mean[k]) ** 2 for r in rows) / len(rows)) for k in range(n)]
    used = [k for k in range(n) if spread[k] > 1e-9]
    x = [[1.0] + [(r["x"][k] - mean[k]) / spread[k] for k in used] for r in rows]
    y = [float(r[label]) for r in rows]
    w = [0.0] * (len(used) + 1)
    size = len(w)
    for _ in range(STEPS):
        gradient = [-ridge * v if k else 0.0 for k, v in enumerate(w)]
        hessian = [[0.0] * size for _ in range(size)]
        for row, want in zip(x, y):
            z = sum(a * b for a, b in zip(w, row))
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            slope, miss = p * (1 - p), want - p
            for i, v in enumerate(row):
                gradient[i] += miss * v
                v *= slope
                if v:
                    line = hessian[i]
                    for j in range(i + 1):
                        line[j] += v * row[j]
        for i in range(size):
            hessian[i][i] += ridge if i else 1e-6
            for j in range(i):
                hessian[j][i] = hessian[i][j]
        step = solve(hessian, gradient)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-4:
            break
    weights = [0.0] * n
    for k, v in zip(used, w[1:]):
        weights[k] = v / spread[k]
    return w[0] - sum(weights[k] * mean[k] for k in range(n)), weights


def write_model(name, about, bias, weights):
    """rules/NAME: comment lines, then the bias and a weight a line."""
    with open(os.path.join(RULES, name), "w", encoding="utf-8") as file:
        file.writelines(f"# {line}\n" for line in about)
        file.writelines(f"{n} {w:.4f}\n" for n, w in [("bias", bias), *weights])

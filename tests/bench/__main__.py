"""`make bench`: how well questions are matched, what each part of that buys, what learning brings, how fast it is, how
long a large sheet, planning and sending 10,000 recaps take, how soon the demo is there and what a server takes, each
beside a baseline.

    python -m tests.bench [--sets DIR]

DIR holds another topics.csv and questions.csv, or folders that do; it may be given several times. Each part runs in a
process of its own.
"""

import subprocess
import sys

SETS = sys.argv[1:]
PARTS = {"match": SETS, "ablation": SETS, "curve": SETS, "latency": [], "imports": []}
PARTS |= {"planning": [], "sending": [], "start": [], "server": []}

if __name__ == "__main__":
    for part, arguments in PARTS.items():
        subprocess.run([sys.executable, "-m", f"tests.bench.{part}", *arguments], check=True)

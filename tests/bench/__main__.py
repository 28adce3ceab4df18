"""`make bench`: how well questions are matched, how fast, how soon the demo is there and what a server takes, each
beside a baseline.

    python -m tests.bench [--sets DIR]

DIR holds another topics.csv and questions.csv. Each part runs in a process of its own.
"""

import subprocess
import sys

PARTS = {"match": sys.argv[1:], "latency": [], "start": [], "server": []}

if __name__ == "__main__":
    for part, arguments in PARTS.items():
        subprocess.run([sys.executable, "-m", f"tests.bench.{part}", *arguments], check=True)

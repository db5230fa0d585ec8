#!/bin/sh
# How long importing and checking a ledger of 20,000 rows takes, in seconds of the processor (a busy machine does not change
# them). usage: tests/bench/ledger.sh [PROGRAM] [ROWS]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/build/release/cli/hakyu}
rows=${2:-20000}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 - "$rows" > "$scratch/ledger.csv" <<'PYTHON'
import sys
print("管理番号,機器名,ホスト名,機器種別,システム名,IPアドレス,設置場所,保守業者,リモート保守,サポート期限,確認日,物理サーバ,依存先,備考")
for i in range(int(sys.argv[1])):
    print(f"PC-{i:05},端末{i},pc{i},端末ＰＣ,部門{i % 30},10.{i // 65536}.{i // 256 % 256}.{i % 256},{i % 9}階,㈱業者{i % 40},有,"
          f"R{7 + i % 5}.3,2025/{1 + i % 12}/1,{f'pc{i // 10}' if i else ''},{f'pc{i // 7}' if i else ''},備考です")
PYTHON

measure() {
  name=$1
  shift
  python3 - "$name" "$@" <<'PYTHON'
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
if done.returncode not in (0,):
    sys.exit(done.stderr.decode()[-2000:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]}: {used.ru_utime + used.ru_stime:.2f} s of processor, {used.ru_maxrss // 1024} MiB")
PYTHON
}
measure "import, first time" "$program" import ledger "$scratch/ledger.csv" --mapping it-ledger -o "$scratch/ledger.json" --quiet
measure "import, nothing changed" "$program" import ledger "$scratch/ledger.csv" --mapping it-ledger -o "$scratch/ledger.json" --quiet
measure "check" "$program" check "$scratch/ledger.json" --as-of 2026-12-01 --quiet
measure "check, workbook" "$program" check "$scratch/ledger.json" --as-of 2026-12-01 --xlsx "$scratch/q.xlsx" --quiet

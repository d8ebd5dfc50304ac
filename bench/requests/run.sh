#!/bin/sh
# Fills request logs of the given sizes and measures the questions to them; the options are the bench's own (--rows, --folder, --seed, --check).
set -e
here=$(dirname "$0")
dotnet build "$here" -c Release -maxcpucount:1 -nodereuse:false -v quiet -nologo >&2
exec dotnet "$here/../../artifacts/bin/Gratis.RequestLogBench/release/Gratis.RequestLogBench.dll" "$@"

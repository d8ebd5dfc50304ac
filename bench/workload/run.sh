#!/bin/sh
# Builds the workload bench and runs it; the options are the bench's own (--mixed, --days, --seed, --demand, --policies, --pools, --check, --output).
set -e
here=$(dirname "$0")
dotnet build "$here" -c Release -maxcpucount:1 -nodereuse:false -v quiet -nologo >&2
exec dotnet "$here/../../artifacts/bin/Gratis.Workload/release/Gratis.Workload.dll" "$@"

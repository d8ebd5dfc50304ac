#!/bin/sh
# Builds the load bench and runs it; the options are the bench's own (--peers, --rounds, --seconds, --no-publish, --output).
set -e
here=$(dirname "$0")
dotnet build "$here" -c Release -nodereuse:false -v quiet -nologo >&2
exec dotnet "$here/../../artifacts/bin/Gratis.Load/release/Gratis.Load.dll" "$@"

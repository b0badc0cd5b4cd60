#!/usr/bin/env bash
# Checks that every processor makes the same of the same articles: builds the
# program for amd64 with the assembly kernel, for amd64 in plain Go and for
# arm64 (run by qemu-aarch64), reads the articles with each (examples/, or the
# paths given) and compares annotations, trees and the exported record byte for
# byte. Takes a minute or two.
set -euo pipefail
cd "$(dirname "$0")/../.."
paths=("${@:-examples}")
go=${GO:-go}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

fail() {
  echo "test/arch: $1" >&2
  exit 1
}

install() { # Debian packages, as root or with sudo
  command -v apt-get >/dev/null || return 1
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || return 1
    as=(sudo)
  fi
  echo "installing $* with apt-get" >&2
  "${as[@]}" apt-get update -qq >&2 || true
  DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends "$@" >&2
}

# run NAME COMMAND... builds for the environment and the tags set by the
# caller, and keeps in $out/NAME what the program makes of the articles.
run() {
  local name=$1
  shift
  mkdir "$out/$name"
  "$go" build -trimpath ${tags:+-tags "$tags"} -o "$out/$name/parley" ./cmd/parley
  echo "reading as $name"
  local started=$SECONDS
  "$@" "$out/$name/parley" annotate "${paths[@]}" >"$out/$name/annotations.jsonl"
  "$@" "$out/$name/parley" annotate --format conllu "${paths[@]}" >"$out/$name/trees.conllu"
  "$@" "$out/$name/parley" read --db "$out/$name/parley.db" "${paths[@]}" >/dev/null
  "$@" "$out/$name/parley" export json --db "$out/$name/parley.db" --out "$out/$name/record.json"
  echo "  $((SECONDS - started)) s"
}

export CGO_ENABLED=0 GOOS=linux
native=$("$go" env GOHOSTARCH)
[ "$("$go" env GOHOSTOS) $native" = "linux amd64" ] || fail "this test needs linux on amd64, to run the program for both processors"
command -v qemu-aarch64 >/dev/null || install qemu-user || fail "qemu-aarch64 is not installed and could not be: install Debian's package qemu-user"

GOARCH=amd64 tags='' run amd64
GOARCH=amd64 tags=purego run amd64-purego
GOARCH=arm64 tags='' run arm64 qemu-aarch64

[ -s "$out/amd64/annotations.jsonl" ] || fail "nothing was annotated"
same=yes
for name in amd64-purego arm64; do
  for file in annotations.jsonl trees.conllu record.json; do
    cmp -s "$out/amd64/$file" "$out/$name/$file" && continue
    same=no
    echo "test/arch: $file differs between amd64 and $name:" >&2
    diff "$out/amd64/$file" "$out/$name/$file" | cut -c -400 | head -n 12 >&2 || true
  done
done
[ $same = yes ] || fail "the program does not decide alike on all processors"
echo "test/arch: $(wc -l <"$out/amd64/annotations.jsonl") articles read alike on amd64, amd64 in plain Go, and arm64"

#!/usr/bin/env bash
# Runs the browser test with the program at $1, after installing what is
# missing: Debian's Chromium, and axe-core (an accessibility checker) at a
# pinned version into .tools/. Where that cannot be done it says so; on a
# server (CI set) that is a failure.
set -euo pipefail
bin=$(realpath "$1")
cd "$(dirname "$0")"
tools=$(realpath ../..)/.tools
mkdir -p "$tools"

axe_version=4.13.0
axe_sum=c24f097bd2f451d4f933e8bc7d8d539f8672a2ebcb5cc9f9f3eec8ca9470a0c1
axe=$tools/axe-core-$axe_version.min.js

give_up() {
  echo "################################################################" >&2
  echo "# THE BROWSER TEST DID NOT RUN: $1" >&2
  echo "################################################################" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
}

updated=
install() { # Debian packages, as root or with sudo
  command -v apt-get >/dev/null || return 1
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || return 1
    as=(sudo)
  fi
  echo "installing $* with apt-get" >&2
  if [ -z "$updated" ]; then
    "${as[@]}" apt-get update -qq >&2 || true
    updated=1
  fi
  DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_chromium() {
  local c
  for c in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$c" && return
  done
  return 1
}

fetch_axe() {
  command -v npm >/dev/null || install npm || return 1
  local dir
  dir=$(mktemp -d)
  trap 'rm -rf "$dir"' RETURN
  (cd "$dir" && npm pack --silent "axe-core@$axe_version" >/dev/null && tar -xzf ./axe-core-*.tgz package/axe.min.js) || return 1
  echo "$axe_sum  $dir/package/axe.min.js" | sha256sum --check --quiet >&2 || return 1
  mv "$dir/package/axe.min.js" "$axe"
}

chromium=$(find_chromium) || { install chromium fonts-dejavu-core && chromium=$(find_chromium); } || give_up "Chromium is not installed and could not be"
[ -s "$axe" ] || fetch_axe || give_up "axe-core $axe_version could not be had"

PARLEY=$bin CHROMIUM=$chromium AXE=$axe exec "${GO:-go}" test -count=1 -timeout 12m ./...

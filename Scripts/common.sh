# What the scripts have in common; each begins with `source`. Leaves us in the project's folder.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Annotated texts that may not be given away with the project. Whoever has them puts them
# beside it; what needs them is left out where they are missing.
corpora=${SITREP_CORPORA:-../shared/corpora}
# The same as it is written in pages that are kept: without the paths of one machine.
corpora_shown=${SITREP_CORPORA:+'$SITREP_CORPORA'}
corpora_shown=${corpora_shown:-$corpora}

# Tables of GeoNames, likewise; where they come from is in Lexicons/README.md.
geonames=${SITREP_GEONAMES:-../shared/data/geonames}

# Where a release build leaves the command.
sitrep=.build/release/sitrep

say() { echo "$@" >&2; }

fail() {
  say "$(basename "$0"): $*"
  exit 1
}

need_swift() {
  command -v swift >/dev/null ||
    fail "there is no 'swift'; install Swift 6.1 or newer from swift.org and put it on PATH"
}

# install APT-PACKAGES BREW-PACKAGES: says so first; without a package manager, says what is
# to be installed.
install() {
  local root=()
  if command -v apt-get >/dev/null; then
    if [ "$(id -u)" != 0 ]; then
      command -v sudo >/dev/null || fail "install $1 (apt-get install $1), then call this again"
      root=(sudo)
    fi
    say "Installing $1 with apt-get …"
    "${root[@]}" apt-get update -qq >/dev/null
    # shellcheck disable=SC2086 # several packages
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 $1 >/dev/null
  elif command -v brew >/dev/null; then
    say "Installing $2 with brew …"
    # shellcheck disable=SC2086
    brew install --quiet $2 >/dev/null
  else
    fail "install the C libraries PCRE2, gumbo, libarchive, zlib and zstd with their headers, and pkg-config; then call this again"
  fi
}

# The C libraries that the command links with. Homebrew keeps some where nobody looks.
need_libraries() {
  if command -v brew >/dev/null; then
    local prefix
    prefix=$(brew --prefix)
    export PKG_CONFIG_PATH="$prefix/opt/libarchive/lib/pkgconfig:$prefix/opt/zlib/lib/pkgconfig:${PKG_CONFIG_PATH:-}"
  fi
  if ! pkg-config --exists libpcre2-8 gumbo libarchive zlib libzstd 2>/dev/null; then
    install "libpcre2-dev libgumbo-dev libarchive-dev zlib1g-dev libzstd-dev pkg-config" \
      "pcre2 gumbo-parser libarchive zlib zstd pkgconf"
  fi
}

# Compiles the pack beside the command anew where the command, a lexicon or a model is newer.
compile_pack() {
  local pack=${sitrep%/*}/sitrep.pack
  if [ -e "$pack" ] && [ -z "$(find "$sitrep" Lexicons Models -cnewer "$pack" -print -quit)" ]; then
    return
  fi
  # A fault in a file is told by the command that is run next.
  "$sitrep" compile --resources . --output "$pack" >/dev/null 2>&1 || true
}

# Brings the release build up to date. Prints what the build prints only where it fails.
build_release() {
  need_swift
  need_libraries
  [ -x "$sitrep" ] || say "Building the release; the first time takes some minutes …"
  local log
  log=$(mktemp)
  # A program that brings Swift's libraries along starts sooner, since the linker has nothing
  # to put together, and runs where there is no Swift.
  local linking=()
  if [ "$(uname)" = Linux ]; then linking=(--static-swift-stdlib); fi
  if ! swift build -c release --product sitrep "${linking[@]}" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    fail "the build failed"
  fi
  rm -f "$log"
}

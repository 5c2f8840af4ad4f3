# Read by ./run and ./test: small steps both need. Not to be run by itself.

fail() { printf '%s\n' "$*" >&2; exit 1; }

# Whole seconds since the script started, for the progress lines.
say() { printf '[%3ds] %s\n' "$SECONDS" "$*"; }

need_sdk() {
  command -v dotnet >/dev/null || fail "The .NET SDK 10 is missing: install it as https://dot.net describes, then run this again."
  local said
  if said=$(dotnet --version 2>&1); then return; fi
  case $said in
    *'compatible .NET SDK was not found'*) fail "The installed .NET SDK is older than global.json asks for: install SDK 10 as https://dot.net describes." ;;
    # The last line that is not a stack trace's.
    *) fail "The .NET SDK does not work: $(grep -vE '^ *(at .*)?$' <<<"$said" | tail -1)" ;;
  esac
}

need_writable() {
  mkdir -p .data .stamp 2>/dev/null && [ -w . ] && [ -w .data ] && [ -w .stamp ] || fail "The folder $PWD cannot be written by $(id -un): make it writable ('sudo chown -R $(id -un) $PWD') or check it out elsewhere."
}

have_postgres() {
  local folder
  for folder in "${CLEVESEC_PG_BIN:-/nowhere}" /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
  done
  command -v initdb >/dev/null && command -v postgres >/dev/null
}

# install WHAT-FOR PACKAGE...   through apt-get, or exactly one sentence about why not
install() {
  local purpose=$1 log=.stamp/apt.log rights=(); shift
  command -v apt-get >/dev/null || fail "Missing: $purpose. There is no apt-get here: install the equivalent of $*, then run this again."
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "Missing: $purpose. Run 'sudo apt-get update && sudo apt-get install -y $*', then run this again."
    rights=(sudo -n)
  fi
  say "Installing $purpose ($*) …"
  { "${rights[@]}" apt-get update -q && "${rights[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null \
    || fail "apt-get could not install $*: $(grep -E '^(E|Err):' "$log" | tail -1) (everything it said is in $log)."
}

# Path, size and time of everything that goes into the build.
sources_print() {
  { find src migrations wwwroot "$@" -type d \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n'
    find ./*.props global.json -printf '%p %s %T@\n'; } 2>/dev/null | sort | sha256sum | cut -d' ' -f1
}

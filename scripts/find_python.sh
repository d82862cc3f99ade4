#!/bin/sh
# Which Python of this machine can carry Ehya? Prints its path, or says what is missing.
# It must be 3.12 or later and able to make a virtual environment. PYTHON= names one by hand.

pyenv_root="${PYENV_ROOT:-$HOME/.pyenv}"
seen=""
no_venv=""

for candidate in ${PYTHON:-} python3.13 python3.12 python3.14 python3 python \
    "$pyenv_root"/versions/3.1[2-9]*/bin/python /usr/local/bin/python3 /usr/bin/python3 /opt/python*/bin/python3; do
    found=$(command -v "$candidate" 2>/dev/null) || continue
    version=$("$found" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
    seen="$seen $found ($version)"
    "$found" -c 'import sys; sys.exit(sys.version_info < (3, 12))' || continue
    if "$found" -c 'import venv, ensurepip' 2>/dev/null; then
        "$found" -c 'import sys; print(sys.executable)'
        exit 0
    fi
    no_venv="$found ($version)"
done

if [ -n "$no_venv" ]; then
    echo "Ehya found $no_venv, but it cannot make a virtual environment (venv or ensurepip is missing)." >&2
    echo "On Debian and Ubuntu: apt install python3-venv. Then run make again." >&2
elif [ -n "$seen" ]; then
    echo "Ehya needs Python 3.12 or later. Found only:$seen." >&2
    echo "Install a newer one, or name it: make PYTHON=/path/to/python3.13 ..." >&2
else
    echo "Ehya needs Python 3.12 or later, and found no Python at all." >&2
    echo "Install one (Debian: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.13 ..." >&2
fi
exit 1

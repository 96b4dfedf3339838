#!/usr/bin/env bash
# Installs Chromium and fonts for most of the world's letters, where they are missing:
# tests look at the sandbox's page in it. On Debian and Ubuntu, as root or with sudo.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -qq --no-install-recommends -y \
  chromium fonts-noto-cjk fonts-noto-color-emoji >/dev/null

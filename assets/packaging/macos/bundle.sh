#!/bin/sh
# Puts a built program into a bundle, target/Okhotsk Atlas.app. Untried; it is not signed.
set -eu
cd "$(dirname "$0")/../../.."
cargo build --release --locked
bundle="target/Okhotsk Atlas.app/Contents"
mkdir -p "$bundle/MacOS" "$bundle/Resources"
cp target/release/okhotsk "$bundle/MacOS/"
cp assets/packaging/macos/Info.plist "$bundle/"
cp assets/packaging/macos/okhotsk.icns assets/licences/licences.txt assets/fonts/OFL.txt \
    geodata/COPYING geodata/COPYING.LESSER geodata/waters.geojson "$bundle/Resources/"

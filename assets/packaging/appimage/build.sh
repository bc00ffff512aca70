#!/bin/sh
# Makes an AppImage. Untried: it needs linuxdeploy, which must be fetched by hand and put on the path.
# The libraries of the window (OpenGL, X11, Wayland) are the system's, as an AppImage wants them.
set -eu
cd "$(dirname "$0")/../../.."
cargo build --release --locked
out=target/appimage
rm -rf "$out"
mkdir -p "$out"
linuxdeploy --appdir "$out/AppDir" \
    --executable target/release/okhotsk \
    --desktop-file assets/desktop/okhotsk.desktop \
    --icon-file assets/icons/okhotsk.svg \
    --icon-filename okhotsk
install -D -m 644 assets/desktop/org.okhotsk.Atlas.metainfo.xml \
    "$out/AppDir/usr/share/metainfo/org.okhotsk.Atlas.metainfo.xml"
install -D -m 644 -t "$out/AppDir/usr/share/doc/okhotsk" assets/licences/licences.txt \
    assets/fonts/OFL.txt geodata/COPYING geodata/COPYING.LESSER geodata/waters.geojson
cd "$out"
LINUXDEPLOY_OUTPUT_VERSION=$(sed -n 's/^version = "\(.*\)"/\1/p' ../../Cargo.toml | head -n 1) \
    linuxdeploy --appdir AppDir --output appimage

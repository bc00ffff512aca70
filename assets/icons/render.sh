#!/bin/sh
# Makes the PNG files of the icon, okhotsk.ico and okhotsk.icns from the two drawings.
# Needs rsvg-convert (librsvg2-bin), icotool (icoutils) and python3.
set -eu
cd "$(dirname "$0")"
rsvg-convert -w 16 -h 16 okhotsk-small.svg -o okhotsk-16.png
for side in 32 48 64 128 256 512; do
    rsvg-convert -w $side -h $side okhotsk.svg -o okhotsk-$side.png
done
icotool -c -o ../packaging/windows/okhotsk.ico \
    okhotsk-16.png okhotsk-32.png okhotsk-48.png okhotsk-64.png -r okhotsk-128.png -r okhotsk-256.png
python3 - <<'PYTHON'
import struct
kinds = [(b"icp4", 16), (b"icp5", 32), (b"icp6", 64), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512)]
parts = b""
for kind, side in kinds:
    with open(f"okhotsk-{side}.png", "rb") as file:
        png = file.read()
    parts += kind + struct.pack(">I", len(png) + 8) + png
with open("../packaging/macos/okhotsk.icns", "wb") as file:
    file.write(b"icns" + struct.pack(">I", len(parts) + 8) + parts)
PYTHON

#!/usr/bin/env bash
# What other programs make of the files that this one writes: run by hand, with the program as the only
# argument. Needs rsvg-convert, pdftoppm and pdftotext, compare (ImageMagick) and, each where it is installed,
# chromium, inkscape, ogrinfo and ffprobe.
#
#     tests/other-programs.sh target/release/okhotsk
set -euo pipefail
atlas=$(realpath "${1:?the program}")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$out"
failed=0
fault() { echo "FAULT: $*"; failed=1; }
has() { command -v "$1" > /dev/null || { echo "$1 is not installed: left out"; return 1; }; }

# Drawn three times as large and shrunk, so that letters that a program sets to whole pixels count less.
shrunk() { convert "$1" -filter Box -resize '1200x900!' "$1"; }
# How far two pictures differ, as a part of the whole (root mean square over all pixels and colours).
differ() {
    compare -metric RMSE "$1" "$2" null: 2>&1 | sed 's/.*(\(.*\)).*/\1/' || true
}
# A drawing by another program beside our pixels. Letters that it sets in fonts of its own, and the edges of
# shapes, make up the difference; a layer that is missing or in another place makes more than the limit.
beside() {
    local name=$1 picture=$2 limit=$3 rmse
    rmse=$(differ "$png" "$picture")
    printf '%-32s %s (at the most %s)\n' "$name" "$rmse" "$limit"
    awk -v a="$rmse" -v b="$limit" 'BEGIN { exit !(a <= b) }' || fault "$name differs"
}

for look in '1905-10-14 en light' '1750 ja dark' '1945-09-04 ru light'; do
    read -r date lang theme <<< "$look"
    echo "== $look"
    args=(--date "$date" --lang "$lang" --theme "$theme" --size 1200x900)
    png=$out/a.png
    "$atlas" export a.png "${args[@]}"
    "$atlas" export a.svg "${args[@]}"
    "$atlas" export o.svg "${args[@]}" --outlines
    "$atlas" export a.pdf "${args[@]}"
    rsvg-convert -z 3 a.svg -o svg.png && shrunk svg.png && beside 'SVG, rsvg-convert' svg.png 0.035
    rsvg-convert -z 3 o.svg -o outlines.png && shrunk outlines.png
    beside 'SVG of outlines, rsvg-convert' outlines.png 0.015
    pdftoppm -r 288 -png -singlefile a.pdf page && shrunk page.png
    beside 'PDF, pdftoppm' page.png 0.025
    if has inkscape; then
        inkscape a.svg --export-dpi=288 --export-type=png --export-filename=ink.png > /dev/null 2>&1
        shrunk ink.png && beside 'SVG, inkscape' ink.png 0.035
    fi
    if has chromium; then
        for kind in a o; do
            chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=3 \
                --window-size=1200,900 --screenshot="$out/chromium-$kind.png" "file://$out/$kind.svg" \
                > /dev/null 2>&1
            shrunk "chromium-$kind.png"
        done
        beside 'SVG, chromium' chromium-a.png 0.035
        beside 'SVG of outlines, chromium' chromium-o.png 0.015
    fi
    # What is drawn can be found as text.
    case $lang in
        en) words=('Treaty of Portsmouth' 'Empire of Japan') ;;
        ja) words=('松前' 'アイヌ') ;;
        ru) words=('Советский Союз' 'Сахалин') ;;
    esac
    pdftotext a.pdf a.txt
    for word in "${words[@]}"; do
        grep -qi "$word" a.txt || fault "pdftotext does not find $word"
    done
done

echo '== tables'
if has ogrinfo; then
    "$atlas" spans kurils --format geojson > spans.geojson
    "$atlas" events --format geojson > events.geojson
    ogrinfo -so -al spans.geojson 2>&1 | grep -E 'Feature Count|Geometry|start|end' || fault 'spans'
    ogrinfo -so -al spans.geojson 2>&1 | grep -q 'start: Date' || fault 'start is no date'
    ogrinfo -so -al events.geojson 2>&1 | grep -E 'Feature Count|Geometry' || fault 'events'
fi

echo '== films'
if has ffprobe; then
    for kind in gif apng mp4; do
        "$atlas" export "film.$kind" --from 1870 --to 1910 --seconds 0.5 --size 320x240 --once
        times=$(ffprobe -v error -show_entries packet=duration_time -of csv=p=0 "film.$kind" | tr -d ',' |
            awk '{ s += $1 } END { printf "%d %.2f", NR, s }')
        echo "$kind: $times (pictures, seconds)"
    done
fi
[ $failed = 0 ] && echo 'all alike'
exit $failed

#!/usr/bin/env bash
# Prints what a screen reader finds in the window: the accessibility tree as it arrives over AT-SPI, on a
# session bus, a screen and an accessibility bus of its own. Fails if the map has no lands there, or if
# something that can be clicked has no name. To be run by hand; on Debian it needs
#   apt install xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0 libgl1-mesa-dri
#
#   cargo build --release && tests/at-spi.sh [target/release/okhotsk [ARGUMENT...]]
set -euo pipefail

if [ "${1-}" != --within ]; then
    program=${1:-target/release/okhotsk}
    [ $# -eq 0 ] || shift
    exec dbus-run-session -- "$0" --within "$program" "$@"
fi

program=$2
shift 2
out=$(mktemp -d)
own=()
trap 'kill "${own[@]}" 2> /dev/null || true; rm -rf "$out"' EXIT

Xvfb -displayfd 3 -screen 0 1440x900x24 3> "$out/screen" > /dev/null 2>&1 &
own+=($!)
for _ in $(seq 50); do
    [ -s "$out/screen" ] && break
    sleep 0.1
done
DISPLAY=:$(cat "$out/screen")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 XDG_CONFIG_HOME=$out GTK_MODULES='' NO_AT_BRIDGE=0
unset WAYLAND_DISPLAY WAYLAND_SOCKET

for launcher in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    if [ -x "$launcher" ]; then
        "$launcher" --launch-immediately > /dev/null 2>&1 &
        own+=($!)
        break
    fi
done
sleep 1

[ $# -gt 0 ] || set -- --date 1905-10-14 --select iturup --lang en
# A program tells its tree only when somebody listens.
/usr/bin/python3 - << 'PYTHON'
from gi.repository import Gio, GLib

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
for name in ("IsEnabled", "ScreenReaderEnabled"):
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
        GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True))),
        None, Gio.DBusCallFlags.NONE, 5000,
    )
PYTHON
"$program" "$@" 2> "$out/window" &
own+=($!)

/usr/bin/python3 -W ignore - << 'PYTHON' || { cat "$out/window" >&2; exit 1; }
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

Atspi.init()


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def window():
    for application in children(Atspi.get_desktop(0)):
        for frame in children(application):
            # The tree is there when the map is.
            if any(node.get_name() for node in walk(frame) if node is not frame):
                return frame
    return None


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


def actions(node):
    action = node.get_action_iface()
    return [action.get_action_name(i) for i in range(action.get_n_actions())] if action else []


def show(node, depth, found):
    extents = node.get_component_iface()
    place = ""
    if extents is not None:
        rect = extents.get_extents(Atspi.CoordType.WINDOW)
        place = f" at {rect.x},{rect.y} {rect.width}x{rect.height}"
    value = node.get_value_iface()
    number = f" = {value.get_current_value():g}" if value is not None else ""
    # What only holds others together, and the letters of a text, say nothing.
    role = node.get_role_name()
    can = actions(node)
    if node.get_name() or can:
        print(f"{'  ' * depth}{role} '{node.get_name()}'{number}{place} {' '.join(can)}".rstrip())
        depth += 1
    if can and not node.get_name():
        found["unnamed"].append(f"{role}{place}")
    if role == "list item" and can:
        found["lands"] += 1
    for child in children(node):
        show(child, depth, found)


for attempt in range(60):
    frame = window()
    if frame is not None:
        break
    time.sleep(0.5)
else:
    sys.exit("no window has arrived on the accessibility bus")
time.sleep(2)
found = {"lands": 0, "unnamed": []}
show(frame, 0, found)
print(f"{found['lands']} lands that can be clicked, {len(found['unnamed'])} nodes without a name")
if found["lands"] == 0 or found["unnamed"]:
    sys.exit("\n".join(["not as it should be", *found["unnamed"]]))
PYTHON

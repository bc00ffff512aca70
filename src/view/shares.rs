//! How two cards share the height of the panel beside the map.

/// What two texts of some heights have of a height: each as much as it needs if that is there, and
/// if both need more than half, half each.
#[must_use]
pub fn shared(room: f32, [above, below]: [f32; 2]) -> [f32; 2] {
    let room = room.max(0.0);
    let half = 0.5 * room;
    let above =
        if above + below <= room || above <= half { above } else { (room - below).max(half) };
    let above = above.clamp(0.0, room);
    [above, room - above]
}

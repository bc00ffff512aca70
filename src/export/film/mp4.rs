//! A film as a video, by ffmpeg, which has to be installed.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use crate::export::job::ExportError;

use super::About;
use super::reel::{Frames, opaque};

/// Pictures a second: the first of which every shot is a whole number, or the last.
const RATES: [u32; 4] = [10, 20, 25, 50];
/// The program.
const FFMPEG: &str = "ffmpeg";
/// Letters of what it says that are told.
const MOST_TOLD: usize = 400;

pub(super) fn write(frames: &Frames<'_>, about: &About<'_>) -> Result<Vec<u8>, ExportError> {
    let fail = |reason: String| ExportError::Film(reason);
    // It has to jump about in the file, and so cannot write it to us.
    let out = tempfile::Builder::new().prefix("okhotsk-").suffix(".mp4").tempfile();
    let out = out.map_err(|error| fail(error.to_string()))?;
    let [width, height] = about.pixels;
    let whole =
        |rate: &u32| frames.scenes.iter().all(|scene| (scene.millis * rate).is_multiple_of(1000));
    let rate = RATES.into_iter().find(whole).unwrap_or(RATES[RATES.len() - 1]);
    // The format has half as many colours as pixels in each direction.
    let [wide, high] = [width & !1, height & !1];
    if wide == 0 || high == 0 {
        return Err(fail("a video needs two pixels on a side at least".to_owned()));
    }
    let mut child = Command::new(FFMPEG)
        .args(["-hide_banner", "-loglevel", "error", "-nostdin", "-y"])
        .args(["-f", "rawvideo", "-pixel_format", "rgb24"])
        .args(["-video_size", &format!("{width}x{height}"), "-framerate", &rate.to_string()])
        .args(["-i", "pipe:0", "-vf", &format!("crop={wide}:{high}:0:0")])
        .args([
            "-c:v",
            "libx264",
            "-preset",
            "fast",
            "-tune",
            "stillimage",
            "-crf",
            "18",
            "-pix_fmt",
            "yuv420p",
        ])
        .args(["-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart"])
        .args(["-metadata", &format!("comment={}", about.view)])
        .arg(out.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            fail(if error.kind() == std::io::ErrorKind::NotFound {
                "a video needs the program ffmpeg, which is not installed; GIF, APNG and WebP do \
                 without it"
                    .to_owned()
            } else {
                format!("ffmpeg cannot be started: {error}")
            })
        })?;
    let mut pipe = child.stdin.take();
    let mut stderr = child.stderr.take();
    // How far the film has run, in thousandths of a second, and pictures that were given.
    let (mut millis_run, mut given) = (0_u64, 0_u64);
    let fed = frames.each(|rgba, millis| {
        let rgb = opaque(rgba);
        millis_run += u64::from(millis);
        let wanted = (millis_run * u64::from(rate)).div_ceil(1000);
        while given < wanted {
            if let Some(pipe) = &mut pipe {
                pipe.write_all(&rgb).map_err(|error| fail(error.to_string()))?;
            }
            given += 1;
        }
        Ok(())
    });
    drop(pipe);
    if matches!(fed, Err(ExportError::Cancelled)) {
        // It may be gone already.
        drop(child.kill());
    }
    let mut said = String::new();
    if let Some(stderr) = &mut stderr {
        drop(stderr.read_to_string(&mut said));
    }
    let status = child.wait().map_err(|error| fail(error.to_string()))?;
    if matches!(fed, Err(ExportError::Cancelled)) {
        return Err(ExportError::Cancelled);
    }
    if !status.success() {
        let said: String = said.trim().chars().take(MOST_TOLD).collect();
        return Err(fail(format!("ffmpeg says: {said}")));
    }
    fed?;
    std::fs::read(out.path()).map_err(|error| fail(error.to_string()))
}

//! How far a long computation is, as a bar on stderr where that is a terminal.
//!
//! Ctrl-C needs nothing here: an answer is written in one go at its end, so that the system's own way of ending a process leaves no part of
//! one, and the shell reports the exit code 130.

use indicatif::{ProgressBar, ProgressStyle};

use super::Shared;
use crate::network::progress::Progress;

/// Work of fewer steps is done before anybody would look.
const LONG: u64 = 2000;

/// Does the work, and shows how far it is; the bar is gone when the work is done.
pub fn shown<T>(shared: &Shared, what: &'static str, work: impl FnOnce(Progress<'_>) -> T) -> T {
    // Hides itself where stderr is no terminal.
    let bar = if shared.quiet { ProgressBar::hidden() } else { ProgressBar::no_length() };
    // The template is right, so the plain style is never needed.
    bar.set_style(ProgressStyle::with_template("{msg} [{bar:30}] {percent}% {eta}").unwrap_or_else(|_| ProgressStyle::default_bar()));
    let result = work(&|done, total| {
        if total >= LONG {
            if bar.length().is_none() {
                bar.set_message(what);
                bar.set_length(total);
            }
            bar.set_position(bar.position().max(done));
        }
        true
    });
    bar.finish_and_clear();
    result
}

//! Progress on stderr, for work that takes longer than half a second and somebody who looks.

use crate::run::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that appears after a while; hidden where stderr is not a terminal.
pub struct Bar {
    started: Instant,
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Bar {
    /// A bar that is not there yet.
    pub fn new(quiet: bool) -> Bar {
        Bar { started: Instant::now(), bar: None, quiet }
    }

    /// Shows how many draws are done, and how precise the headline is if that is known.
    pub fn show(&mut self, label: &str, progress: Progress, precision: Option<f64>) {
        if self.quiet || self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} draws, {per_sec} {msg}")
                .expect("the template is well formed");
            ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr()).with_style(style)
        });
        bar.set_length(progress.of as u64);
        bar.set_position(progress.done as u64);
        let reached = precision.map_or_else(String::new, |part| format!("±{:.2} % reached", part * 100.0));
        bar.set_message(format!("{label} {reached}").trim().to_owned());
    }

    /// Says what is being worked on where no draws are counted.
    pub fn name(&mut self, label: &str) {
        if self.quiet || self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()));
        bar.set_style(ProgressStyle::with_template("{msg} …").expect("the template is well formed"));
        bar.set_message(label.to_owned());
        bar.tick();
    }

    /// Takes the bar away.
    pub fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

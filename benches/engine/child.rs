//! Memory and the time to the first draw, measured in processes of their own.

use super::{TOTALS, line, read};
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::run::Sampling;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const FILE: &str = "CRIMCOST_BENCH_FILE";
const DRAWS: &str = "CRIMCOST_BENCH_DRAWS";

/// Whether this process was started by [`measure`].
pub fn is_child() -> bool {
    std::env::var_os(FILE).is_some()
}

/// Runs the scenario and prints the largest memory the process had, in KiB, and the kept results.
pub fn work() {
    let file = PathBuf::from(std::env::var_os(FILE).expect("set by the parent"));
    let draws = std::env::var(DRAWS).ok().and_then(|draws| draws.parse().ok()).expect("set by the parent");
    let evaluation =
        Evaluation { detail: TOTALS, sampling: Some(Sampling { draws, ..Sampling::default() }), precision: None };
    let results = evaluate(read(&file), evaluation, &mut |_, _| {}).expect("the run succeeds");
    println!("{} {}", peak_memory(), results.kept_results());
}

/// Peak resident memory in KiB where the system tells it, else 0.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Starts the processes and prints what they found.
pub fn measure(file: &Path, draws: usize) {
    let own = std::env::current_exe().expect("a running program has a path");
    let output = Command::new(own).env(FILE, file).env(DRAWS, draws.to_string()).output().expect("it starts again");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    if let [peak, kept] = numbers[..] {
        let allowed = 1.5 * 8.0 * draws as f64 * kept / 1024.0 + 32.0 * 1024.0;
        line("peak memory / (1.5 x 8 B x draws x kept + 32 MiB)", peak / allowed, "<= 1.0");
        line("  peak memory, MiB", peak / 1024.0, "guide");
    }
    let mut times: Vec<f64> = (0..7)
        .map(|_| {
            let start = Instant::now();
            let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
            command.arg("run").arg(file).args(["--central", "--format", "csv", "-q"]);
            let output = command.output().expect("the program starts");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    line("the whole program, central case only, ms", times[times.len() / 2], "<= 50");
}

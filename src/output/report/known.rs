//! "Our model against what is known": the first table of every run.

use super::figures::{percent, plain};
use super::layout::Page;
use crate::language::Language;
use crate::model::Tolerance;
use crate::results::{Known, Results, Verdict};

/// The published totals of all cases beside ours; nothing if there are none.
pub fn section(page: &mut Page, results: &[Results]) {
    // Variants ask what would be otherwise; what is known is held against the scenario as it stands.
    let as_written: Vec<&Results> = results.iter().filter(|of_case| of_case.variant.is_empty()).collect();
    let shown = if as_written.is_empty() { results.iter().collect() } else { as_written };
    let known: Vec<(&Results, &Known)> =
        shown.iter().copied().flat_map(|of_case| of_case.known.iter().map(move |known| (of_case, known))).collect();
    if known.is_empty() {
        page.heading("Our model against what is known", "");
        page.paragraph("Nothing to compare with: the scenario lists no [published] totals.");
        return;
    }
    let several = shown.len() > 1;
    let agreeing = known.iter().filter(|(_, known)| known.verdict == Verdict::Agrees).count();
    let expected = known.iter().filter(|(_, known)| known.verdict == Verdict::DoesNotReproduce).count();
    let expected = if expected > 0 { format!(", {expected} differ as expected") } else { String::new() };
    let remark = format!("{agreeing} of {} agree{expected}; central values", known.len());
    page.heading("Our model against what is known", &remark);
    let mut header = vec![];
    if several {
        header.push("case".to_owned());
    }
    header.extend(["what", "", "published", "ours", "apart", "unit"].map(str::to_owned));
    let mut rows = vec![];
    let mut reasons: Vec<String> = vec![];
    for (of_case, known) in &known {
        let mut row = vec![];
        if several {
            row.push(case_name(of_case));
        }
        let good = matches!(known.verdict, Verdict::Agrees | Verdict::ReproducesAfterAll);
        row.push(known.name.clone());
        row.push(format!("{} {}", if good { '✓' } else { '✗' }, words(known)));
        row.push(plain(known.published));
        row.push(known.ours.map_or_else(|| "none".to_owned(), plain));
        row.push(apart(known));
        row.push(known.unit.clone());
        rows.push(row);
        if let Some(reason) = &known.reason {
            let name = if several { format!("{}, {}", case_name(of_case), known.name) } else { known.name.clone() };
            reasons.push(format!("{name}: {reason}"));
        }
    }
    page.table(&header, rows, if several { 3 } else { 2 });
    if !reasons.is_empty() {
        page.paragraph("Why the file expects them to differ:");
    }
    for reason in reasons {
        page.item(&reason);
    }
}

/// The name of a case with its variant.
pub fn case_name(results: &Results) -> String {
    let parts = [&results.case, &results.variant];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "as written".into() } else { parts.join(", ") }
}

fn words(known: &Known) -> String {
    let within = match known.tolerance {
        Tolerance::Relative(share) => percent(share),
        Tolerance::Absolute(most) => plain(most),
    };
    match known.verdict {
        Verdict::Agrees => format!("agrees within {within}"),
        Verdict::Differs => format!("differs by more than {within}"),
        Verdict::DoesNotReproduce => "differs, as expected".into(),
        Verdict::ReproducesAfterAll => "agrees, against expectation".into(),
        Verdict::NoSuchResult => "no result of this name".into(),
    }
}

fn apart(known: &Known) -> String {
    let Some(ours) = known.ours else { return String::new() };
    if known.published == 0.0 {
        return plain(ours);
    }
    let share = (ours - known.published) / known.published.abs();
    let sign = if share > 0.0 { "+" } else { "" };
    // Differences of rounding are no differences.
    let share = match share.abs() {
        size if size < 1e-9 => "0 %".into(),
        size if size < 0.001 => format!("{sign}{} %", Language::En.significant(share * 100.0, 1)),
        _ => format!("{sign}{}", percent(share)),
    };
    match known.verdict {
        Verdict::Differs | Verdict::DoesNotReproduce => {
            format!("{sign}{} ({share})", plain(ours - known.published))
        }
        Verdict::Agrees | Verdict::ReproducesAfterAll | Verdict::NoSuchResult => share,
    }
}

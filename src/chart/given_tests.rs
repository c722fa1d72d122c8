//! Charts of what draws say, with awkward data.

use super::frame::WIDTH;
use super::*;
use crate::language::Language;

fn heading(language: Language, title: &str) -> Heading {
    Heading { language, title: title.into(), subtitle: "A town".into(), source: String::new() }
}

fn input(name: &str, value: f64, half: f64) -> Correlation {
    Correlation { name: name.into(), value, interval: (value - half, value + half) }
}

fn correlations(language: Language, inputs: Vec<Correlation>) -> Correlations {
    let title = correlations_title(language, &inputs);
    Correlations { heading: heading(language, &title), caption: language.word("chart-ranks-axis"), inputs }
}

fn inside(labels: Vec<super::drawing::Label>) {
    for label in labels {
        let [left, _, right, _] = label.bounds();
        assert!(left >= 0.0 && right <= WIDTH, "{}: {left} to {right}", label.text);
    }
}

#[test]
fn the_title_of_correlations_says_which_way_the_strongest_goes_or_that_none_is_seen() {
    let said = |inputs: &[Correlation]| correlations_title(Language::En, inputs);
    let (up, down, unseen) = (input("up", 0.5, 0.1), input("down", -0.6, 0.1), input("unseen", 0.9, 0.95));
    assert_eq!(
        said(&[up.clone(), unseen.clone()]),
        "up drives the result most: the higher it is, the higher the result"
    );
    assert_eq!(said(&[up, down]), "down drives the result most: the higher it is, the lower the result");
    assert_eq!(said(&[unseen]), "No input has a visible effect on the result");
    assert_eq!(said(&[]), "No input has a visible effect on the result");
}

#[test]
fn correlations_of_many_inputs_with_long_names_stay_on_the_page_in_every_language() {
    for language in Language::ALL {
        let name = |number: usize| format!("a very long name of an input that nobody would like to read, {number}");
        let many = (0..60).map(|number| input(&name(number), 1.0 - number as f64 / 30.0, 0.05)).collect();
        inside(correlations(language, many).labels());
        inside(correlations(language, vec![input("one & <only>", 1.0, 0.0)]).labels());
        inside(correlations(language, (0..12).map(|number| input(&name(number), 0.0, 0.1)).collect()).labels());
    }
}

#[test]
fn inputs_without_a_visible_effect_are_named_and_have_no_bar() {
    let labels = correlations(Language::En, vec![input("seen", 0.4, 0.1), input("unseen", 0.01, 0.1)]).labels();
    let texts: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    assert!(texts.contains(&"seen") && !texts.contains(&"unseen"), "{texts:?}");
    assert!(texts.contains(&"No visible effect: unseen."), "{texts:?}");
}

fn trace(language: Language, points: Vec<TracePoint>) -> Trace {
    let unit = Unit { name: "EUR".into(), price_year: Some(2024), discounted: Some(true) };
    Trace { heading: heading(language, "Settled"), unit, points }
}

fn point(draws: usize, mean: f64, half: f64) -> TracePoint {
    TracePoint { draws, mean, interval: (mean - half, mean + half), error: half / (draws as f64).sqrt() }
}

#[test]
fn a_trace_stays_on_the_page_for_one_step_for_many_and_for_a_result_that_never_varies() {
    for language in Language::ALL {
        inside(trace(language, vec![point(64, -3e6, 1e6)]).labels());
        inside(trace(language, (6..23).map(|power| point(1 << power, 12.5e9, 3e9)).collect()).labels());
        inside(trace(language, vec![point(64, 0.0, 0.0), point(128, 0.0, 0.0)]).labels());
    }
}

#[test]
fn the_title_of_a_trace_says_whether_two_digits_stand() {
    let said = |needed, constant| trace_title(Language::En, 16_384, needed, constant);
    assert_eq!(said(None, false), "Two digits of the mean stand after 16,384 draws");
    assert_eq!(said(Some(50_000), false), "16,384 draws leave two digits of the mean open; it takes about 50,000");
    assert_eq!(said(None, true), "All draws give the same result");
}

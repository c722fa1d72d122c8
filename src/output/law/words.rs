//! Parts of laws in words.

use crate::law::{
    Band, Class, Closed, CountingBasis, Law, Measure, Mode, Offence, Penalty, PenaltyKind, PenaltyUnit, Position,
    Regime, Table,
};
use crate::model::Evidence;
use crate::output::csv::number;

/// A substance as it is read: `cannabis_herb` is "cannabis herb", `mdma` is "MDMA".
pub fn substance(id: &str) -> String {
    const LETTERS: [&str; 6] = ["mdma", "lsd", "gbl", "thc", "4f", "bf"];
    if id == "any" {
        return "any substance".to_owned();
    }
    let words = id.split('_').map(|word| if LETTERS.contains(&word) { word.to_uppercase() } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// An offence that several countries share, by its id.
pub fn shared_offence(id: &str) -> String {
    match id {
        "possession_small" => "possession of a small amount".to_owned(),
        "possession_large" => "possession of a large amount".to_owned(),
        "possession_very_large" => "possession of a very large amount".to_owned(),
        "supply_aggravated" => "aggravated supply".to_owned(),
        other => other.replace('_', " "),
    }
}

/// "criminal", "misdemeanour" …
pub fn class(class: Class) -> &'static str {
    match class {
        Class::None => "none",
        Class::Administrative => "administrative",
        Class::Misdemeanour => "misdemeanour",
        Class::Criminal => "criminal",
    }
}

/// "before court" …
pub fn position(position: Position) -> &'static str {
    match position {
        Position::BeforeAnOffence => "before an offence",
        Position::Administrative => "administrative",
        Position::BeforeCourt => "before court",
        Position::InsteadOfSentence => "instead of a sentence",
        Position::WithinSentence => "within the sentence",
    }
}

/// The word that files use for a basis.
pub fn basis_word(basis: CountingBasis) -> &'static str {
    match basis {
        CountingBasis::Mixture => "mixture",
        CountingBasis::Pure => "pure",
        CountingBasis::BothExceeded => "both_exceeded",
        CountingBasis::EitherExceeded => "either_exceeded",
        CountingBasis::ReferencePotency(_) => "reference_potency",
        CountingBasis::DryResidue => "dry_residue",
        CountingBasis::AnyAmount => "any_amount",
        CountingBasis::Unspecified => "unspecified",
    }
}

/// What of a find counts, in words.
pub fn basis(basis: CountingBasis) -> String {
    match basis {
        CountingBasis::Mixture => "the whole mixture".to_owned(),
        CountingBasis::Pure => "the pure substance".to_owned(),
        CountingBasis::BothExceeded => "the mixture and the pure substance; both must exceed".to_owned(),
        CountingBasis::EitherExceeded => "the mixture or the pure substance; one suffices".to_owned(),
        CountingBasis::ReferencePotency(share) => format!("the mixture at a strength of {}", percent(share)),
        CountingBasis::DryResidue => "the dry residue".to_owned(),
        CountingBasis::AnyAmount => "nothing: any amount".to_owned(),
        CountingBasis::Unspecified => "not stated".to_owned(),
    }
}

/// A share as "2 %".
pub fn percent(share: f64) -> String {
    format!("{} %", number(Some(rounded(share * 100.0))))
}

/// Without the dust of binary fractions: nine digits.
pub fn rounded(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
}

/// "g", "doses" …
pub fn measure(measure: Measure) -> String {
    match measure {
        Measure::Grams => "g".to_owned(),
        Measure::Doses => "doses".to_owned(),
        Measure::Pieces => "pieces".to_owned(),
        Measure::DailyAmounts { grams } => format!("daily amounts of {} g", number(Some(grams))),
    }
}

/// The word that files use for a measure.
pub fn measure_word(measure: Measure) -> &'static str {
    match measure {
        Measure::Grams => "g",
        Measure::Doses => "dose",
        Measure::Pieces => "piece",
        Measure::DailyAmounts { .. } => "daily_amount",
    }
}

/// The word that files use for the closed end.
pub fn closed_word(closed: Closed) -> &'static str {
    match closed {
        Closed::Upper => "upper",
        Closed::Lower => "lower",
        Closed::Unstated => "unstated",
    }
}

/// The amounts of a band: "up to 5 g", "over 5 to 500 g", "from 10 doses".
pub fn amounts(table: &Table, band: &Band) -> String {
    let unit = measure(table.measure);
    let one = |value: f64| number(Some(value));
    if table.basis == CountingBasis::AnyAmount {
        return "any amount".to_owned();
    }
    let gross = match (table.closed, band.from > 0.0, band.to) {
        (_, false, None) => "any amount".to_owned(),
        (Closed::Lower, false, Some(to)) => format!("under {} {unit}", one(to)),
        (_, false, Some(to)) => format!("up to {} {unit}", one(to)),
        (Closed::Lower, true, Some(to)) => format!("{} to under {} {unit}", one(band.from), one(to)),
        (_, true, Some(to)) => format!("over {} to {} {unit}", one(band.from), one(to)),
        (Closed::Lower, true, None) => format!("from {} {unit}", one(band.from)),
        (_, true, None) => format!("over {} {unit}", one(band.from)),
    };
    match (band.pure_from, band.pure_to) {
        (_, Some(to)) => format!("{gross}, or up to {} g pure", one(to)),
        (Some(from), None) if from > 0.0 => format!("{gross}, and over {} g pure", one(from)),
        _ => gross,
    }
}

/// A band's name, or that it has none.
pub fn band_name(band: &Band) -> &str {
    band.name.as_deref().unwrap_or("(no name)")
}

/// "prison", "fine" …
pub fn kind(kind: PenaltyKind) -> &'static str {
    match kind {
        PenaltyKind::Warning => "warning",
        PenaltyKind::Fine => "fine",
        PenaltyKind::Arrest => "arrest",
        PenaltyKind::Prison => "prison",
        PenaltyKind::RestrictionOfLiberty => "restriction of liberty",
        PenaltyKind::CommunityWork => "community work",
        PenaltyKind::CorrectionalWork => "correctional work",
        PenaltyKind::Forfeiture => "forfeiture",
        PenaltyKind::Treatment => "treatment",
        PenaltyKind::Other => "other",
    }
}

/// A unit of penalties for `count` of them.
pub fn unit(law: &Law, unit: &PenaltyUnit, count: f64) -> String {
    let many = |word: &str| if count == 1.0 { word.to_owned() } else { format!("{word}s") };
    match unit {
        PenaltyUnit::Hour => many("hour"),
        PenaltyUnit::Day => many("day"),
        PenaltyUnit::Month => many("month"),
        PenaltyUnit::Year => many("year"),
        PenaltyUnit::Currency(code) => code.clone(),
        PenaltyUnit::Index(name) => {
            many(law.indexes.get(name).map_or(name.as_str(), |index| index.title.in_language("en")))
        }
    }
}

/// A penalty in words: "prison 2 to 5 years", "fine up to 280 EUR", "arrest 10 to 45 days".
pub fn penalty(law: &Law, penalty: &Penalty) -> String {
    let about = penalty.about.in_language("en");
    let name = if penalty.kind == PenaltyKind::Other { "" } else { kind(penalty.kind) };
    let unit = |count: f64| penalty.unit.as_ref().map_or_else(String::new, |own| format!(" {}", unit(law, own, count)));
    let amount = match (penalty.low, penalty.high) {
        (Some(low), Some(high)) if low == high => format!("{}{}", spaced(low), unit(low)),
        (Some(low), Some(high)) => format!("{} to {}{}", spaced(low), spaced(high), unit(high)),
        (None, Some(high)) => format!("up to {}{}", spaced(high), unit(high)),
        (Some(low), None) => format!("from {}{}", spaced(low), unit(low)),
        (None, None) => String::new(),
    };
    let mut words: Vec<&str> = vec![name, &amount].into_iter().filter(|part| !part.is_empty()).collect();
    let added = if penalty.cumulative { "in addition" } else { "" };
    if !added.is_empty() {
        words.push(added);
    }
    let main = words.join(" ");
    match (main.is_empty(), about.is_empty()) {
        (true, _) => about.to_owned(),
        (false, true) => main,
        (false, false) => format!("{main} ({about})"),
    }
}

/// All penalties of an offence: "arrest 10 to 45 days, or fine"; "not found" if there are none.
pub fn penalties(law: &Law, offence: &Offence) -> String {
    if offence.class == Class::None && offence.penalties.is_empty() {
        return "none".to_owned();
    }
    let all: Vec<String> = offence.penalties.iter().map(|own| penalty(law, own)).collect();
    match (offence.mode, all.is_empty()) {
        (_, true) => "not found".to_owned(),
        (Mode::OneOf, _) => all.join(", or "),
        (Mode::All, _) => all.join(", and "),
        (Mode::Unstated, _) => all.join("; "),
    }
}

/// What fines in an index unit were worth: "5.4 EUR in 2021".
pub fn worth(law: &Law, offence: &Offence) -> Vec<String> {
    let names = offence.penalties.iter().filter_map(|penalty| match &penalty.unit {
        Some(PenaltyUnit::Index(name)) => Some(name),
        _ => None,
    });
    let mut all: Vec<String> = vec![];
    for index in names.filter_map(|name| law.indexes.get(name)) {
        let title = index.title.in_language("en");
        let values =
            index.values.iter().map(|(year, value)| format!("{} {} in {year}", number(Some(*value)), index.currency));
        let values: Vec<String> = values.collect();
        let text = if values.is_empty() {
            format!("what one {title} was worth was not found")
        } else {
            format!("one {title} was worth {}", values.join(", "))
        };
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// A number with thin groups of three digits from 10 000.
pub fn spaced(value: f64) -> String {
    let text = number(Some(value));
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    if whole.len() < 5 || !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return text;
    }
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    if rest.is_empty() { grouped } else { format!("{grouped}.{rest}") }
}

/// Where something is from: "[study] Fine for freedom, EHRA (2019), reported by an NGO".
pub fn evidence(law: &Law, evidence: &Evidence) -> String {
    let mut text = format!("[{}] ", evidence.grade.word());
    match evidence.source.as_ref().and_then(|id| law.sources.get(id)) {
        Some(source) => {
            let title = source.title.in_language("en");
            text.push_str(&format!("{title}, {} ({})", source.publisher, source.year));
        }
        None => text.push_str(evidence.assumption.as_deref().unwrap_or_default()),
    }
    if let Some(at) = &evidence.at {
        text.push_str(&format!(", {at}"));
    }
    text
}

/// All evidence of a regime.
pub fn evidence_of(regime: &Regime) -> impl Iterator<Item = &Evidence> {
    let tables = regime.tables.values().map(|table| &table.evidence);
    let offences = regime.offences.values().map(|offence| &offence.evidence);
    let repeats = regime.repeats.iter().map(|repeat| &repeat.evidence);
    let alternatives = regime.alternatives.iter().map(|alternative| &alternative.evidence);
    tables.chain(offences).chain(repeats).chain(alternatives)
}

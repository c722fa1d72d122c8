//! What somebody claims about a result: `saving <= 0`, `referral/saving/public/all/cashable >= 10M EUR`.

use crate::appraisal::Subject;
use crate::codes::Code;
use crate::model::Model;
use crate::scenario::nearest::did_you_mean;
use crate::text::{FileId, Place, Problem};
use crate::unit::Units;

/// On which side of its amount a result lies if the claim is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    AtMost,
    AtLeast,
    Below,
    Above,
}

impl Side {
    /// As it is written in a claim.
    pub fn sign(self) -> &'static str {
        match self {
            Side::AtMost => "<=",
            Side::AtLeast => ">=",
            Side::Below => "<",
            Side::Above => ">",
        }
    }

    /// Whether large results make the claim true.
    pub fn is_upward(self) -> bool {
        matches!(self, Side::AtLeast | Side::Above)
    }
}

/// A claim about the result that a [`Subject`] asks about.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// As written, without blanks around it.
    pub text: String,
    pub side: Side,
    /// In the unit of the result.
    pub amount: f64,
}

impl Claim {
    /// Whether a result makes the claim true.
    pub fn holds(&self, result: f64) -> bool {
        match self.side {
            Side::AtMost => result <= self.amount,
            Side::AtLeast => result >= self.amount,
            Side::Below => result < self.amount,
            Side::Above => result > self.amount,
        }
    }

    /// How far a result lies above the amount.
    pub fn excess(&self, result: f64) -> f64 {
        result - self.amount
    }
}

const FORM: &str = "write RESULT, one of <= >= < >, and an amount:  --claim \"saving <= 0\"";
const SIDES: [(&str, Side); 6] = [
    ("<=", Side::AtMost),
    (">=", Side::AtLeast),
    ("≤", Side::AtMost),
    ("≥", Side::AtLeast),
    ("<", Side::Below),
    (">", Side::Above),
];
/// What is written by mistake, and what is meant.
const SLIPS: [(&str, &str); 5] = [
    ("=>", "did you mean `>=`?"),
    ("=<", "did you mean `<=`?"),
    ("<>", "a claim says on which side: `<=` or `>=`"),
    ("!=", "a claim says on which side: `<=` or `>=`"),
    ("==", "equality is never exactly true; a claim says on which side: `<=` or `>=`"),
];
const MULTIPLIERS: [(&str, f64); 12] = [
    ("k", 1e3),
    ("thousand", 1e3),
    ("K", 1e3),
    ("m", 1e6),
    ("M", 1e6),
    ("mln", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("bn", 1e9),
    ("B", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
];

/// Reads a claim that stands in `file`, and makes the model ready for questions about its result.
///
/// `saving` is the headline of the first policy, `saving of POLICY` that of another one; everything else is the id of a
/// result. Problems point into the claim.
pub fn read(text: &str, file: FileId, model: &Model) -> Result<(Claim, Subject), Problem> {
    let whole = Place { file, start: 0, end: text.len() };
    if let Some((at, slip, meant)) = SLIPS.iter().find_map(|(slip, meant)| Some((text.find(slip)?, *slip, *meant))) {
        let message = format!("`{slip}` is no comparison");
        return Err(Problem::new(Code::BadClaim, whole.within(at, slip.len()), message, "not known").help(meant));
    }
    let found = SIDES.iter().filter_map(|(sign, side)| Some((text.find(sign)?, *sign, *side)));
    let Some((at, sign, side)) = found.min_by_key(|(at, sign, _)| (*at, std::cmp::Reverse(sign.len()))) else {
        let cause = if text.contains('=') { "equality is never exactly true" } else { "no comparison" };
        return Err(Problem::new(Code::BadClaim, whole, format!("`{text}` claims nothing"), cause).help(FORM));
    };
    let name = within(text, whole, 0, at);
    let amount = within(text, whole, at + sign.len(), text.len());
    if name.0.is_empty() {
        let place = Place { end: at + sign.len(), ..whole };
        return Err(Problem::new(Code::BadClaim, place, "the claim names no result", "nothing before it")
            .help(FORM)
            .help("`saving` is the saving of the first policy; any id of a result will do"));
    }
    if name.0.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '−' | '+')) {
        return Err(Problem::new(Code::BadClaim, name.1, "the claim begins with its amount", "an amount").help(
            format!("write the result first:  {} … {}", if amount.0.is_empty() { "saving" } else { amount.0 }, name.0),
        ));
    }
    let subject = subject(name.0, name.1, model)?;
    let amount = read_amount(amount.0, amount.1, model, &subject.target().unit)?;
    Ok((Claim { text: text.trim().to_owned(), side, amount }, subject))
}

/// A part of the claim without blanks around it, and its place.
fn within(text: &str, whole: Place, from: usize, to: usize) -> (&str, Place) {
    let part = &text[from..to];
    let start = from + part.len() - part.trim_start().len();
    let part = part.trim();
    (part, whole.within(start, part.len()))
}

fn subject(name: &str, place: Place, model: &Model) -> Result<Subject, Problem> {
    let pointed = |problem: Problem| match problem.place {
        Some(_) => problem,
        None => Problem { place: Some(place), label: "asked for here".to_owned(), ..problem },
    };
    if name == "saving" {
        return Subject::new(model, None).map_err(pointed);
    }
    let Some(policy) = name.strip_prefix("saving of ").map(str::trim) else {
        return Subject::new(model, Some(name)).map_err(pointed);
    };
    let headline = Subject::new(model, None).map_err(pointed)?;
    let Some(key) = headline.options().iter().find(|key| key.policy == policy) else {
        let names = headline.options().iter().map(|key| key.policy.as_str());
        return Err(Problem::new(Code::UnknownPolicy, place, format!("no policy called `{policy}`"), "does not exist")
            .help(did_you_mean(policy, names)));
    };
    Subject::new(model, Some(&key.id())).map_err(pointed)
}

/// An amount in the unit of the result: `0`, `10M EUR`, `2.5 million GEL`, `-3e6`, `500k`.
fn read_amount(text: &str, place: Place, model: &Model, unit: &str) -> Result<f64, Problem> {
    let blank = |c: char| matches!(c, '_' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let digits = |c: char| c.is_ascii_digit() || c == '.' || blank(c);
    let unsigned = text.trim_start_matches(['-', '+', '−']);
    let mut end = text.len() - unsigned.len();
    end += unsigned.find(|c| !digits(c)).unwrap_or(unsigned.len());
    if let Some(power) = text[end..].strip_prefix(['e', 'E']) {
        let signed = power.trim_start_matches(['-', '+']);
        let length = signed.find(|c: char| !c.is_ascii_digit()).unwrap_or(signed.len());
        if length > 0 {
            end = text.len() - signed.len() + length;
        }
    }
    let number: String = text[..end].replace('−', "-").chars().filter(|c| !blank(*c)).collect();
    let bad = |message: String, cause: &str, help: &str| {
        let place = if text.is_empty() { Place { start: place.start.saturating_sub(1), ..place } } else { place };
        Err(Problem::new(Code::BadClaim, place, message, cause).help(help.to_owned()))
    };
    if text.is_empty() {
        return bad("the claim has no amount".to_owned(), "nothing behind it", FORM);
    }
    let help = "amounts are written as 10000000, 10 000 000, 1e7, 10M or 10 million, with a point before decimals";
    if text[end..].starts_with(',') {
        return bad(format!("`{text}` is not an amount"), "a comma may mean thousands or decimals", help);
    }
    let Some(number) = number.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return bad(format!("`{text}` is not an amount"), "no number", help);
    };
    let rest = text[end..].trim_start();
    let word = rest.split_whitespace().next().unwrap_or_default();
    let multiplier = MULTIPLIERS.iter().find(|(known, _)| *known == word);
    let (times, written) = match multiplier {
        Some((word, times)) => (*times, rest[word.len()..].trim()),
        None => (1.0, rest.trim()),
    };
    let amount = number * times;
    if !amount.is_finite() {
        return bad(format!("`{text}` is not an amount"), "too large", help);
    }
    let (_, place_of_unit) = within(text, place, text.len() - written.len(), text.len());
    match written {
        "" => Ok(amount),
        written if written == unit || same_unit(model, written, unit) => Ok(amount),
        written if Units::is_currency(written) && Units::is_currency(unit) => Err(Problem::new(
            Code::ClaimCurrency,
            place_of_unit,
            format!("the claim is in {written}, and the result in {unit}"),
            format!("not {unit}"),
        )
        .help(format!("write the amount in {unit}, at prices of {}", model.settings.price_year))
        .note("a claim is not converted: which rate and which year were meant is part of the claim")),
        written => Err(Problem::new(
            Code::ClaimUnit,
            place_of_unit,
            format!("the claim is in `{written}`, and the result in `{unit}`"),
            format!("not `{unit}`"),
        )
        .help(format!("write the amount in `{unit}`, or leave the unit out"))
        .help("amounts may end in k, M or bn; thousand, million or billion")),
    }
}

/// Whether two texts are the same unit: `people` and `person`.
fn same_unit(model: &Model, written: &str, unit: &str) -> bool {
    let mut declared: Vec<String> = vec![];
    // A word of the scenario's own stands in the unit of the result.
    declared.extend(
        unit.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_owned),
    );
    let units = Units::new(model.settings.year_days, declared);
    match (units.parse(written), units.parse(unit)) {
        (Ok(a), Ok(b)) => a.dimensions == b.dimensions && a.factor == b.factor,
        _ => false,
    }
}

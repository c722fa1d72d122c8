//! `band`: a parameter that is the share of cases in a legal band.

use super::keys::{Table, at};
use super::laws::{self, Laws, Named};
use super::parameters::Parameters;
use super::value::operand;
use crate::codes::Code;
use crate::distribution::{Family, from_mean_sd};
use crate::law::regime::{Closed, CountingBasis, Limit, PureForm};
use crate::law::share::cases::MOST_GRAMS;
use crate::law::share::compare::{MANY, NEAR};
use crate::law::share::past::without_reaction;
use crate::law::share::ruler::needs_purity;
use crate::law::share::{Amounts, Cases, Purity, Reaction, Ruler, Side, exact};
use crate::law::{self, Band};
use crate::model::central::{Central, Moment};
use crate::model::{
    BandCases, BandPurity, BandReaction, BandShare, Formula, LogNormalCases, Operand, PastCases, Settings, Value,
};
use crate::scenario::beside;
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};
use crate::unit::Dimensions;
use std::sync::Arc;

/// Keys of `[amounts]` that name parameters, with what they are.
const NUMBERS: [(&str, Need); 5] = [
    ("median", Need { unit: "a mass", low: 0.0, high: MOST_GRAMS, code: Code::BadAmounts }),
    ("spread", Need { unit: "a pure number", low: 0.0, high: 10.0, code: Code::BadAmounts }),
    ("correlation", Need { unit: "a pure number", low: -1.0, high: 1.0, code: Code::BadAmounts }),
    ("base_share", Need { unit: "a pure number", low: 0.0, high: 1.0, code: Code::BadPurity }),
    ("response", Need { unit: "a pure number", low: 0.0, high: 100.0, code: Code::BadAmounts }),
];
/// The same of its `purity` and `bunching`.
const A_SHARE: Need = Need { unit: "a pure number", low: 0.0, high: 1.0, code: Code::BadPurity };
const PURITIES: [&str; 5] = ["median", "mean", "sd", "low", "high"];

/// What a parameter must be.
#[derive(Clone, Copy)]
struct Need {
    unit: &'static str,
    low: f64,
    high: f64,
    code: Code,
}

/// The parameters that the amounts of a band read.
pub fn names(band: &Node, laws: &Laws) -> Vec<String> {
    let amounts = band.get("amounts").and_then(Node::as_text).and_then(|name| laws.amounts.get(name));
    let Some(amounts) = amounts else { return vec![] };
    let mut found = vec![];
    let mut add = |node: Option<&Node>| found.extend(node.and_then(Node::as_text).map(|name| operand(name).parameter));
    for (key, _) in NUMBERS {
        add(amounts.get(key));
    }
    add(amounts.get("purity"));
    for inner in ["purity", "bunching"] {
        for (key, node) in amounts.get(inner).and_then(Node::as_table).into_iter().flatten() {
            if key != "shape" && key != "side" {
                add(Some(node));
            }
        }
    }
    found
}

/// Checks the parameters that all `[amounts]` name, also those that only `crimcost law share` reads.
pub fn check_amounts(laws: &Laws, parameters: &mut Parameters, settings: &Settings, problems: &mut Problems) {
    for (name, node) in &laws.amounts {
        if node.as_table().is_none() {
            continue;
        }
        let mut reader = Reader { own: Table::new(format!("amounts.{name}"), node), parameters, settings };
        reader.numbers(problems);
        let path = reader.own.path.clone();
        for (key, what) in [("cases", "person"), ("assay", &settings.currency)] {
            if let Some(node) = node.get(key).filter(|node| node.as_text().is_some()) {
                let found = reader.parameters.look_up(
                    &operand(node.as_text().unwrap_or_default()),
                    node.place,
                    &path,
                    problems,
                );
                if found.is_some_and(|found| found.power(what) != 1) {
                    let message = format!("`{}` is not in {what}", node.as_text().unwrap_or_default());
                    problems.report(at(Code::WrongUnit, node.place, &format!("{path}.{key}"), message, "another unit"));
                }
            }
        }
    }
}

/// The share that a `band` asks for; all problems are reported.
pub fn lower(
    band: &Node,
    path: &str,
    laws: &Laws,
    parameters: &mut Parameters,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<Formula> {
    let own = Table::new(format!("{path}.band"), band);
    let named = laws.law(band.get("law")?, &own.path, problems)?;
    let node = band.get("substance")?;
    let substance = laws::substance(named, node, node.as_text()?, problems)?;
    let table = named.regime.tables.get(substance)?;
    let amounts_node = band.get("amounts")?;
    let amounts = amounts_node.as_text()?;
    let Some(amounts_table) = laws.amounts.get(amounts) else {
        let known = laws.amounts.keys().map(String::as_str);
        let message = format!("no amounts called `{amounts}`");
        let problem = at(Code::UnknownLaw, amounts_node.place, &own.path, message, "does not exist");
        problems.report(problem.help(did_you_mean(amounts, known)));
        return None;
    };
    let Some(ruler) = laws::ruler(table, 1.0) else {
        let message = format!("the table of {substance} counts doses or pieces, and amounts are in grams");
        problems.report(at(Code::BadLaw, node.place, &own.path, message, "counts no grams"));
        return None;
    };
    let (from, to, words) = span(&own, table, &ruler, problems)?;
    let mut reader = Reader { own: Table::new(format!("amounts.{amounts}"), amounts_table), parameters, settings };
    let of_table = OfTable { table, ruler: &ruler, laws, substance };
    let cases = reader.cases(&of_table, from, to, &own, problems)?;
    let law = band.get("law")?.as_text()?;
    let share = BandShare {
        words: format!("share of cases of {substance} {words} under the law `{law}`, by the amounts `{amounts}`"),
        told: told(named, table, from, to),
        amounts: amounts.to_owned(),
        from,
        to,
        cases,
    };
    if let Some(near) = reader.near(&of_table, &share).filter(|near| *near > MANY) {
        let message = format!("{path}: {:.0} % of the cases lie within {:.0} % of a limit", 100.0 * near, 100.0 * NEAR);
        problems.report(
            Problem::new(Code::NearTheLine, band.key, message, format!("more than {:.0} %", 100.0 * MANY))
                .help("look at the run with `bunching` as well: people and police react to limits")
                .note("`crimcost law share` shows the share along the limit"),
        );
    }
    Some(Formula::Band(Box::new(share)))
}

type Span = (Option<Limit>, Option<Limit>, String);

/// Between which limits the cases lie that are asked for, and in words.
fn span(own: &Table, table: &law::Table, ruler: &Ruler, problems: &mut Problems) -> Option<Span> {
    let asked: Vec<&str> = ["name", "number", "above", "assays"].into_iter().filter(|key| own.has_own(key)).collect();
    let [asked] = asked[..] else {
        problems.report(
            at(
                Code::KeysConflict,
                own.node.key,
                &own.path,
                "which share?",
                "one of `name`, `number`, `above`, `assays`",
            )
            .help("write  name = \"small\"  for one band,  above = \"small\"  for all bands above it"),
        );
        return None;
    };
    let limits = &ruler.limits;
    if asked == "assays" {
        return assays(own, ruler, problems);
    }
    let key = if asked == "above" { "above" } else { "name" };
    let band = laws::band_number(table, own, key, problems)?;
    let called = match &table.bands[band] {
        Band { name: Some(name), .. } => format!("the band `{name}`"),
        Band { name: None, .. } => format!("band {}", band + 1),
    };
    if asked == "above" {
        let from = limits.get(band).copied();
        if from.is_none() {
            let node = own.get("above")?;
            problems.report(at(Code::UnknownLaw, node.place, &own.path, "nothing is above the last band", "the last"));
        }
        return Some((Some(from?), None, format!("above {called}")));
    }
    let from = band.checked_sub(1).map(|before| limits[before]);
    Some((from, limits.get(band).copied(), format!("in {called}")))
}

/// Cases whose band depends on their purity, as cases between two gross weights.
fn assays(own: &Table, ruler: &Ruler, problems: &mut Problems) -> Option<Span> {
    let gross = |grams: f64| {
        let closed = ruler.limits[0].closed;
        (grams < f64::INFINITY).then_some(Limit { amount: grams, pure: None, basis: CountingBasis::Mixture, closed })
    };
    let words = "that need an assay".to_owned();
    match ruler.limits.len() {
        0 => None,
        _ if !ruler.needs_purity() => {
            let none = Limit { amount: 0.0, pure: None, basis: CountingBasis::Mixture, closed: Closed::Lower };
            Some((None, Some(none), words))
        }
        many => {
            if many > 1 && ruler.limits[0].basis == CountingBasis::EitherExceeded {
                let message =
                    "with several pairs of limits of which either suffices there are several spans of weights";
                problems.report(at(Code::BadLaw, own.node.key, &own.path, message, "not one share"));
                return None;
            }
            let ends = (ruler.gross(0, 1.0), ruler.gross(0, 0.0));
            Some((gross(ends.0.min(ends.1)), gross(ends.0.max(ends.1)), words))
        }
    }
}

/// How the share comes about, line by line.
fn told(named: &Named, table: &law::Table, from: Option<Limit>, to: Option<Limit>) -> Vec<String> {
    let basis = |limit: &Limit| match limit.basis {
        CountingBasis::Pure => "of pure substance".to_owned(),
        CountingBasis::ReferencePotency(reference) => format!("at a strength of {} %", 100.0 * reference),
        CountingBasis::BothExceeded => format!("and {} g of pure substance, both exceeded", limit.pure.unwrap_or(0.0)),
        CountingBasis::EitherExceeded => format!("or {} g of pure substance", limit.pure.unwrap_or(0.0)),
        CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::AnyAmount => "of the mixture".to_owned(),
        CountingBasis::Unspecified => "(the basis is not stated: read as the mixture)".to_owned(),
    };
    let end = |word: &str, limit: &Limit| format!("{word} {} g {}", limit.amount, basis(limit));
    let mut lines = vec![];
    lines.extend(from.iter().map(|limit| end("from", limit)));
    lines.extend(to.iter().map(|limit| end("to", limit)));
    lines.push(match table.closed {
        Closed::Upper => "a find of exactly a limit lies below it".to_owned(),
        Closed::Lower => "a find of exactly a limit lies above it".to_owned(),
        Closed::Unstated => "a find of exactly a limit is taken to lie below it: the source does not say".to_owned(),
    });
    lines.push(format!("law: {}, {}", named.law.title.in_language("en"), named.regime.title.in_language("en")));
    let source = table.evidence.source.as_ref().and_then(|id| named.law.sources.get(id));
    lines.extend(source.map(|source| format!("source of the table: {}", source.title.in_language("en"))));
    lines
}

/// A table of a law with what belongs to it.
struct OfTable<'t> {
    table: &'t law::Table,
    ruler: &'t Ruler,
    laws: &'t Laws<'t>,
    substance: &'t str,
}

/// Reads one `[amounts]` for one table.
struct Reader<'a, 'b, 'p> {
    own: Table<'a>,
    parameters: &'p mut Parameters<'b>,
    settings: &'p Settings,
}

impl Reader<'_, '_, '_> {
    /// Reads a parameter under a key; what it can be must lie within limits.
    fn number(&mut self, node: &Node, key: &str, need: Need, problems: &mut Problems) -> Option<Operand> {
        let dimensions = if need.unit == "a mass" { Dimensions::of("gram", 1) } else { Dimensions::none() };
        let path = format!("{}.{key}", self.own.path);
        let operand = self.parameters.read_as(node, &path, &dimensions, need.unit, problems)?;
        let parameter = self.parameters.all.get(&operand.parameter)?;
        let factor = parameter.unit.factor;
        let support = match &parameter.value {
            Value::Known(value) => Some((*value, *value)),
            Value::Uncertain(distribution) => Some(distribution.support()),
            _ => None,
        };
        let Some((low, high)) = support.map(|(low, high)| (low * factor, high * factor)) else { return Some(operand) };
        // A distribution without an end may come as near to 0 as it likes; its mean must not be absurd.
        let most = match &parameter.value {
            Value::Uncertain(distribution) if need.high > 1.0 && high.is_infinite() => distribution.mean() * factor,
            _ => high,
        };
        let is_point = low == high;
        let wrong = if low < need.low || (is_point && low == need.low && need.low == 0.0) {
            Some(format!("can be {low}"))
        } else if most > need.high {
            Some(format!("can be {most}"))
        } else {
            None
        };
        let Some(wrong) = wrong else { return Some(operand) };
        let mut message = format!("`{operand}` {wrong}");
        if need.unit == "a mass" {
            message.push_str(" g");
        }
        let label = match need.code {
            Code::BadPurity => "a share of the find",
            _ if low <= need.low => "too small",
            _ => "too large to be believed",
        };
        let mut problem = at(need.code, node.place, &path, message, label);
        if let Some(parameter) = self.parameters.nodes.get(&operand.parameter) {
            problem = problem.also(parameter.key, "the parameter");
        }
        problems.report(problem.help(format!("it lies between {} and {}", need.low, need.high)));
        None
    }

    fn number_at(&mut self, key: &str, problems: &mut Problems) -> Option<Operand> {
        let node = self.own.get(key)?;
        let (_, need) = NUMBERS.into_iter().find(|(name, _)| *name == key)?;
        self.number(node, key, need, problems)
    }

    /// Reads every number, for its problems alone.
    fn numbers(&mut self, problems: &mut Problems) {
        for (key, _) in NUMBERS {
            self.number_at(key, problems);
        }
        self.reaction(problems);
        self.purity(problems);
    }

    fn reaction(&mut self, problems: &mut Problems) -> Option<BandReaction> {
        let node = self.own.get("bunching").filter(|node| node.as_table().is_some())?;
        let inner = Table::new(format!("{}.bunching", self.own.path), node);
        let side = inner.word("side", &[("above", Side::Above), ("below", Side::Below)], problems);
        let need = Need { code: Code::BadAmounts, ..A_SHARE };
        let window = self.number(inner.get("window")?, "bunching.window", need, problems);
        let moved = self.number(inner.get("moved")?, "bunching.moved", need, problems);
        Some(BandReaction { side: side?, window: window?, moved: moved? })
    }

    fn purity(&mut self, problems: &mut Problems) -> Option<BandPurity> {
        let node = self.own.get("purity")?;
        if node.as_table().is_none() {
            return self.number(node, "purity", A_SHARE, problems).map(BandPurity::Same);
        }
        let inner = Table::new(format!("{}.purity", self.own.path), node);
        let mut read = |key: &str, problems: &mut Problems| {
            let node = inner.get(key)?;
            let need = if key == "spread" { Need { high: 10.0, code: Code::BadAmounts, ..A_SHARE } } else { A_SHARE };
            self.number(node, &format!("purity.{key}"), need, problems)
        };
        let has = |keys: &[&str]| {
            let given = PURITIES.into_iter().chain(["spread"]).filter(|key| inner.has_own(key));
            given.clone().count() == keys.len() && keys.iter().all(|key| inner.has_own(key))
        };
        if has(&["median", "spread"]) {
            let (median, spread) = (read("median", problems), read("spread", problems));
            return Some(BandPurity::LogOdds { median: median?, spread: spread? });
        }
        let shape = if has(&["mean", "sd"]) {
            let (mean, sd) = (read("mean", problems), read("sd", problems));
            let (mean, sd) = (self.known(&mean?, node, problems)?, self.known(&sd?, node, problems)?);
            from_mean_sd(Family::Beta, mean, sd).map(Purity::Spread)
        } else if has(&["low", "median", "high"]) {
            let (low, median, high) = (read("low", problems), read("median", problems), read("high", problems));
            let low = self.known(&low?, node, problems)?;
            let (median, high) = (self.known(&median?, node, problems)?, self.known(&high?, node, problems)?);
            match inner.text("shape", problems) {
                Some("pert") => Purity::pert(low, median, high),
                _ => Purity::triangular(low, median, high),
            }
        } else {
            problems.report(
                at(Code::KeysConflict, node.place, &inner.path, "purity differs how?", "keys that do not go together")
                    .help("write  { median, spread }  (log-odds),  { mean, sd }  (beta), or  { low, median, high }"),
            );
            return None;
        };
        match shape {
            Ok(Purity::Spread(distribution)) => Some(BandPurity::Spread(distribution)),
            Ok(_) => None,
            Err(why) => {
                problems.report(at(Code::BadPurity, node.place, &inner.path, why.to_string(), "cannot exist"));
                None
            }
        }
    }

    /// The number of a parameter that is not uncertain.
    fn known(&self, operand: &Operand, node: &Node, problems: &mut Problems) -> Option<f64> {
        let parameter = self.parameters.all.get(&operand.parameter)?;
        if let Value::Known(value) = parameter.value {
            return Some(value * parameter.unit.factor);
        }
        let message = format!("`{operand}` is uncertain, and only a known number can stand here");
        problems.report(
            at(Code::BadAmounts, node.place, &self.own.path, message, "needs known numbers")
                .help("purity that is uncertain itself is written  { median = \"…\", spread = \"…\" }"),
        );
        None
    }

    fn cases(
        &mut self,
        of: &OfTable,
        from: Option<Limit>,
        to: Option<Limit>,
        band: &Table,
        problems: &mut Problems,
    ) -> Option<BandCases> {
        let asks = from.into_iter().chain(to).any(|limit| needs_purity(limit.basis));
        let list = self.own.has_own("file");
        let lognormal = self.own.has_own("median") || self.own.has_own("spread");
        if list == lognormal || (lognormal && !(self.own.has_own("median") && self.own.has_own("spread"))) {
            problems.report(
                at(Code::KeysConflict, self.own.node.key, &self.own.path, "amounts from where?", "`median` and `spread`, or `file`")
                    .help("write  median = \"…\", spread = \"…\"  for lognormal amounts,  file = \"cases.csv\"  for past cases"),
            );
            return None;
        }
        let counted = self.counted(of, problems)?;
        let reaction = self.reaction(problems);
        if self.own.has_own("bunching") && reaction.is_none() {
            return None;
        }
        if list {
            return self.past(of, from, to, asks, counted, reaction, problems);
        }
        let (median, spread) = (self.number_at("median", problems), self.number_at("spread", problems));
        let correlation = self.number_at("correlation", problems);
        let purity = match self.own.get("purity") {
            Some(_) => self.purity(problems)?,
            None if asks => {
                self.no_purity(band, problems);
                return None;
            }
            None => BandPurity::Unsaid,
        };
        if self.own.has_own("correlation") && correlation.is_none() {
            return None;
        }
        Some(BandCases::LogNormal(Box::new(LogNormalCases {
            median: median?,
            spread: spread?,
            purity,
            correlation,
            counted,
            reaction,
        })))
    }

    fn no_purity(&self, band: &Table, problems: &mut Problems) {
        let message = format!("the law counts pure substance, and `{}` says nothing of purity", self.own.path);
        problems.report(
            at(Code::BadAmounts, band.node.key, &band.path, message, "needs purity")
                .also(self.own.node.key, "add `purity` here")
                .help("add  purity = \"parameter\""),
        );
    }

    /// What a reported purity is multiplied by, if base and salt differ; `None` after a report.
    fn counted(&mut self, of: &OfTable, problems: &mut Problems) -> Option<Option<(Operand, bool)>> {
        let forms = [("base", PureForm::Base), ("salt", PureForm::Salt)];
        let (Some(reported), Some(counts)) = (self.own.word("form", &forms, problems), of.table.form) else {
            return Some(None);
        };
        if reported == counts || !of.ruler.needs_purity() {
            return Some(None);
        }
        self.own.required("base_share", "\"share_of_base_in_the_salt\"", problems)?;
        Some(Some((self.number_at("base_share", problems)?, reported == PureForm::Base)))
    }

    #[expect(clippy::too_many_arguments, reason = "everything that decides how past cases are counted")]
    fn past(
        &mut self,
        of: &OfTable,
        from: Option<Limit>,
        to: Option<Limit>,
        asks: bool,
        counted: Option<(Operand, bool)>,
        reaction: Option<BandReaction>,
        problems: &mut Problems,
    ) -> Option<BandCases> {
        let mut list = beside::cases(self.own.node)?;
        let node = self.own.node;
        let counted = match counted {
            Some((operand, inverse)) => {
                let share = self.known(&operand, node, problems)?;
                if inverse { 1.0 / share } else { share }
            }
            None => 1.0,
        };
        let correlation = match self.number_at("correlation", problems) {
            Some(operand) => self.known(&operand, node, problems)?,
            None => 0.0,
        };
        let has_purity = list.iter().any(|case| case.purity.is_some());
        let purity = match self.own.get("purity") {
            _ if has_purity => Purity::OfTheCase,
            Some(inner) => match self.purity(problems)? {
                BandPurity::Same(operand) => Purity::Same(self.known(&operand, inner, problems)?),
                BandPurity::LogOdds { median, spread } => Purity::LogOdds {
                    median: self.known(&median, inner, problems)?,
                    spread: self.known(&spread, inner, problems)?,
                },
                BandPurity::Spread(distribution) => Purity::Spread(distribution),
                BandPurity::Unsaid => Purity::Same(1.0),
            },
            None if asks => {
                self.no_purity(&Table::new(self.own.path.clone(), node), problems);
                return None;
            }
            None => Purity::Same(1.0),
        };
        let recorded = Cases { amounts: Amounts::List(list.clone()), purity: purity.clone(), correlation };
        let mut reacts = Reaction::NONE;
        if let Some(BandReaction { side, window, moved }) = reaction {
            let (window, moved) = (self.known(&window, node, problems)?, self.known(&moved, node, problems)?);
            reacts = Reaction { side, window, moved };
            list = self.natural(list, of, &purity, counted, &reacts, problems)?;
        }
        let count = list.iter().map(|case| case.weight).sum::<f64>();
        let natural = Cases { amounts: Amounts::List(list), purity, correlation };
        let below = |limit: Option<Limit>| {
            let ruler = Ruler { limits: limit.into_iter().collect(), counted };
            exact::below_limits(&natural, &ruler, &reacts).first().map_or(0.0, |share| share * count)
        };
        let (below_from, below_to) = (below(from), below(to));
        let past = PastCases { recorded, natural, counted, reaction: reacts };
        Some(BandCases::List { count, below_from, below_to, past: Arc::new(past) })
    }

    /// Past cases without the reaction to the law of their time.
    fn natural(
        &self,
        list: Vec<crate::law::share::Seizure>,
        of: &OfTable,
        purity: &Purity,
        counted: f64,
        reaction: &Reaction,
        problems: &mut Problems,
    ) -> Option<Vec<crate::law::share::Seizure>> {
        let under = self.own.required("under", "\"today\"", problems)?;
        let named = of.laws.law(under, &self.own.path, problems)?;
        let substance = laws::substance(named, under, of.substance, problems)?;
        let ruler = laws::ruler(named.regime.tables.get(substance)?, counted)?;
        let same = purity.at_scores(&[0.0]).map(|purities| purities[0]);
        let natural = without_reaction(&list, &ruler, reaction, |case| case.purity.or(same).unwrap_or(1.0));
        if natural.is_none() {
            let node = self.own.get("bunching").unwrap_or(self.own.node);
            let message = "more cases would have moved than lie on the other side of the limit";
            problems.report(
                at(Code::BadAmounts, node.place, &self.own.path, message, "cannot have been")
                    .help("take a smaller `moved` or a wider `window`"),
            );
        }
        natural
    }

    /// The share of cases near a limit of the table, at central values; `None` for assays and unknown values.
    fn near(&self, of: &OfTable, share: &BandShare) -> Option<f64> {
        let BandCases::LogNormal(cases) = &share.cases else { return None };
        let central = Central::new(&self.parameters.all, self.settings);
        let (cases, counted, _) = cases.read(|operand| central.value(operand, Moment::start(self.settings)))?;
        let limits: Vec<Limit> = share.from.into_iter().chain(share.to).filter(|limit| limit.amount > 0.0).collect();
        let known = of.ruler.limits.iter().any(|own| limits.contains(own));
        known.then(|| exact::near(&cases, &Ruler { limits, counted }, NEAR))
    }
}

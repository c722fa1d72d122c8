//! `[prices]` and `[exchange]`: how money of another currency or year becomes the scenario's money.

use super::keys::{Table, at};
use super::settings::{is_country, is_currency};
use crate::codes::Code;
use crate::model::{Conversion, ConversionStep, Parameter, Settings, Value};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Place, Problems};
use crate::unit::{Dimensions, Unit};
use indexmap::IndexMap;

/// The two tables, with names of parameters not yet looked up.
#[derive(Debug, Default)]
pub struct Money {
    places: IndexMap<String, PriceTable>,
    rates: Vec<(String, Place)>,
}

#[derive(Debug, Default)]
struct PriceTable {
    currency: Option<String>,
    consumer: Option<String>,
    wages: Option<String>,
}

/// Which index carries a price through time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexKind {
    Consumer,
    Wages,
}

/// What a parameter says about its money.
pub struct Price<'a> {
    pub path: &'a str,
    /// Where to point when a conversion is lacking.
    pub at: Place,
    pub unit: &'a Unit,
    /// The price year, if the parameter states one.
    pub year: Option<i32>,
    /// Where the cost arises, if the parameter says so.
    pub place: Option<&'a str>,
    pub index: IndexKind,
}

impl Money {
    /// Reads the two tables.
    pub fn read(tree: &Node, settings: &Settings, problems: &mut Problems) -> Money {
        let mut money = Money::default();
        for (country, node) in tree.get("prices").and_then(Node::as_table).into_iter().flatten() {
            let path = format!("prices.{country}");
            if !is_country(country) {
                problems.report(
                    at(Code::UnknownWord, node.key, &path, format!("`{country}` is not a country"), "three capitals")
                        .help(format!(
                            "prices are listed by country, such as  {} = \"consumer_prices\"",
                            settings.country
                        )),
                );
                continue;
            }
            let mut table = PriceTable::default();
            if let Some(name) = node.as_text() {
                table.consumer = Some(name.to_owned());
            } else {
                let inner = Table::new(path, node);
                let text = |key: &str, problems: &mut Problems| inner.text(key, problems).map(str::to_owned);
                table.consumer = text("consumer", problems);
                table.wages = text("wages", problems);
                table.currency = text("currency", problems);
            }
            money.places.insert(country.clone(), table);
        }
        for (currency, node) in tree.get("exchange").and_then(Node::as_table).into_iter().flatten() {
            let path = format!("exchange.{currency}");
            if !is_currency(currency) {
                problems.report(at(
                    Code::UnknownWord,
                    node.key,
                    &path,
                    format!("`{currency}` is not a currency"),
                    "three capitals of ISO 4217",
                ));
            }
            match node.as_text() {
                Some(name) => money.rates.push((name.to_owned(), node.place)),
                None => super::keys::wrong_type("exchange", currency, node, "the name of a parameter", problems),
            }
        }
        money
    }

    /// All parameters that the two tables name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let indexes = self.places.values().flat_map(|table| table.consumer.iter().chain(&table.wages));
        indexes.map(String::as_str).chain(self.rates.iter().map(|(name, _)| name.as_str()))
    }

    /// Whether a parameter is an exchange rate of `[exchange]`.
    pub fn is_rate(&self, name: &str) -> bool {
        self.rates.iter().any(|(rate, _)| rate == name)
    }

    /// Reports names that are no parameters, and rates whose unit is not one currency for another.
    pub fn check(
        &self,
        tree: &Node,
        parameters: &IndexMap<String, Parameter>,
        known: &dyn Fn(&str) -> bool,
        problems: &mut Problems,
    ) {
        let names = || parameters.keys().map(String::as_str);
        for (name, place) in &self.rates {
            match parameters.get(name) {
                None if known(name) => {}
                None => problems.report(
                    at(Code::UnknownParameter, *place, "exchange", format!("no parameter called `{name}`"), "unknown")
                        .help(did_you_mean(name, names())),
                ),
                Some(rate) if pair(&rate.unit.dimensions).is_none() => problems.report(
                    at(
                        Code::WrongUnit,
                        *place,
                        "exchange",
                        format!("`{name}` is in {}, not one currency for another", rate.unit.text),
                        "not a rate",
                    )
                    .help("give the parameter a unit such as GEL/EUR"),
                ),
                Some(_) => {}
            }
        }
        for (country, node) in tree.get("prices").and_then(Node::as_table).into_iter().flatten() {
            let texts = match node.as_text() {
                Some(_) => vec![node],
                None => ["consumer", "wages"].into_iter().filter_map(|key| node.get(key)).collect(),
            };
            for node in texts {
                let Some(name) = node.as_text() else { continue };
                let path = format!("prices.{country}");
                match parameters.get(name) {
                    None if known(name) => {}
                    None => problems.report(
                        at(
                            Code::UnknownParameter,
                            node.place,
                            &path,
                            format!("no parameter called `{name}`"),
                            "unknown",
                        )
                        .help(did_you_mean(name, names())),
                    ),
                    Some(index) if !index.unit.dimensions.is_none() && index.unit.text != "index" => {
                        problems.report(at(
                            Code::WrongUnit,
                            node.place,
                            &path,
                            format!("`{name}` is in {}, an index is a pure number", index.unit.text),
                            "not an index",
                        ))
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// How a price becomes the scenario's money; `Ok(None)` if it already is, `Err` after a report.
    pub fn conversion(
        &self,
        price: &Price,
        settings: &Settings,
        parameters: &IndexMap<String, Parameter>,
        problems: &mut Problems,
    ) -> Result<Option<Conversion>, ()> {
        let Some((currency, power)) = single(&price.unit.dimensions) else { return Ok(None) };
        let from = price.year.unwrap_or(settings.price_year);
        let to = settings.price_year;
        if currency == settings.currency && from == to {
            return Ok(None);
        }
        let place = price.place.unwrap_or(&settings.country);
        let table = self.places.get(place);
        let home = table.and_then(|table| table.currency.as_deref());
        let home = home.or((place == settings.country).then_some(settings.currency.as_str()));
        let lacking = |what: String, help: String, problems: &mut Problems| {
            problems.report(
                at(
                    Code::NoConversion,
                    price.at,
                    price.path,
                    format!("{currency} of {from} cannot become {} of {to}: {what}", settings.currency),
                    "no conversion",
                )
                .help(help),
            );
        };
        let Some(home) = home else {
            lacking(
                format!("the currency of {place} is not known"),
                format!("add  [prices] {place} = {{ currency = \"…\", consumer = \"index parameter\" }}"),
                problems,
            );
            return Err(());
        };
        let mut steps = vec![];
        let exchange =
            |a: &str, b: &str, year: i32, steps: &mut Vec<ConversionStep>, problems: &mut Problems| match self
                .route(a, b, year, parameters)
            {
                Ok(found) => {
                    steps.extend(found);
                    true
                }
                Err(why) => {
                    let help =
                        format!("add a parameter in {b}/{a} with the year {year}, and  [exchange] {a} = \"its name\"");
                    lacking(why, help, problems);
                    false
                }
            };
        let mut complete = exchange(&currency, home, from, &mut steps, problems);
        if from != to {
            let index = match price.index {
                IndexKind::Consumer => table.and_then(|table| table.consumer.as_ref()),
                IndexKind::Wages => table.and_then(|table| table.wages.as_ref()),
            };
            match index {
                Some(index) if covers(parameters.get(index), from) && covers(parameters.get(index), to) => {
                    steps.push(ConversionStep::Index { index: index.clone(), from, to });
                }
                Some(index) => {
                    complete = false;
                    lacking(
                        format!("`{index}` has no value for {}", from.min(to)),
                        format!("add the years {from} and {to} to `{index}`"),
                        problems,
                    );
                }
                None => {
                    complete = false;
                    let kind = if price.index == IndexKind::Wages { "wages" } else { "consumer" };
                    lacking(
                        format!("no {kind} index of {place} from {from} to {to}"),
                        format!("add  [prices] {place} = {{ {kind} = \"a by_year parameter\" }}"),
                        problems,
                    );
                }
            }
        }
        complete &= exchange(home, &settings.currency, to, &mut steps, problems);
        if !complete {
            return Err(());
        }
        Ok(Some(Conversion { from_currency: currency.clone(), from_year: from, power, steps }))
    }

    /// The rates that lead from one currency to another: one, or two over a third currency.
    fn route(
        &self,
        from: &str,
        to: &str,
        year: i32,
        parameters: &IndexMap<String, Parameter>,
    ) -> Result<Vec<ConversionStep>, String> {
        if from == to {
            return Ok(vec![]);
        }
        let mut too_early = None;
        let step = |a: &str, too_early: &mut Option<String>| -> Vec<ConversionStep> {
            let mut found = vec![];
            for (name, _) in &self.rates {
                let Some((above, below)) = parameters.get(name).and_then(|rate| pair(&rate.unit.dimensions)) else {
                    continue;
                };
                let (other, inverse) = match a {
                    _ if a == below => (above, false),
                    _ if a == above => (below, true),
                    _ => continue,
                };
                if !covers(parameters.get(name), year) {
                    *too_early = Some(format!("`{name}` has no value for {year}"));
                    continue;
                }
                found.push(ConversionStep::Exchange { rate: name.clone(), year, inverse, to: other });
            }
            found
        };
        let reaches =
            |step: &ConversionStep, goal: &str| matches!(step, ConversionStep::Exchange { to, .. } if to == goal);
        let first = step(from, &mut too_early);
        if let Some(direct) = first.iter().find(|step| reaches(step, to)) {
            return Ok(vec![direct.clone()]);
        }
        for one in first {
            let ConversionStep::Exchange { to: middle, .. } = &one else { continue };
            let second = step(middle, &mut too_early);
            if let Some(two) = second.iter().find(|step| reaches(step, to)) {
                return Ok(vec![one.clone(), two.clone()]);
            }
        }
        Err(too_early.unwrap_or_else(|| format!("no exchange rate between {from} and {to}")))
    }
}

/// Whether a parameter has a value in a year: plain values hold for every year, paths from their first year on.
fn covers(parameter: Option<&Parameter>, year: i32) -> bool {
    match parameter.map(|parameter| &parameter.value) {
        Some(Value::ByYear { points, .. }) => points.first().is_some_and(|(first, _)| *first <= year),
        Some(_) => true,
        None => false,
    }
}

/// The currencies of a unit with their powers.
fn currencies(dimensions: &Dimensions) -> Vec<(String, i8)> {
    dimensions.iter().filter(|(base, _)| is_currency(base)).map(|(base, power)| (base.to_owned(), power)).collect()
}

/// The one currency of a unit, to the power 1 or −1.
pub fn single(dimensions: &Dimensions) -> Option<(String, i8)> {
    match currencies(dimensions).as_slice() {
        [(currency, power @ (1 | -1))] => Some((currency.clone(), *power)),
        _ => None,
    }
}

/// The currencies above and below the bar of an exchange rate's unit.
fn pair(dimensions: &Dimensions) -> Option<(String, String)> {
    let found = currencies(dimensions);
    let above = found.iter().find(|(_, power)| *power == 1)?.0.clone();
    let below = found.iter().find(|(_, power)| *power == -1)?.0.clone();
    (dimensions.iter().count() == 2).then_some((above, below))
}

/// Dimensions as they are read: with the scenario's currency in the place of the one that is converted.
pub fn as_read(dimensions: &Dimensions, currency: &str) -> Dimensions {
    let Some((own, power)) = single(dimensions) else { return dimensions.clone() };
    let changed =
        dimensions.over(&Dimensions::of(&own, power)).and_then(|rest| rest.times(&Dimensions::of(currency, power)));
    changed.unwrap_or_else(|| dimensions.clone())
}

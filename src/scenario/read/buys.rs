//! `[buys]`: what a saving would buy; and the cost of raising public money.

use super::Context;
use super::formula::Typed;
use super::keys::{Table, at, inside};
use super::one_number::{is_positive, one_number};
use super::parameters::{Parameters, spell};
use super::source::is_table;
use crate::codes::Code;
use crate::model::{Buy, Formula, Text};
use crate::text::{Node, Problems};
use crate::unit::{Dimensions, Unit};
use indexmap::IndexMap;

/// Reads `[buys]` with the parameters of one policy.
pub fn buys(
    tree: &Node,
    context: &Context,
    parameters: &mut Parameters,
    problems: &mut Problems,
) -> IndexMap<String, Buy> {
    let mut found = IndexMap::new();
    for (name, node) in tree.get("buys").and_then(Node::as_table).into_iter().flatten() {
        let table = Table::new(format!("buys.{name}"), node);
        if is_table(&table, problems)
            && let Some(buy) = one(name, &table, context, parameters, problems)
        {
            found.insert(name.clone(), buy);
        }
    }
    found
}

fn one(
    name: &str,
    table: &Table,
    context: &Context,
    parameters: &mut Parameters,
    problems: &mut Problems,
) -> Option<Buy> {
    let title = table.languages("title", problems);
    let about = table.languages("about", problems);
    let node = table.required("price", "\"treatment_year\"", problems)?;
    let path = format!("{}.price", table.path);
    let price = one_number(node, &path, false, parameters, problems)?;
    let unit = bought(&price, node, &path, context, problems)?;
    if !is_positive(&price, node, &path, Code::NotABuy, parameters, context, problems) {
        return None;
    }
    let title = if title.is_empty() { Text::english(name.replace('_', " ")) } else { title };
    Some(Buy { name: name.to_owned(), title, about, price: price.formula, unit })
}

/// What a price is for: person years for money per person and time, kits for money per kit.
fn bought(price: &Typed, node: &Node, path: &str, context: &Context, problems: &mut Problems) -> Option<Unit> {
    let settings = context.settings;
    let goods = Dimensions::of(&settings.currency, 1).over(&price.dimensions)?;
    let mut words: Vec<&str> = goods.iter().map(|(base, _)| base).collect();
    if words.is_empty() || goods.iter().any(|(base, power)| power != 1 || crate::unit::Units::is_currency(base)) {
        let currency = &settings.currency;
        problems.report(
            at(
                Code::NotABuy,
                inside(node),
                path,
                format!("comes out in {}, not in money for something", spell(&price.dimensions)),
                "a price is needed",
            )
            .help(format!("{currency}/person/year buys years of a service, {currency}/person courses of it")),
        );
        return None;
    }
    // Person first, time last.
    words.sort_by_key(|word| (*word == "day", *word != "person", *word));
    let text: Vec<&str> = words.into_iter().map(|word| if word == "day" { "year" } else { word }).collect();
    let factor = if goods.power("day") == 1 { settings.year_days } else { 1.0 };
    Some(Unit { text: text.join(" "), dimensions: goods, factor })
}

/// `[scenario] deadweight` with the parameters of one policy.
pub fn deadweight(
    tree: &Node,
    context: &Context,
    parameters: &mut Parameters,
    problems: &mut Problems,
) -> Option<Formula> {
    let node = tree.at(&["scenario", "deadweight"])?;
    let path = "scenario.deadweight";
    let typed = one_number(node, path, false, parameters, problems)?;
    if !typed.dimensions.is_none() {
        problems.report(
            at(
                Code::WrongUnit,
                inside(node),
                path,
                format!("comes out in {}, where a share is needed", spell(&typed.dimensions)),
                "not a pure number",
            )
            .help(format!("20 % stands for 0.2 {0} on every {0} of public money", context.settings.currency)),
        );
        return None;
    }
    Some(typed.formula)
}

//! `[scenario]`: title, country, money, time, counting, discounting, groups and perspective.

use super::keys::{Table, at};
use crate::codes::Code;
use crate::model::{Counting, Cycle, Discount, Level, People, Perspective, Settings};
use crate::scenario::grammar;
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};
use crate::unit::Units;

/// The levels of payers, by their words.
pub const LEVELS: [(&str, Level); 5] = [
    ("state", Level::State),
    ("municipality", Level::Municipality),
    ("donor", Level::Donor),
    ("insurer", Level::Insurer),
    ("household", Level::Household),
];

/// The most groups of people.
const MOST_GROUPS: usize = 100;

/// Reads `[scenario]`; problems of single keys do not stop the others from being read.
///
/// With an unreadable key the settings hold a stand-in, so that the rest of the file can be checked; the problem that
/// was reported keeps the model from being used.
pub fn read(tree: &Node, problems: &mut Problems) -> Option<(Settings, Units)> {
    let Some(node) = tree.get("scenario") else {
        problems.report(
            Problem::new(Code::MissingKey, tree.place, "the table [scenario] is missing", "a scenario begins with it")
                .help("add [scenario] with title, country, currency, price_year, start_year, years, cycle, discount and baseline"),
        );
        return None;
    };
    let table = Table::new("scenario", node);
    let year_days = year_days(&table, problems);
    let declared = table.names("units", problems).into_iter().map(|(word, _)| word.to_owned()).collect();
    let units = Units::new(year_days, declared);

    table.required("title", "\"…\"", problems);
    if let Some(node) = table.required("baseline", "\"today\"", problems)
        && let Some(name) = node.as_text()
        && !grammar::is_name(name)
    {
        problems.report(
            at(
                Code::BadName,
                node.place,
                "scenario.baseline",
                format!(
                    "`{name}` is not a name: names have the letters a to z, digits and `_`, and begin with a letter"
                ),
                "not a name for a policy",
            )
            .help("for example `baseline = \"today\"`"),
        );
    }
    table.required("cycle", "\"month\"", problems);
    let cycles = [("week", Cycle::Week), ("month", Cycle::Month), ("quarter", Cycle::Quarter), ("year", Cycle::Year)];
    let cycle = table.word("cycle", &cycles, problems).unwrap_or(Cycle::Year);
    let countings = [("half", Counting::Half), ("start", Counting::Start), ("end", Counting::End)];
    let within_cycle = if table.get("within_cycle").is_some() {
        table.word("within_cycle", &countings, problems).unwrap_or(Counting::Half)
    } else {
        Counting::Half
    };
    let years = match table.required("years", "5", problems).and_then(|_| table.whole("years", problems)) {
        Some(years @ 1..=200) => years as u32,
        Some(years) => {
            let place = table.get("years").map_or(node.place, |node| node.place);
            problems.report(at(
                Code::OutOfRange,
                place,
                "scenario.years",
                format!("{years} years cannot be run"),
                "1 to 200",
            ));
            1
        }
        None => 1,
    };
    let cycle_days = year_days / f64::from(cycle.per_year());
    let warm_up = table.duration("warm_up", &units, problems).unwrap_or(0.0);
    if warm_up > 200.0 * year_days
        && let Some(node) = table.get("warm_up")
    {
        problems.report(at(
            Code::OutOfRange,
            node.place,
            "scenario.warm_up",
            "longer than 200 years",
            "at most 200 years",
        ));
    }
    let kinds = [("cohort", People::Cohort), ("whole", People::Whole)];
    let people = match table.get("people") {
        Some(_) => table.word("people", &kinds, problems).unwrap_or(People::Cohort),
        None => People::Cohort,
    };
    let mut groups: Vec<String> =
        table.names("groups", problems).into_iter().map(|(name, _)| name.to_owned()).collect();
    if groups.len() > MOST_GROUPS
        && let Some(node) = table.get("groups")
    {
        problems.report(at(
            Code::TooMany,
            node.place,
            "scenario.groups",
            format!("{} groups", groups.len()),
            "too many: at most 100",
        ));
        groups.truncate(MOST_GROUPS);
    }
    if groups.is_empty() {
        groups.push("all".to_owned());
    }
    let settings = Settings {
        title: table.languages("title", problems),
        country: country(&table, problems),
        currency: currency(&table, problems),
        price_year: year(&table, "price_year", problems),
        start_year: year(&table, "start_year", problems),
        years,
        cycle,
        year_days,
        warm_up_cycles: (warm_up.min(200.0 * year_days) / cycle_days).round() as u32,
        within_cycle,
        discount: discount(&table, problems),
        groups,
        perspective: perspective(&table, tree, problems),
        people,
    };
    Some((settings, units))
}

fn year_days(table: &Table, problems: &mut Problems) -> f64 {
    let days = table.number("year_days", problems).unwrap_or(365.25);
    if (360.0..=366.0).contains(&days) {
        return days;
    }
    if let Some(node) = table.get("year_days") {
        problems.report(at(
            Code::OutOfRange,
            node.place,
            "scenario.year_days",
            format!("a year of {days} days"),
            "360 to 366",
        ));
    }
    365.25
}

fn from_row(table: &Table, key: &str) -> bool {
    table.get(key).and_then(Node::as_text) == Some("row")
}

fn no_row(table: &Table, key: &str, problems: &mut Problems) {
    if let Some(node) = table.get(key) {
        problems.report(
            at(
                Code::MissingKey,
                node.place,
                &format!("scenario.{key}"),
                "comes from the row of a table, but there is no table",
                "\"row\" needs a table",
            )
            .help(format!("give a table with the column `{key}`:  --table FILE.csv")),
        );
    }
}

fn country(table: &Table, problems: &mut Problems) -> String {
    if from_row(table, "country") {
        no_row(table, "country", problems);
        return "ZZZ".to_owned();
    }
    let node = table.required("country", "\"GEO\"", problems);
    let text = table.text("country", problems).unwrap_or("ZZZ");
    if let Some(node) = node
        && !is_country(text)
    {
        problems.report(
            at(
                Code::UnknownWord,
                node.place,
                "scenario.country",
                format!("`{text}` is not a country"),
                "three capitals",
            )
            .help("write the three letters of ISO 3166, such as \"GEO\" or \"LTU\""),
        );
    }
    text.to_owned()
}

/// Whether the text has the form of an ISO 3166 alpha-3 code.
pub fn is_country(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether the text is an ISO 4217 code.
pub fn is_currency(text: &str) -> bool {
    text.len() == 3
        && text.bytes().all(|letter| letter.is_ascii_uppercase())
        && iso_currency::Currency::from_code(text).is_some()
}

fn currency(table: &Table, problems: &mut Problems) -> String {
    let node = table.required("currency", "\"EUR\"", problems);
    let text = table.text("currency", problems).unwrap_or("EUR");
    if let Some(node) = node
        && !is_currency(text)
    {
        problems.report(
            at(
                Code::UnknownWord,
                node.place,
                "scenario.currency",
                format!("`{text}` is not a currency"),
                "three capitals",
            )
            .help("write the three letters of ISO 4217, such as \"EUR\" or \"GEL\""),
        );
    }
    text.to_owned()
}

fn year(table: &Table, key: &str, problems: &mut Problems) -> i32 {
    if from_row(table, key) {
        no_row(table, key, problems);
        return 1;
    }
    table.required(key, "2024", problems);
    table.whole(key, problems).unwrap_or(1)
}

fn discount(table: &Table, problems: &mut Problems) -> Discount {
    let Some(node) = table.required("discount", "{ money = 0.03, outcomes = 0.0 }", problems) else {
        return Discount { money: 0.0, outcomes: 0.0 };
    };
    if node.as_number().is_some() {
        let both = rate(table, "discount", problems).unwrap_or(0.0);
        return Discount { money: both, outcomes: both };
    }
    let rates = Table::new("scenario.discount", node);
    rates.required("money", "0.03", problems);
    rates.required("outcomes", "0.0", problems);
    Discount {
        money: rate(&rates, "money", problems).unwrap_or(0.0),
        outcomes: rate(&rates, "outcomes", problems).unwrap_or(0.0),
    }
}

/// A discount rate per year, such as 0.03.
pub fn rate(table: &Table, key: &str, problems: &mut Problems) -> Option<f64> {
    let rate = table.number(key, problems)?;
    if !(0.0..=1.0).contains(&rate)
        && let Some(node) = table.get(key)
    {
        problems.report(
            at(
                Code::OutOfRange,
                node.place,
                &format!("{}.{key}", table.path),
                format!("a rate of {rate} a year"),
                "0 to 1",
            )
            .help(format!("for {rate} percent write {}", rate / 100.0)),
        );
        return None;
    }
    Some(rate)
}

fn perspective(table: &Table, tree: &Node, problems: &mut Problems) -> Perspective {
    let Some(node) = table.get("perspective") else { return Perspective::Public };
    let Some(word) = table.text("perspective", problems) else { return Perspective::Public };
    let payers = || tree.get("payer").and_then(Node::as_table).into_iter().flat_map(|payers| payers.keys());
    match word {
        "public" => Perspective::Public,
        "society" => Perspective::Society,
        _ => {
            if let Some((_, level)) = LEVELS.iter().find(|(level, _)| *level == word) {
                return Perspective::Level(*level);
            }
            if payers().any(|payer| payer == word) {
                return Perspective::Payer(word.to_owned());
            }
            let known = ["public", "society"].into_iter().chain(LEVELS.iter().map(|(level, _)| *level));
            problems.report(
                at(
                    Code::UnknownWord,
                    node.place,
                    "scenario.perspective",
                    format!("`{word}` is no perspective"),
                    "neither a level nor a payer",
                )
                .help(did_you_mean(word, known.chain(payers().map(String::as_str)))),
            );
            Perspective::Public
        }
    }
}

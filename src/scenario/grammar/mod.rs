//! The grammar of scenario files as data: every table and key with its kind, need, meaning and an example.
//!
//! From the same data come the checks ([`check_keys`]), the JSON Schema for editors ([`schema`]) and the list of keys
//! for the manual ([`reference_markdown`]).

mod check;
mod law;
mod library;
mod lines;
mod names;
mod overlays;
mod parameter;
mod reference;
mod remedy;
mod schema;
mod settings;
mod share;

pub use check::{check_keys, check_law_keys};
pub use names::is_name;
pub use reference::{law_markdown, reference_markdown};
pub use schema::{law_schema, schema};

/// The version of the format that this program reads and writes.
pub const FORMAT: i64 = 1;

/// What a key can hold.
pub enum Kind {
    /// A text in one language, or a table of languages.
    Text,
    /// A plain text; the words say what it names.
    Words(&'static str),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A country (ISO 3166 alpha-3) or a currency (ISO 4217).
    Standard(Standard),
    /// A whole number within limits, both included.
    Integer(i64, i64),
    /// A number within limits, both included.
    Number(f64, f64),
    Flag,
    /// A TOML date.
    Date,
    /// A list whose items are all of one kind.
    List(&'static Kind),
    /// A list of exactly two numbers.
    Pair,
    /// A table with keys of the grammar.
    Table(&'static Table),
    /// A table whose keys are names of the author's.
    Map(Names, &'static Kind),
    /// As the inner kind, but nothing is needed: overlays and defaults give only some keys.
    Partial(&'static Kind),
    /// Any of these.
    Either(&'static [Kind]),
}

/// Codes that others define.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    Country,
    Currency,
}

/// What the keys of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// `[A-Za-z][A-Za-z0-9_]*`.
    Name,
    /// A name, or several joined by `+`.
    Policy,
    /// A name, or anything else that stands in quotes.
    Free,
    Country,
    Currency,
    /// A calendar year.
    Year,
    /// A number between 0 and 1.
    Quantile,
    /// A language such as `en` or `pt-BR`.
    Language,
}

/// A table of the grammar.
pub struct Table {
    /// What messages and the schema call it.
    pub name: &'static str,
    pub keys: &'static [Key],
}

/// A key of a table.
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    /// Whether it must be there (in a complete table).
    pub needed: bool,
    /// One sentence.
    pub about: &'static str,
    /// A line of TOML.
    pub example: &'static str,
}

impl Key {
    const fn new(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Key {
        Key { name, kind, needed: false, about, example }
    }

    const fn needed(self) -> Key {
        Key { needed: true, ..self }
    }
}

/// A kind in words: "a number", "a text", "a list of names" …
fn in_words(kind: &Kind) -> String {
    match kind {
        Kind::Text => "a text, or a table of languages".to_owned(),
        Kind::Words(what) => (*what).to_owned(),
        Kind::OneOf(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or "),
        Kind::Standard(Standard::Country) => "a country (three letters, ISO 3166)".to_owned(),
        Kind::Standard(Standard::Currency) => "a currency (three letters, ISO 4217)".to_owned(),
        Kind::Integer(..) => "a whole number".to_owned(),
        Kind::Number(..) => "a number".to_owned(),
        Kind::Flag => "true or false".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::List(item) => format!("a list of {}", many(&in_words(item))),
        Kind::Pair => "a list of two numbers".to_owned(),
        Kind::Table(_) | Kind::Map(..) => "a table".to_owned(),
        Kind::Partial(inner) => in_words(inner),
        Kind::Either(kinds) => {
            let mut words: Vec<String> = kinds.iter().map(in_words).collect();
            words.dedup();
            words.join(", or ")
        }
    }
}

fn many(one: &str) -> String {
    match one.strip_prefix("the name of a ") {
        Some(thing) => format!("names of {thing}s"),
        None => match one.strip_prefix("a ") {
            Some(thing) => format!("{thing}s"),
            None => one.to_owned(),
        },
    }
}

const A_NAME: Kind = Kind::Words("a name");
const A_TEXT: Kind = Kind::Words("a text");
const A_PARAMETER: Kind = Kind::Words("the name of a parameter");
const A_STAGE: Kind = Kind::Words("the name of a stage");
const A_PAYER: Kind = Kind::Words("the name of a payer");
const A_POLICY: Kind = Kind::Words("the name of a policy");
const A_RESULT: Kind = Kind::Words("the id of a result");
const A_PRODUCT: Kind = Kind::Words("parameters joined by `*`");
const A_TIME: Kind = Kind::Words("a length of time");
const A_UNIT: Kind = Kind::Words("a unit");
const A_YEAR: Kind = Kind::Integer(1, 9999);
const ANY_NUMBER: Kind = Kind::Number(f64::NEG_INFINITY, f64::INFINITY);
const A_SHARE: Kind = Kind::Number(0.0, 1.0);
const GRADES: Kind = Kind::OneOf(&["official", "study", "press", "expert", "assumption"]);
const A_TOLERANCE: Kind = Kind::Either(&[Kind::Number(0.0, f64::INFINITY), Kind::Words("a share such as \"1 %\"")]);

/// A file that describes a country.
static SCENARIO_FILE: Table = Table {
    name: "file",
    keys: &[
        Key::new("format", Kind::Integer(1, i64::MAX), "The version of the format; this one is 1.", "format = 1")
            .needed(),
        Key::new(
            "scenario",
            Kind::Table(&settings::SCENARIO),
            "What the scenario is about, and how it counts time, people and money.",
            "[scenario]",
        )
        .needed(),
        Key::new(
            "source",
            Kind::Map(Names::Name, &Kind::Table(&settings::SOURCE)),
            "Where numbers come from, each under a short id.",
            "[source.prison_service]",
        ),
        Key::new(
            "default",
            Kind::Table(&settings::DEFAULT),
            "Keys that every table of a kind has unless it says otherwise.",
            "[default.cost]",
        ),
        Key::new(
            "parameter",
            Kind::Map(Names::Name, &parameter::PARAMETER_FORMS),
            "Numbers: the only place where they live.",
            "[parameter]",
        ),
        Key::new(
            "law",
            Kind::Map(Names::Name, &Kind::Table(&share::LAW)),
            "Laws whose bands parameters are shares of.",
            "[law]",
        ),
        Key::new(
            "amounts",
            Kind::Map(Names::Name, &Kind::Table(&share::AMOUNTS)),
            "How much people carry and how pure it is.",
            "[amounts.street]",
        ),
        Key::new(
            "correlate",
            Kind::List(&Kind::Table(&settings::CORRELATE)),
            "Parameters that are high or low together.",
            "[[correlate]]",
        ),
        Key::new(
            "prices",
            Kind::Map(Names::Country, &settings::PRICES_FORMS),
            "The price indexes of each country.",
            "[prices]",
        ),
        Key::new(
            "exchange",
            Kind::Map(Names::Currency, &A_PARAMETER),
            "The exchange rate of each foreign currency.",
            "[exchange]",
        ),
        Key::new(
            "stage",
            Kind::Map(Names::Name, &Kind::Table(&lines::STAGE)),
            "Places and events on people's way.",
            "[stage]",
        ),
        Key::new("payer", Kind::Map(Names::Name, &Kind::Table(&lines::PAYER)), "Who pays and who is paid.", "[payer]"),
        Key::new(
            "cost",
            Kind::Map(Names::Name, &Kind::Table(&lines::COST)),
            "What is paid, for what, by whom.",
            "[cost]",
        ),
        Key::new(
            "outcome",
            Kind::Map(Names::Name, &Kind::Table(&lines::OUTCOME)),
            "What is counted that is not money.",
            "[outcome]",
        ),
        Key::new(
            "buys",
            Kind::Map(Names::Name, &Kind::Table(&lines::BUYS)),
            "What the saving would buy instead.",
            "[buys]",
        ),
        Key::new(
            "published",
            Kind::Map(Names::Name, &Kind::Table(&lines::PUBLISHED)),
            "Known totals that the model is held against.",
            "[published]",
        ),
        Key::new(
            "answers",
            Kind::Table(&settings::ANSWERS),
            "Where the scenario answers the questions that ministries ask.",
            "[answers]",
        ),
        Key::new("table", Kind::Table(&settings::TABLE), "How the columns of a `--table` file are read.", "[table]"),
        Key::new(
            "policy",
            Kind::Map(Names::Policy, &Kind::Table(&overlays::POLICY)),
            "Alternatives: what each changes in the baseline.",
            "[policy.referral]",
        ),
        Key::new(
            "variant",
            Kind::Map(Names::Name, &Kind::Table(&overlays::VARIANT)),
            "Other ways to see the facts, for all policies alike.",
            "[variant.fewer_tests]",
        ),
    ],
};

//! Files that hold the law of a country.

use super::*;

/// A file that holds the law of one country.
pub(super) static LAW_FILE: Table = Table {
    name: "law file",
    keys: &[
        Key::new("format", Kind::Integer(1, i64::MAX), "The version of the format; this one is 1.", "format = 1")
            .needed(),
        Key::new("law", Kind::Table(&LAW), "Whose law it is.", "[law]").needed(),
        Key::new(
            "source",
            Kind::Map(Names::Name, &Kind::Table(&settings::SOURCE)),
            "Where the law was read, each under a short id.",
            "[source.order_v_239]",
        ),
        Key::new("default", Kind::Table(&DEFAULT), "Keys that rows have unless they say otherwise.", "[default.table]"),
        Key::new(
            "index",
            Kind::Map(Names::Name, &Kind::Table(&INDEX)),
            "Units in which fines are set, with what they were worth.",
            "[index.fine_unit]",
        ),
        Key::new(
            "regime",
            Kind::Map(Names::Name, &Kind::Table(&REGIME)),
            "The law between two dates; one for each time it changed.",
            "[regime.since_2017]",
        )
        .needed(),
    ],
};

static LAW: Table = Table {
    name: "law",
    keys: &[
        Key::new("country", Kind::Standard(Standard::Country), "The country.", "country = \"LTU\"").needed(),
        Key::new("title", Kind::Text, "The country's name; its English one if absent.", "title = \"Lithuania\""),
        Key::new("about", Kind::Text, "What one should know before reading on.", "about = \"Bills are not law\""),
    ],
};

static DEFAULT: Table = Table {
    name: "law default",
    keys: &[
        Key::new("table", Kind::Partial(&Kind::Table(&TABLE)), "Keys of every table.", "[default.table]"),
        Key::new("offence", Kind::Partial(&Kind::Table(&OFFENCE)), "Keys of every offence.", "[default.offence]"),
        Key::new("repeat", Kind::Partial(&Kind::Table(&REPEAT)), "Keys of every repeat rule.", "[default.repeat]"),
        Key::new(
            "alternative",
            Kind::Partial(&Kind::Table(&ALTERNATIVE)),
            "Keys of every alternative.",
            "[default.alternative]",
        ),
    ],
};

static INDEX: Table = Table {
    name: "index",
    keys: &[
        Key::new("title", Kind::Text, "What it is called.", "title = \"fine unit\""),
        Key::new("currency", Kind::Standard(Standard::Currency), "The currency of its worth.", "currency = \"EUR\"")
            .needed(),
        Key::new(
            "values",
            Kind::Map(Names::Year, &Kind::Number(0.0, f64::INFINITY)),
            "The worth of one unit, by year.",
            "values = { 2021 = 5.4 }",
        )
        .needed(),
        SOURCE,
        PAGE,
        QUOTE,
        RETRIEVED,
        GRADE,
        ASSUMPTION,
    ],
};

static REGIME: Table = Table {
    name: "regime",
    keys: &[
        Key::new("title", Kind::Text, "What it is called.", "title = \"Since possession is a crime again\"").needed(),
        Key::new("about", Kind::Text, "How it works, in words.", "about = \"Four bands; one without a name\""),
        Key::new("from", Kind::Date, "The first day in force; leave it out if not known.", "from = 2017-01-01"),
        Key::new("to", Kind::Date, "The last day in force; leave it out if it still is.", "to = 2021-11-30"),
        Key::new(
            "table",
            Kind::Map(Names::Name, &Kind::Table(&TABLE)),
            "Amounts, by substance; `any` holds for substances without a table.",
            "[regime.since_2017.table.cannabis]",
        ),
        Key::new(
            "offence",
            Kind::Map(Names::Name, &Kind::Table(&OFFENCE)),
            "What somebody can be accused of. Usual ids, by which countries are compared: use, possession_small, \
             possession, possession_large, possession_very_large, supply, supply_aggravated.",
            "[regime.since_2017.offence.possession_small]",
        ),
        Key::new(
            "repeat",
            Kind::List(&Kind::Table(&REPEAT)),
            "What a further case leads to.",
            "[[regime.since_2017.repeat]]",
        ),
        Key::new(
            "alternative",
            Kind::Map(Names::Name, &Kind::Table(&ALTERNATIVE)),
            "Other ways than punishment.",
            "[regime.since_2017.alternative.treatment]",
        ),
        Key::new(
            "gaps",
            Kind::List(&A_TEXT),
            "What was looked for and not found, or found on an unchecked page.",
            "gaps = [\"the table of doses\"]",
        ),
    ],
};

static TABLE: Table = Table {
    name: "table",
    keys: &[
        Key::new(
            "unit",
            Kind::OneOf(&["g", "dose", "piece", "daily_amount"]),
            "What amounts are counted in; grams, usual doses, pieces, or daily amounts of `daily_grams`.",
            "unit = \"g\"",
        ),
        Key::new(
            "daily_grams",
            Kind::Number(0.0, f64::INFINITY),
            "Grams in a daily amount, with the unit `daily_amount`.",
            "daily_grams = 0.1",
        ),
        Key::new(
            "basis",
            Kind::OneOf(&[
                "mixture",
                "pure",
                "both_exceeded",
                "either_exceeded",
                "reference_potency",
                "dry_residue",
                "any_amount",
                "unspecified",
            ]),
            "What of a find counts: all of it, the pure substance alone, or both.",
            "basis = \"mixture\"",
        )
        .needed(),
        Key::new(
            "reference",
            A_SHARE,
            "The strength that amounts are stated for, with `reference_potency`.",
            "reference = 0.02",
        ),
        Key::new("form", Kind::OneOf(&["base", "salt"]), "What the pure substance is counted as.", "form = \"base\""),
        Key::new(
            "closed",
            Kind::OneOf(&["upper", "lower", "unstated"]),
            "The end that belongs to a band: upper for \"not more than\", lower for \"from\".",
            "closed = \"upper\"",
        )
        .needed(),
        Key::new(
            "bands",
            Kind::List(&Kind::Table(&BAND)),
            "From 0 upwards, each beginning where the one before ends.",
            "bands = [{ name = \"small\", from = 0, to = 5, offence = \"possession_small\" }, { from = 5 }]",
        )
        .needed(),
        Key::new("year", A_YEAR, "The year for which the source gives it.", "year = 2022"),
        Key::new("about", Kind::Text, "What else the source says of it.", "about = \"Only the small limit was found\""),
        SOURCE,
        PAGE,
        QUOTE,
        RETRIEVED,
        GRADE,
        ASSUMPTION,
    ],
};

static BAND: Table = Table {
    name: "band",
    keys: &[
        Key::new("name", A_TEXT, "Its name, if the law gives it one.", "name = \"small\""),
        Key::new("from", Kind::Number(0.0, f64::INFINITY), "Where it begins; 0 for the first.", "from = 0").needed(),
        Key::new("to", Kind::Number(0.0, f64::INFINITY), "Where it ends; absent for the last.", "to = 5"),
        Key::new(
            "pure_from",
            Kind::Number(0.0, f64::INFINITY),
            "Grams of pure substance where it begins, if both count.",
            "pure_from = 0",
        ),
        Key::new(
            "pure_to",
            Kind::Number(0.0, f64::INFINITY),
            "Grams of pure substance where it ends, if both count.",
            "pure_to = 1",
        ),
        Key::new("offence", AN_OFFENCE, "What it leads to, if that is known.", "offence = \"possession_small\""),
    ],
};

static OFFENCE: Table = Table {
    name: "offence",
    keys: &[
        Key::new("title", Kind::Text, "What it is.", "title = \"Possession of a small amount\""),
        Key::new(
            "class",
            Kind::OneOf(&["none", "administrative", "misdemeanour", "criminal"]),
            "How grave the law takes it; `misdemeanour` is anything between an administrative case and a crime.",
            "class = \"misdemeanour\"",
        )
        .needed(),
        Key::new("statute", A_TEXT, "Where it stands.", "statute = \"Criminal Code 259(2)\""),
        Key::new(
            "penalties",
            Kind::List(&Kind::Table(&PENALTY)),
            "What can be imposed.",
            "penalties = [{ kind = \"arrest\", low = 10, high = 45, unit = \"day\" }]",
        ),
        Key::new(
            "mode",
            Kind::OneOf(&["one_of", "all", "unstated"]),
            "How several penalties go together; `unstated` if absent.",
            "mode = \"one_of\"",
        ),
        Key::new("about", Kind::Text, "What else the source says of it.", "about = \"Fines are usual\""),
        SOURCE,
        PAGE,
        QUOTE,
        RETRIEVED,
        GRADE,
        ASSUMPTION,
    ],
};

static PENALTY: Table = Table {
    name: "penalty",
    keys: &[
        Key::new(
            "kind",
            Kind::OneOf(&[
                "warning",
                "fine",
                "arrest",
                "prison",
                "restriction_of_liberty",
                "community_work",
                "correctional_work",
                "forfeiture",
                "treatment",
                "other",
            ]),
            "What is imposed; `other` is said in `about`.",
            "kind = \"fine\"",
        )
        .needed(),
        Key::new("low", Kind::Number(0.0, f64::INFINITY), "The least.", "low = 30"),
        Key::new("high", Kind::Number(0.0, f64::INFINITY), "The most.", "high = 150"),
        Key::new(
            "unit",
            Kind::Words("hour, day, month, year, a currency, or the name of an index"),
            "What the amounts are in.",
            "unit = \"EUR\"",
        ),
        Key::new("cumulative", Kind::Flag, "Whether it comes on top of another in any case.", "cumulative = true"),
        Key::new("about", Kind::Text, "What else the source says of it.", "about = \"set by the police\""),
    ],
};

static REPEAT: Table = Table {
    name: "repeat",
    keys: &[
        Key::new("offence", AN_OFFENCE, "The offence that is repeated; any if absent.", "offence = \"use\""),
        Key::new(
            "within_months",
            Kind::Integer(1, 1200),
            "Months from the case before in which the rule holds; always if absent.",
            "within_months = 12",
        ),
        Key::new("becomes", AN_OFFENCE, "The offence that it becomes.", "becomes = \"use_again\""),
        Key::new(
            "closes",
            Kind::Words("the name of an alternative"),
            "The alternative that is no longer open.",
            "closes = \"treatment\"",
        ),
        Key::new("about", Kind::Text, "The rule in words.", "about = \"A second case within a year is a crime\""),
        SOURCE,
        PAGE,
        QUOTE,
        RETRIEVED,
        GRADE,
        ASSUMPTION,
    ],
};

static ALTERNATIVE: Table = Table {
    name: "alternative",
    keys: &[
        Key::new(
            "position",
            Kind::OneOf(&[
                "before_an_offence",
                "administrative",
                "before_court",
                "instead_of_sentence",
                "within_sentence",
            ]),
            "Where it sits.",
            "position = \"before_court\"",
        )
        .needed(),
        Key::new(
            "offences",
            Kind::List(&AN_OFFENCE),
            "The offences it is open to, if the source says so.",
            "offences = [\"use\"]",
        ),
        Key::new("about", Kind::Text, "How it works.", "about = \"The prosecutor drops the case after treatment\""),
        SOURCE,
        PAGE,
        QUOTE,
        RETRIEVED,
        GRADE,
        ASSUMPTION,
    ],
};

const AN_OFFENCE: Kind = Kind::Words("the id of an offence");
const SOURCE: Key =
    Key::new("source", Kind::Words("the id of a source"), "Where it was read.", "source = \"order_v_239\"");
const PAGE: Key = Key::new("at", A_TEXT, "Article, page or table.", "at = \"annex 1\"");
const QUOTE: Key = Key::new("quote", A_TEXT, "The words of the source.", "quote = \"not more than 5 g\"");
const RETRIEVED: Key = Key::new("retrieved", settings::RETRIEVED, "When it was read.", "retrieved = 2024-05-17");
const GRADE: Key = Key::new("grade", GRADES, "How good the source is.", "grade = \"official\"");
const ASSUMPTION: Key =
    Key::new("assumption", A_TEXT, "Why it is assumed; in place of a source.", "assumption = \"as in 2017\"");

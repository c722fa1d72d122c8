//! Laws and amounts of a scenario, and the shares that come out of them.

use super::*;

/// A law of the scenario's: a country's on a day, a file's, or another one with changes.
pub(super) static LAW: Table = Table {
    name: "law of a scenario",
    keys: &[
        Key::new(
            "country",
            Kind::Standard(Standard::Country),
            "The country whose law it is; `crimcost law list` shows those that are there.",
            "country = \"KGZ\"",
        ),
        Key::new("file", Kind::Words("the name of a file"), "A law file beside the scenario.", "file = \"law.toml\""),
        Key::new("at", Kind::Date, "The day on which it holds; the latest regime if absent.", "at = 2019-10-01"),
        Key::new("like", Kind::Words("the name of a law"), "The law that this one changes.", "like = \"today\""),
        Key::new(
            "change",
            Kind::List(&Kind::Table(&CHANGE)),
            "What it changes.",
            "change = [{ substance = \"amphetamine\", band = \"small\", to = 3 }]",
        ),
    ],
};

static CHANGE: Table = Table {
    name: "change of a law",
    keys: &[
        Key::new("substance", A_SUBSTANCE, "Whose table of amounts.", "substance = \"amphetamine\"").needed(),
        Key::new("band", A_NAME, "The band whose upper limit moves.", "band = \"small\""),
        Key::new("number", Kind::Integer(1, 100), "The band by its place, from 1, if it has no name.", "number = 2"),
        Key::new("to", A_LIMIT, "The new upper limit of the band; the next band begins there.", "to = 3"),
        Key::new("pure_to", A_LIMIT, "The new upper limit of pure substance in grams.", "pure_to = 1"),
        Key::new(
            "basis",
            Kind::OneOf(&["mixture", "pure", "both_exceeded", "either_exceeded", "reference_potency", "dry_residue"]),
            "What of a find counts from now on.",
            "basis = \"pure\"",
        ),
        Key::new("reference", A_SHARE, "The strength that amounts are stated for.", "reference = 0.02"),
        Key::new("form", Kind::OneOf(&["base", "salt"]), "What the pure substance is counted as.", "form = \"base\""),
        Key::new("closed", Kind::OneOf(&["upper", "lower"]), "The end that belongs to a band.", "closed = \"upper\""),
    ],
};

/// How much people carry and how pure it is.
pub(super) static AMOUNTS: Table = Table {
    name: "amounts",
    keys: &[
        Key::new("about", Kind::Text, "Which cases these are.", "about = \"All cases of possession\""),
        Key::new("median", A_PARAMETER, "The median of lognormal amounts, in a unit of mass.", "median = \"amount\""),
        Key::new(
            "spread",
            A_PARAMETER,
            "The standard deviation of the natural logarithm of lognormal amounts.",
            "spread = \"amount_spread\"",
        ),
        Key::new(
            "file",
            Kind::Words("the name of a file"),
            "Past cases, in a table beside the scenario.",
            "file = \"cases.csv\"",
        ),
        Key::new("unit", A_UNIT, "What the weights of the table are in.", "unit = \"g\""),
        Key::new(
            "columns",
            Kind::Table(&COLUMNS),
            "Which columns of the table hold what.",
            "columns = { amount = \"weight\", purity = \"purity\" }",
        ),
        Key::new(
            "under",
            Kind::Words("the name of a law"),
            "The law under which past cases were recorded, if `bunching` is to be taken out of them.",
            "under = \"today\"",
        ),
        Key::new("notes", Kind::List(&A_TEXT), "Columns of the table that are left alone.", "notes = [\"office\"]"),
        Key::new(
            "purity",
            Kind::Either(&[A_PARAMETER, Kind::Table(&PURITY)]),
            "The share of pure substance: in all cases alike, or how it differs between them.",
            "purity = { median = \"purity\", spread = \"purity_spread\" }",
        ),
        Key::new(
            "correlation",
            A_PARAMETER,
            "The correlation of the normal scores of amount and purity; none if absent.",
            "correlation = \"amount_with_purity\"",
        ),
        Key::new("form", Kind::OneOf(&["base", "salt"]), "What purity is reported as.", "form = \"base\""),
        Key::new(
            "base_share",
            A_PARAMETER,
            "The share of base in the salt, where the law counts the other of the two.",
            "base_share = \"base_in_sulphate\"",
        ),
        Key::new(
            "bunching",
            Kind::Table(&BUNCHING),
            "Cases near a limit that end up on its other side; none if absent.",
            "bunching = { side = \"above\", window = \"bunch_window\", moved = \"bunch_share\" }",
        ),
        Key::new(
            "response",
            A_PARAMETER,
            "How many cases the reform has for each of today; as many if absent. Only `crimcost law share` reads it.",
            "response = \"cases_under_the_reform\"",
        ),
        Key::new(
            "cases",
            A_PARAMETER,
            "Cases in a year. Only `crimcost law share` reads it.",
            "cases = \"cases_a_year\"",
        ),
        Key::new(
            "assay",
            A_PARAMETER,
            "The cost of an assay. Only `crimcost law share` reads it.",
            "assay = \"assay\"",
        ),
    ],
};

static COLUMNS: Table = Table {
    name: "columns of cases",
    keys: &[
        Key::new("amount", A_COLUMN, "The weight of a case; `amount` unless given.", "amount = \"weight\""),
        Key::new("from", A_COLUMN, "Where a class of weights begins; `from` unless given.", "from = \"from\""),
        Key::new("to", A_COLUMN, "Where a class of weights ends; `to` unless given.", "to = \"to\""),
        Key::new("count", A_COLUMN, "How many cases a row is; 1 if there is no such column.", "count = \"cases\""),
        Key::new("purity", A_COLUMN, "The purity, as 0.131 or 13.1 %.", "purity = \"purity\""),
    ],
};

static PURITY: Table = Table {
    name: "purity",
    keys: &[
        Key::new("median", A_PARAMETER, "The median.", "median = \"purity\""),
        Key::new(
            "spread",
            A_PARAMETER,
            "With `median`: the standard deviation of the log-odds, which are normal.",
            "spread = \"purity_spread\"",
        ),
        Key::new("mean", A_PARAMETER, "With `sd`: the mean of a beta distribution.", "mean = \"purity_mean\""),
        Key::new("sd", A_PARAMETER, "The standard deviation of a beta distribution.", "sd = \"purity_sd\""),
        Key::new("low", A_PARAMETER, "With `median` and `high`: the lowest purity.", "low = \"purity_least\""),
        Key::new("high", A_PARAMETER, "The highest purity.", "high = \"purity_most\""),
        Key::new(
            "shape",
            Kind::OneOf(&["triangular", "pert"]),
            "The distribution between `low` and `high`; `triangular` unless given.",
            "shape = \"pert\"",
        ),
    ],
};

static BUNCHING: Table = Table {
    name: "bunching",
    keys: &[
        Key::new(
            "side",
            Kind::OneOf(&["above", "below"]),
            "Where cases gather: just above a limit or just below it.",
            "side = \"above\"",
        )
        .needed(),
        Key::new(
            "window",
            A_PARAMETER,
            "How far from the limit they come, as a part of it.",
            "window = \"bunch_window\"",
        )
        .needed(),
        Key::new("moved", A_PARAMETER, "The share of those within the window that move.", "moved = \"bunch_share\"")
            .needed(),
    ],
};

/// A share of cases.
pub(super) static BAND: Table = Table {
    name: "band of a law",
    keys: &[
        Key::new("law", Kind::Words("the name of a law"), "Under which law.", "law = \"today\"").needed(),
        Key::new("substance", A_SUBSTANCE, "Of which substance.", "substance = \"amphetamine\"").needed(),
        Key::new("amounts", Kind::Words("the name of amounts"), "Which cases.", "amounts = \"street\"").needed(),
        Key::new("name", A_NAME, "The share in the band of this name.", "name = \"small\""),
        Key::new("number", Kind::Integer(1, 100), "The share in the band at this place, from 1.", "number = 2"),
        Key::new("above", A_NAME, "The share in all bands above the one of this name.", "above = \"small\""),
        Key::new("assays", Kind::Flag, "The share whose band depends on their purity.", "assays = true"),
    ],
};

const A_SUBSTANCE: Kind = Kind::Words("a substance of the law");
const A_COLUMN: Kind = Kind::Words("the name of a column");
const A_LIMIT: Kind = Kind::Number(0.0, f64::INFINITY);

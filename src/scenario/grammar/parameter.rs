//! The table of a parameter and its value forms.

use super::*;

/// A parameter: a line or a table.
pub(super) static PARAMETER_FORMS: Kind = Kind::Either(&[Kind::Words("a line"), Kind::Table(&PARAMETER)]);

const VALUE: Key = Key::new("value", ANY_NUMBER, "A number that is known.", "value = 8.43");
const RANGE: Key = Key::new("range", Kind::Pair, "A 90 % interval: low and high.", "range = [4, 9]");
const LEVEL: Key = Key::new("level", A_SHARE, "The level of the interval; 0.9 unless given.", "level = 0.95");
const AS: Key = Key::new(
    "as",
    Kind::OneOf(&["beta", "lognormal", "normal", "gamma"]),
    "The distribution of an interval, if not the usual one.",
    "as = \"gamma\"",
);
const LIMITS: Key = Key::new("limits", Kind::Pair, "Hard limits: least and most.", "limits = [10, 45]");
const MODE: Key = Key::new("mode", ANY_NUMBER, "The likeliest value between hard limits.", "mode = 15");
const DISTRIBUTION: Key = Key::new(
    "distribution",
    Kind::Table(&FAMILIES),
    "A distribution by name.",
    "distribution = { gamma = { mean = 120, sd = 40 } }",
);
const SOURCE: Key = Key::new("source", A_NAME, "The id of the source.", "source = \"prison_service\"");
const AT: Key = Key::new("at", A_TEXT, "Page or table.", "at = \"p. 12\"");
const QUOTE: Key =
    Key::new("quote", A_TEXT, "What the source says, word for word.", "quote = \"8.43 hours on average\"");
const READ: Key = Key::new("retrieved", settings::RETRIEVED, "When it was read.", "retrieved = 2024-05-17");
const GRADE: Key = Key::new("grade", GRADES, "How good the number is.", "grade = \"study\"");
const ASSUMPTION: Key =
    Key::new("assumption", A_TEXT, "Why it is assumed, if there is no source.", "assumption = \"no figure published\"");

const OBSERVATIONS: Key = Key::new(
    "observed",
    OBSERVED_FORMS,
    "Events among trials, of one year or several.",
    "observed = { events = 14138, trials = 37503 }",
);
const WORTH: Key = Key::new(
    "worth",
    Kind::Number(0.0, f64::INFINITY),
    "How many trials the counts of another year are worth here.",
    "worth = 40",
);
const CENSUS: Key = Key::new(
    "census",
    A_TEXT,
    "Why the counts of another year hold as they are.",
    "census = \"the law did not change\"",
);
const COUNTS: Key = Key::new(
    "counts",
    Kind::Map(Names::Name, &Kind::Number(0.0, f64::INFINITY)),
    "Shares from counts, read as `name.key`.",
    "counts = { prison = 120, fine = 310 }",
);
const POOL: Key = Key::new(
    "pool",
    Kind::List(&POOLED),
    "Several interviews or studies, equally likely.",
    "pool = [{ range = [4, 9] }, { value = 7 }]",
);
const EFFECT_OF_STUDY: Key = Key::new(
    "effect",
    Kind::Table(&EFFECT),
    "An effect from a study.",
    "effect = { odds_ratio = 0.53, interval = [0.35, 0.81], design = \"cohort\" }",
);
const UNKNOWN: Key =
    Key::new("unknown", Kind::Flag, "Whether nobody knows: a wide range stands in for a number.", "unknown = true");

const SHARES: Key = Key::new(
    "shares",
    Kind::Map(Names::Name, &A_SHARE),
    "Shares that are known, read as `name.key`.",
    "shares = { prison = 0.24, conditional = 0.52 }",
);
const WEIGHTS: Key = Key::new(
    "weights",
    Kind::Map(Names::Name, &Kind::Number(0.0, f64::INFINITY)),
    "Shares that are scaled to 1, read as `name.key`.",
    "weights = { short = 3, long = 1 }",
);
const BY_YEAR: Key = Key::new(
    "by_year",
    Kind::Map(Names::Year, &NUMBER_OR_VALUE),
    "Values by calendar year; the last holds on.",
    "by_year = { 2014 = 1.0, 2018 = 1.15 }",
);
const BETWEEN: Key = Key::new(
    "between",
    Kind::OneOf(&["steps", "linear"]),
    "What holds between two years; `steps` unless given.",
    "between = \"linear\"",
);
const BY_GROUP: Key = Key::new(
    "by_group",
    Kind::Map(Names::Name, &NUMBER_OR_VALUE),
    "Values by group.",
    "by_group = { cannabis = 0.1, other = 0.3 }",
);
const WINDOW: Key = Key::new("in", A_TIME, "The window of a risk.", "in = \"12 months\"");
const PRICE_YEAR: Key =
    Key::new("price_year", A_YEAR, "The year of its prices, if not that of the scenario.", "price_year = 2021");
const PLACE: Key = Key::new(
    "place",
    Kind::Standard(Standard::Country),
    "The country where the cost arises, if not that of the scenario.",
    "place = \"EST\"",
);
const INDEX: Key = Key::new(
    "index",
    Kind::OneOf(&["consumer", "wages"]),
    "The index that carries it through time; `consumer` unless given.",
    "index = \"wages\"",
);
static POOLED: Kind = Kind::Table(&ALTERNATIVE);
static ONE_OBSERVATION: Kind = Kind::Table(&OBSERVED);
const OBSERVED_FORMS: Kind = Kind::Either(&[Kind::Table(&OBSERVED), Kind::List(&ONE_OBSERVATION)]);

pub(super) static PARAMETER: Table = Table {
    name: "parameter",
    keys: &[
        Key::new("about", Kind::Text, "What it is.", "about = \"Hours of police for one test\""),
        Key::new("unit", A_UNIT, "What it is measured in.", "unit = \"hour/person\""),
        VALUE,
        RANGE,
        LEVEL,
        AS,
        LIMITS,
        MODE,
        DISTRIBUTION,
        OBSERVATIONS,
        WORTH,
        CENSUS,
        COUNTS,
        SHARES,
        WEIGHTS,
        POOL,
        EFFECT_OF_STUDY,
        Key::new(
            "formula",
            Kind::Words("a formula"),
            "Arithmetic over other parameters.",
            "formula = \"fined / (tested * positive)\"",
        ),
        BY_YEAR,
        BETWEEN,
        BY_GROUP,
        Key::new(
            "since_entry",
            Kind::Table(&SINCE_ENTRY),
            "Values by time since people came in.",
            "since_entry = { step = \"1 month\", values = [0.3, 0.2, 0.1] }",
        ),
        Key::new(
            "spread",
            Kind::List(&Kind::Table(&COMPONENT)),
            "How a length differs between people; only for `stay`.",
            "spread = [{ share = 0.7, value = 3 }, { share = 0.3, value = 13 }]",
        ),
        Key::new(
            "band",
            Kind::Table(&share::BAND),
            "The share of cases in a legal band.",
            "band = { law = \"today\", substance = \"amphetamine\", name = \"small\", amounts = \"street\" }",
        ),
        UNKNOWN,
        SOURCE,
        AT,
        QUOTE,
        READ,
        GRADE,
        ASSUMPTION,
        PRICE_YEAR,
        PLACE,
        INDEX,
        Key::new("nominal", Kind::Flag, "Whether it is in the prices of each year.", "nominal = true"),
        WINDOW,
        Key::new("at_most", ANY_NUMBER, "Draws above this are cut to it, and counted.", "at_most = 1"),
        Key::new(
            "positions",
            Kind::List(&Kind::Table(&POSITION)),
            "What others claim the number is.",
            "positions = [{ who = \"Ministry\", value = 12, source = \"letter\" }]",
        ),
        Key::new(
            "holder",
            A_TEXT,
            "Who could give a better figure; beats the `holder` of its source.",
            "holder = \"Prison service, statistics unit\"",
        ),
        Key::new(
            "ask",
            A_TEXT,
            "What exactly to ask them for, where `about` does not say it.",
            "ask = \"Days in custody before trial, for article 262 alone, mean and median\"",
        ),
        Key::new(
            "prior",
            Kind::Table(&PRIOR),
            "What it was before counts were added to it. A record: it changes no result.",
            "prior = { range = [0.45, 0.9], unit = \"1\", assumption = \"a guess\" }",
        ),
        Key::new(
            "updated",
            Kind::List(&Kind::Table(&UPDATED)),
            "The counts that were added to it, oldest first. A record: it changes no result.",
            "updated = [{ seen = \"9 of 20\", table = \"pilot.csv\", source = \"pilot\", grade = \"study\" }]",
        ),
    ],
};

const NUMBER_OR_VALUE: Kind = Kind::Either(&[ANY_NUMBER, Kind::Table(&ALTERNATIVE)]);

static ALTERNATIVE: Table = Table {
    name: "value",
    keys: &[VALUE, RANGE, LEVEL, AS, LIMITS, MODE, DISTRIBUTION, SOURCE, AT, QUOTE, READ, GRADE, ASSUMPTION],
};

static POSITION: Table = Table {
    name: "position",
    keys: &[
        Key::new("who", A_TEXT, "Who claims it.", "who = \"Ministry of the Interior\"").needed(),
        Key::new(
            "value",
            NUMBER_OR_LINE,
            "The number that is claimed, or a line as of a parameter; without a unit it has that of the parameter.",
            "value = \"50 to 70 EUR/person/day | press: paper p. 3\"",
        ),
        RANGE,
        LEVEL,
        AS,
        LIMITS,
        MODE,
        DISTRIBUTION,
        OBSERVATIONS,
        WORTH,
        CENSUS,
        COUNTS,
        SHARES,
        WEIGHTS,
        BY_YEAR,
        BETWEEN,
        BY_GROUP,
        Key::new("unit", A_UNIT, "Its unit, if not that of the parameter.", "unit = \"EUR/person/month\""),
        WINDOW,
        PRICE_YEAR,
        PLACE,
        INDEX,
        Key::new("about", A_TEXT, "What is said about it.", "about = \"Answer to a question in parliament\""),
        SOURCE,
        AT,
        QUOTE,
        READ,
        GRADE,
        ASSUMPTION,
    ],
};

const NUMBER_OR_LINE: Kind = Kind::Either(&[ANY_NUMBER, Kind::Words("a line")]);

static PRIOR: Table = Table {
    name: "prior",
    keys: &[
        Key::new("unit", A_UNIT, "What it was measured in.", "unit = \"1\""),
        VALUE,
        RANGE,
        LEVEL,
        AS,
        LIMITS,
        MODE,
        DISTRIBUTION,
        OBSERVATIONS,
        WORTH,
        CENSUS,
        COUNTS,
        POOL,
        EFFECT_OF_STUDY,
        UNKNOWN,
        SOURCE,
        AT,
        QUOTE,
        READ,
        GRADE,
        ASSUMPTION,
    ],
};

static UPDATED: Table = Table {
    name: "updated",
    keys: &[
        Key::new("seen", A_TEXT, "The counts, in words.", "seen = \"9 of 20\"").needed(),
        Key::new("table", A_TEXT, "The table that they stood in.", "table = \"pilot.csv\""),
        SOURCE,
        AT,
        GRADE,
    ],
};

static OBSERVED: Table = Table {
    name: "observed",
    keys: &[
        Key::new("events", Kind::Number(0.0, f64::INFINITY), "How many had it.", "events = 14138").needed(),
        Key::new("trials", Kind::Number(0.0, f64::INFINITY), "Among how many.", "trials = 37503").needed(),
        Key::new("year", A_YEAR, "The year of the counts.", "year = 2015"),
        SOURCE,
        AT,
        GRADE,
    ],
};

static EFFECT: Table = Table {
    name: "effect",
    keys: &[
        Key::new("odds_ratio", Kind::Number(0.0, f64::INFINITY), "An odds ratio.", "odds_ratio = 0.53"),
        Key::new("relative_risk", Kind::Number(0.0, f64::INFINITY), "A relative risk.", "relative_risk = 0.8"),
        Key::new("hazard_ratio", Kind::Number(0.0, f64::INFINITY), "A hazard ratio.", "hazard_ratio = 0.7"),
        Key::new("risk_difference", Kind::Number(-1.0, 1.0), "A difference of risks.", "risk_difference = -0.1"),
        Key::new("interval", Kind::Pair, "Its confidence interval.", "interval = [0.35, 0.81]"),
        Key::new("level", A_SHARE, "The level of the interval; 0.95 unless given.", "level = 0.95"),
        Key::new("design", A_TEXT, "How the study was made.", "design = \"randomised trial\""),
        Key::new("place", Kind::Standard(Standard::Country), "Where the study was made.", "place = \"USA\""),
        Key::new(
            "transfer",
            Kind::Number(0.0, f64::INFINITY),
            "Extra spread because the study was made elsewhere.",
            "transfer = 0.2",
        ),
    ],
};

static SINCE_ENTRY: Table = Table {
    name: "since_entry",
    keys: &[
        Key::new("step", A_TIME, "How long each value holds.", "step = \"1 month\""),
        Key::new("values", Kind::List(&ANY_NUMBER), "The values; the last holds on.", "values = [0.3, 0.2, 0.1]"),
        Key::new("of", A_PARAMETER, "Another path that this one looks into.", "of = \"relapse\""),
        Key::new("from", Kind::Integer(0, 100_000), "How many steps later.", "from = 19"),
    ],
};

static COMPONENT: Table = Table {
    name: "spread",
    keys: &[
        Key::new("share", Kind::Either(&[A_SHARE, A_PARAMETER]), "The share of people.", "share = \"mix.short\"")
            .needed(),
        Key::new("value", ANY_NUMBER, "How long they stay, in the unit of the parameter.", "value = 13").needed(),
    ],
};

const MEAN: Key = Key::new("mean", ANY_NUMBER, "The mean.", "mean = 120");
const SD: Key = Key::new("sd", Kind::Number(0.0, f64::INFINITY), "The standard deviation.", "sd = 40");
const LOW: Key = Key::new("low", ANY_NUMBER, "The least.", "low = 10");
const HIGH: Key = Key::new("high", ANY_NUMBER, "The most.", "high = 45");
const LIKELIEST: Key = Key::new("mode", ANY_NUMBER, "The likeliest.", "mode = 15");

static FAMILIES: Table = Table {
    name: "distribution",
    keys: &[
        Key::new(
            "uniform",
            Kind::Table(&UNIFORM),
            "All between two limits alike.",
            "uniform = { low = 10, high = 45 }",
        ),
        Key::new(
            "triangular",
            Kind::Table(&THREE_POINTS),
            "A triangle over three points.",
            "triangular = { low = 10, mode = 15, high = 45 }",
        ),
        Key::new(
            "pert",
            Kind::Table(&THREE_POINTS),
            "A rounded triangle.",
            "pert = { low = 10, mode = 15, high = 45 }",
        ),
        Key::new(
            "normal",
            Kind::Table(&NORMAL),
            "Normal, cut at limits if given.",
            "normal = { mean = 20, sd = 4, low = 0 }",
        ),
        Key::new("lognormal", Kind::Table(&LOGNORMAL), "Lognormal.", "lognormal = { mean = 120, sd = 40 }"),
        Key::new("gamma", Kind::Table(&GAMMA), "Gamma.", "gamma = { mean = 120, sd = 40 }"),
        Key::new("beta", Kind::Table(&BETA), "Beta, for shares.", "beta = { a = 12, b = 30 }"),
        Key::new(
            "discrete",
            Kind::Table(&DISCRETE),
            "Some values with their weights.",
            "discrete = { values = [1, 2, 3], weights = [0.2, 0.5, 0.3] }",
        ),
        Key::new("empirical", Kind::List(&ANY_NUMBER), "Values seen, equally likely.", "empirical = [3, 5, 8, 13]"),
    ],
};

static UNIFORM: Table = Table { name: "uniform", keys: &[LOW.needed(), HIGH.needed()] };
static THREE_POINTS: Table =
    Table { name: "triangular or pert", keys: &[LOW.needed(), LIKELIEST.needed(), HIGH.needed()] };
static NORMAL: Table = Table { name: "normal", keys: &[MEAN.needed(), SD.needed(), LOW, HIGH] };
static BETA: Table = Table {
    name: "beta",
    keys: &[
        MEAN,
        SD,
        Key::new("a", Kind::Number(0.0, f64::INFINITY), "Events, so to speak.", "a = 12"),
        Key::new("b", Kind::Number(0.0, f64::INFINITY), "The others, so to speak.", "b = 30"),
    ],
};
static GAMMA: Table = Table {
    name: "gamma",
    keys: &[
        MEAN,
        SD,
        Key::new("shape", Kind::Number(0.0, f64::INFINITY), "The shape.", "shape = 9"),
        Key::new("scale", Kind::Number(0.0, f64::INFINITY), "The scale.", "scale = 13.3"),
    ],
};
static LOGNORMAL: Table = Table {
    name: "lognormal",
    keys: &[
        MEAN,
        SD,
        Key::new("median", Kind::Number(0.0, f64::INFINITY), "The median.", "median = 100"),
        Key::new(
            "sd_log",
            Kind::Number(0.0, f64::INFINITY),
            "The standard deviation of the logarithm.",
            "sd_log = 0.3",
        ),
        Key::new("mu", ANY_NUMBER, "The mean of the logarithm.", "mu = 4.6"),
        Key::new("sigma", Kind::Number(0.0, f64::INFINITY), "The standard deviation of the logarithm.", "sigma = 0.3"),
        Key::new(
            "quantiles",
            Kind::Map(Names::Quantile, &ANY_NUMBER),
            "Two quantiles.",
            "quantiles = { \"0.05\" = 60, \"0.95\" = 200 }",
        ),
    ],
};
static DISCRETE: Table = Table {
    name: "discrete",
    keys: &[
        Key::new("values", Kind::List(&ANY_NUMBER), "The values.", "values = [1, 2, 3]").needed(),
        Key::new(
            "weights",
            Kind::List(&Kind::Number(0.0, f64::INFINITY)),
            "Their weights.",
            "weights = [0.2, 0.5, 0.3]",
        )
        .needed(),
    ],
};

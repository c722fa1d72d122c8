//! Tables that describe the scenario as a whole.

use super::*;

pub(super) static SCENARIO: Table = Table {
    name: "scenario",
    keys: &[
        Key::new("title", Kind::Text, "The title of tables, charts and briefs.", "title = \"Fines or referral\"")
            .needed(),
        Key::new("about", Kind::Text, "What the scenario asks, in a few sentences.", "about = \"What changes if …\""),
        Key::new(
            "country",
            Kind::Either(&[Kind::Standard(Standard::Country), Kind::OneOf(&["row"])]),
            "The country; `row` if each row of a table names its own.",
            "country = \"GEO\"",
        )
        .needed(),
        Key::new("currency", Kind::Standard(Standard::Currency), "The currency of all results.", "currency = \"GEL\"")
            .needed(),
        Key::new(
            "price_year",
            Kind::Either(&[A_YEAR, Kind::OneOf(&["row"])]),
            "The year whose prices results are in; `row` if each row of a table has its own.",
            "price_year = 2024",
        )
        .needed(),
        Key::new("start_year", A_YEAR, "The first year; 1 for a scenario without a calendar.", "start_year = 2024")
            .needed(),
        Key::new("years", Kind::Integer(1, 200), "How many years are looked at.", "years = 5").needed(),
        Key::new("cycle", Kind::OneOf(&["week", "month", "quarter", "year"]), "The step of time.", "cycle = \"month\"")
            .needed(),
        Key::new(
            "warm_up",
            A_TIME,
            "How long the baseline runs before the first year, so that prisons are not empty.",
            "warm_up = \"10 years\"",
        ),
        Key::new(
            "within_cycle",
            Kind::OneOf(&["half", "start", "end"]),
            "Where in a cycle people are counted; `half` unless given.",
            "within_cycle = \"half\"",
        ),
        Key::new(
            "discount",
            Kind::Either(&[A_SHARE, Kind::Table(&DISCOUNT)]),
            "Discount rates per year, for money and outcomes or one for both.",
            "discount = { money = 0.03, outcomes = 0.0 }",
        )
        .needed(),
        Key::new("baseline", A_NAME, "The name of today's policy: what the file describes.", "baseline = \"today\"")
            .needed(),
        Key::new("year_days", Kind::Number(360.0, 366.0), "Days in a year; 365.25 unless given.", "year_days = 365"),
        Key::new(
            "groups",
            Kind::List(&A_NAME),
            "Groups of people that never change: a substance, a region.",
            "groups = [\"cannabis\", \"other\"]",
        ),
        Key::new("units", Kind::List(&A_NAME), "Units of the scenario's own.", "units = [\"kit\", \"bed\"]"),
        Key::new(
            "perspective",
            Kind::Words("`public`, `society`, a level or the name of a payer"),
            "Whose money the headline counts; `public` unless given.",
            "perspective = \"public\"",
        ),
        Key::new(
            "deadweight",
            A_PRODUCT,
            "What raising a unit of public money costs society beyond it, as a share; nothing unless given.",
            "deadweight = \"cost_of_taxes\"",
        ),
        Key::new(
            "people",
            Kind::OneOf(&["cohort", "whole"]),
            "Expected numbers of people (`cohort`, unless given), or whole people who come and go by chance (`whole`).",
            "people = \"whole\"",
        ),
    ],
};

static DISCOUNT: Table = Table {
    name: "discount",
    keys: &[
        Key::new("money", A_SHARE, "The rate for money, per year.", "money = 0.03").needed(),
        Key::new("outcomes", A_SHARE, "The rate for outcomes, per year.", "outcomes = 0.0").needed(),
    ],
};

pub(super) static SOURCE: Table = Table {
    name: "source",
    keys: &[
        Key::new("title", Kind::Text, "The title of the publication.", "title = \"Annual report 2023\"").needed(),
        Key::new("publisher", A_TEXT, "Who published it.", "publisher = \"Ministry of Justice\"").needed(),
        Key::new("year", A_YEAR, "The year it was published.", "year = 2024").needed(),
        Key::new("url", A_TEXT, "Where it can be read.", "url = \"https://example.org/report.pdf\""),
        Key::new("at", A_TEXT, "Page or table, if it is the same for all numbers.", "at = \"table 4\""),
        Key::new("holder", A_TEXT, "Who could give a better figure.", "holder = \"Prison service, statistics unit\""),
        Key::new("retrieved", RETRIEVED, "When it was read.", "retrieved = 2024-05-17"),
        Key::new("licence", A_TEXT, "Under what terms it may be used.", "licence = \"CC BY 4.0\""),
    ],
};

pub(super) const RETRIEVED: Kind = Kind::Either(&[Kind::Date, Kind::Words("a text")]);

pub(super) static DEFAULT: Table = Table {
    name: "default",
    keys: &[
        Key::new(
            "parameter",
            Kind::Partial(&Kind::Table(&parameter::PARAMETER)),
            "Keys of every parameter.",
            "[default.parameter]",
        ),
        Key::new("cost", Kind::Partial(&Kind::Table(&lines::COST)), "Keys of every cost line.", "[default.cost]"),
        Key::new(
            "outcome",
            Kind::Partial(&Kind::Table(&lines::OUTCOME)),
            "Keys of every outcome.",
            "[default.outcome]",
        ),
    ],
};

pub(super) static CORRELATE: Table = Table {
    name: "correlate",
    keys: &[
        Key::new(
            "parameters",
            Kind::List(&A_PARAMETER),
            "The parameters, at least two.",
            "parameters = [\"police_hour\", \"court_case\"]",
        )
        .needed(),
        Key::new(
            "rank",
            Kind::Either(&[Kind::Number(-1.0, 1.0), Kind::List(&Kind::List(&Kind::Number(-1.0, 1.0)))]),
            "The rank correlation of each two of them, or a matrix.",
            "rank = 0.6",
        )
        .needed(),
    ],
};

pub(super) static PRICES_FORMS: Kind = Kind::Either(&[A_PARAMETER, Kind::Table(&PRICES)]);

static PRICES: Table = Table {
    name: "prices",
    keys: &[
        Key::new("currency", Kind::Standard(Standard::Currency), "The currency of the country.", "currency = \"GEL\""),
        Key::new("consumer", A_PARAMETER, "The index of consumer prices.", "consumer = \"consumer_prices\""),
        Key::new("wages", A_PARAMETER, "The index of wages, for costs that are staff.", "wages = \"wages\""),
    ],
};

const ANSWER: Kind =
    Kind::Either(&[Kind::Words("something in the scenario, such as \"variant.x\""), Kind::Table(&NOT_MODELLED)]);

static NOT_MODELLED: Table = Table {
    name: "answer",
    keys: &[Key::new("not_modelled", A_TEXT, "Why there is no answer.", "not_modelled = \"no study found\"").needed()],
};

pub(super) static ANSWERS: Table = Table {
    name: "answers",
    keys: &[
        Key::new(
            "counterfactual_volume",
            ANSWER,
            "How many people would come without the policy?",
            "counterfactual_volume = \"variant.fewer_tests\"",
        ),
        Key::new(
            "effect_on_use",
            ANSWER,
            "Does the policy change how many people use drugs?",
            "effect_on_use = { not_modelled = \"no study found\" }",
        ),
        Key::new(
            "effect_on_other_crime",
            ANSWER,
            "Does the policy change other crime?",
            "effect_on_other_crime = \"variant.more_theft\"",
        ),
        Key::new(
            "net_widening",
            ANSWER,
            "Does the policy draw in people who would have been left alone?",
            "net_widening = \"parameter.share_drawn_in\"",
        ),
        Key::new(
            "released_staff",
            ANSWER,
            "What do the people do whose work is no longer needed?",
            "released_staff = \"cost.redeployment\"",
        ),
        Key::new("transition_cost", ANSWER, "What does the change itself cost?", "transition_cost = \"cost.training\""),
        Key::new(
            "fines_collected",
            ANSWER,
            "How much of the fines is paid?",
            "fines_collected = \"parameter.fine_paid\"",
        ),
        Key::new(
            "selection_in_studies",
            ANSWER,
            "Were the people in the studies like those here?",
            "selection_in_studies = \"variant.half_the_effect\"",
        ),
        Key::new(
            "service_capacity",
            ANSWER,
            "Can the services take the people who are sent?",
            "service_capacity = { not_modelled = \"no figures on waiting lists\" }",
        ),
        Key::new(
            "life_at_liberty",
            ANSWER,
            "What do people cost who are not in prison: benefits, services, other contacts?",
            "life_at_liberty = \"cost.benefits\"",
        ),
    ],
};

pub(super) static TABLE: Table = Table {
    name: "table",
    keys: &[
        Key::new(
            "label",
            Kind::Either(&[A_TEXT, Kind::List(&A_TEXT)]),
            "The columns that name a row.",
            "label = [\"country\", \"edition\"]",
        )
        .needed(),
        Key::new(
            "columns",
            Kind::List(&A_PARAMETER),
            "The columns that are parameters; other columns are notes.",
            "columns = [\"prison_day\", \"service_month\"]",
        )
        .needed(),
        Key::new("source", A_TEXT, "The column that holds the source of each row.", "source = \"url\""),
        Key::new(
            "optional",
            Kind::List(&A_PARAMETER),
            "Columns that may be empty: then the scenario's own value holds. Other empty cells are refused.",
            "optional = [\"people\"]",
        ),
        Key::new(
            "compare",
            Kind::Map(Names::Free, &Kind::Either(&[A_TEXT, Kind::Table(&COMPARE)])),
            "Columns with published results: the id of the result, and the column.",
            "compare = { \"services/saving/public/all\" = \"saving\" }",
        ),
    ],
};

static COMPARE: Table = Table {
    name: "compare",
    keys: &[
        Key::new("column", A_TEXT, "The column with the published number.", "column = \"saving\"").needed(),
        Key::new("tolerance", A_TOLERANCE, "How far the result may lie from it.", "tolerance = \"1 %\""),
        Key::new(
            "does_not_reproduce",
            A_TEXT,
            "The column that says why a published number does not reproduce; empty where it does.",
            "does_not_reproduce = \"remark\"",
        ),
    ],
};

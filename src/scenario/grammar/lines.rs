//! Tables of stages, payers, cost lines, outcomes and published totals.

use super::*;

pub(super) static STAGE: Table = Table {
    name: "stage",
    keys: &[
        Key::new("title", Kind::Text, "What charts and tables call it.", "title = \"Street test\""),
        Key::new("about", Kind::Text, "What happens here.", "about = \"A patrol stops somebody\""),
        Key::new(
            "role",
            Kind::OneOf(&["contact", "caught", "case", "court", "sanction", "custody", "at_risk", "closed"]),
            "What it is for a policy from another country.",
            "role = \"custody\"",
        ),
        Key::new("arrivals", A_PARAMETER, "New people per time.", "arrivals = \"people_stopped\""),
        Key::new(
            "entries",
            A_PARAMETER,
            "Everybody per time who passes in the baseline, returns included.",
            "entries = \"people_tested\"",
        ),
        Key::new("new_only", Kind::Flag, "Whether `arrivals` counts nobody twice, returns on top.", "new_only = true"),
        Key::new("initial", A_PARAMETER, "People who are here at the start.", "initial = \"people_in_prison\""),
        Key::new("stay", A_PARAMETER, "How long people stay.", "stay = \"sentence_length\""),
        Key::new(
            "each",
            Kind::Map(Names::Name, &A_SHARE_NAME),
            "Shares that leave while people are here, by where they go; `period` is the window of those that have none.",
            "each = { court = \"caught_again\" }",
        ),
        Key::new(
            "next",
            Kind::Map(Names::Name, &A_SHARE_NAME),
            "Where people go afterwards: a stage, or shares by stage.",
            "next = { fined = \"share_fined\", closed = \"rest\" }",
        ),
        Key::new(
            "capacity",
            A_PARAMETER,
            "How many people can be here at once, or how many can pass per time where nobody waits.",
            "capacity = \"places\"",
        ),
        Key::new("when_full", A_STAGE, "Where people go when there is no room.", "when_full = \"waiting_list\""),
    ],
};

const A_SHARE_NAME: Kind = Kind::Words("the name of a parameter");

pub(super) static PAYER: Table = Table {
    name: "payer",
    keys: &[
        Key::new("title", Kind::Text, "What charts and tables call it.", "title = \"Prison service\""),
        Key::new(
            "level",
            Kind::OneOf(&["state", "municipality", "donor", "insurer", "household"]),
            "Whose money it is.",
            "level = \"state\"",
        )
        .needed(),
    ],
};

const PER: Kind = Kind::OneOf(&["entry", "stay", "year", "once"]);
const STAGES: Kind = Kind::Either(&[A_STAGE, Kind::List(&A_STAGE)]);

pub(super) static COST: Table = Table {
    name: "cost",
    keys: &[
        Key::new("title", Kind::Text, "What charts and tables call it.", "title = \"Prison\""),
        Key::new("about", Kind::Text, "What the line stands for.", "about = \"All spending on prisons\""),
        Key::new("stage", STAGES, "The stage it is counted in, or several.", "stage = \"prison\""),
        Key::new(
            "by_stage",
            Kind::Map(Names::Name, &A_PRODUCT),
            "Another amount for each stage.",
            "by_stage = { court = \"court_case\", appeal = \"appeal_case\" }",
        ),
        Key::new(
            "per",
            PER,
            "What the amount is multiplied by: people who enter, people and time, years, or once.",
            "per = \"stay\"",
        )
        .needed(),
        Key::new("when", A_YEAR, "The year of a cost that is paid once.", "when = 2025"),
        Key::new("lifetime", A_TIME, "Over how long a cost paid once is spread.", "lifetime = \"10 years\""),
        Key::new(
            "amount",
            A_PRODUCT,
            "What one costs: parameters joined by `*`.",
            "amount = \"police_hours * police_hour\"",
        ),
        Key::new("payer", A_PAYER, "Who pays.", "payer = \"prisons\"").needed(),
        Key::new("payee", A_PAYER, "Who is paid; the line is then a transfer.", "payee = \"budget\""),
        Key::new(
            "category",
            A_TEXT,
            "What it is added up under; the name of the line unless given.",
            "category = \"prison\"",
        ),
        Key::new(
            "basis",
            Kind::OneOf(&["average", "contract price", "fixed"]),
            "What the price measures.",
            "basis = \"average\"",
        ),
        Key::new(
            "varies",
            A_PRODUCT,
            "The share of an average that moves in the short run; not known unless given.",
            "varies = \"share_variable\"",
        ),
        Key::new(
            "cashable",
            A_PRODUCT,
            "The share that leaves the budget; not known unless given.",
            "cashable = \"share_cut\"",
        ),
        Key::new("includes", Kind::List(&A_TEXT), "What the price includes.", "includes = [\"prison health care\"]"),
        Key::new(
            "event",
            A_TEXT,
            "The event that is charged, to find lines that charge it twice.",
            "event = \"urine test\"",
        ),
        Key::new("discount", A_SHARE, "Its own discount rate per year.", "discount = 0.02"),
        Key::new(
            "step",
            Kind::Table(&STEP),
            "The whole units behind the line: what its long-run column adds up.",
            "step = { every = \"places_in_a_wing\", costs = \"wing_year\" }",
        ),
    ],
};

static STEP: Table = Table {
    name: "step",
    keys: &[
        Key::new(
            "every",
            A_PRODUCT,
            "How many people one unit serves: people present, or people who enter per time.",
            "every = \"places_in_a_wing\"",
        )
        .needed(),
        Key::new("costs", A_PRODUCT, "What one unit costs per time.", "costs = \"wing_year\"").needed(),
        Key::new(
            "checkpoint",
            A_TIME,
            "How often empty units are closed; `1 year` unless given.",
            "checkpoint = \"1 year\"",
        ),
    ],
};

pub(super) static BUYS: Table = Table {
    name: "buys",
    keys: &[
        Key::new("title", Kind::Text, "What tables and charts call it.", "title = \"Opioid agonist treatment\""),
        Key::new("about", Kind::Text, "What one unit of it is.", "about = \"A year with methadone\""),
        Key::new(
            "price",
            A_PRODUCT,
            "What one costs: money per person and time, per person, or per unit of the scenario's own.",
            "price = \"treatment_year\"",
        )
        .needed(),
    ],
};

pub(super) static OUTCOME: Table = Table {
    name: "outcome",
    keys: &[
        Key::new("title", Kind::Text, "What charts and tables call it.", "title = \"Years in prison\""),
        Key::new("about", Kind::Text, "What is counted.", "about = \"Years that people spend in prison\""),
        Key::new("stage", STAGES, "The stage it is counted in, or several.", "stage = \"prison\""),
        Key::new(
            "by_stage",
            Kind::Map(Names::Name, &A_PRODUCT),
            "Another amount for each stage.",
            "by_stage = { prison = \"loss_in_prison\" }",
        ),
        Key::new("per", PER, "What the amount is multiplied by.", "per = \"stay\"").needed(),
        Key::new("when", A_YEAR, "The year of an outcome that comes once.", "when = 2025"),
        Key::new("lifetime", A_TIME, "Over how long an outcome that comes once is spread.", "lifetime = \"10 years\""),
        Key::new(
            "amount",
            A_PRODUCT,
            "What one counts for; the count itself unless given.",
            "amount = \"deaths_per_year\"",
        ),
        Key::new("unit", A_UNIT, "What it is counted in.", "unit = \"person year\"").needed(),
        Key::new(
            "better",
            Kind::OneOf(&["more", "less"]),
            "Which way it is wanted: gives the cost of each unit gained, or says which policy dominates.",
            "better = \"less\"",
        ),
        Key::new("discount", A_SHARE, "Its own discount rate per year.", "discount = 0.0"),
    ],
};

pub(super) static PUBLISHED: Table = Table {
    name: "published",
    keys: &[
        Key::new("about", Kind::Text, "What was published.", "about = \"People fined in 2014\""),
        Key::new("result", A_RESULT, "The result it is held against.", "result = \"today/entries/fined/2014\"")
            .needed(),
        Key::new("value", ANY_NUMBER, "The published number.", "value = 9142").needed(),
        Key::new("tolerance", A_TOLERANCE, "How far the result may lie from it.", "tolerance = \"1 %\"").needed(),
        Key::new(
            "does_not_reproduce",
            A_TEXT,
            "Why the published number is known not to come out.",
            "does_not_reproduce = \"the report adds a column twice\"",
        ),
        Key::new("source", A_NAME, "The id of the source.", "source = \"prison_service\""),
        Key::new("at", A_TEXT, "Page or table.", "at = \"p. 12\""),
        Key::new("quote", A_TEXT, "What the source says, word for word.", "quote = \"9,142 people were fined\""),
        Key::new("retrieved", settings::RETRIEVED, "When it was read.", "retrieved = 2024-05-17"),
        Key::new("grade", GRADES, "How good the number is.", "grade = \"official\""),
        Key::new(
            "assumption",
            A_TEXT,
            "Why it is assumed, if there is no source.",
            "assumption = \"told by the ministry\"",
        ),
    ],
};

//! Files that hold a policy from another country.

use super::*;

/// A file that holds policies for other scenarios to take up.
pub(super) static LIBRARY_FILE: Table = Table {
    name: "library file",
    keys: &[
        Key::new("format", Kind::Integer(1, i64::MAX), "The version of the format; this one is 1.", "format = 1")
            .needed(),
        Key::new("library", Kind::Table(&LIBRARY), "What the library holds.", "[library]").needed(),
        Key::new("needs", Kind::Table(&NEEDS), "What a scenario must have to take it up.", "[needs.stage]"),
        Key::new(
            "source",
            Kind::Map(Names::Name, &Kind::Table(&settings::SOURCE)),
            "Where its numbers come from.",
            "[source.evaluation]",
        ),
        Key::new("parameter", Kind::Map(Names::Name, &parameter::PARAMETER_FORMS), "Its numbers.", "[parameter]"),
        Key::new("payer", Kind::Map(Names::Name, &Kind::Table(&lines::PAYER)), "Payers that it brings.", "[payer]"),
        Key::new(
            "host",
            Kind::Table(&HOST),
            "The country that it runs over when it is given alone; left out over any other.",
            "[host.scenario]",
        ),
        Key::new(
            "policy",
            Kind::Map(Names::Policy, &Kind::Table(&overlays::POLICY)),
            "Its policies; their stages can name roles.",
            "[policy.panels]",
        )
        .needed(),
    ],
};

/// A country of the library's own: every table of a scenario.
static HOST: Table = Table {
    name: "host",
    keys: match SCENARIO_FILE.keys.split_first() {
        Some((_format, tables)) => tables,
        None => &[],
    },
};

static LIBRARY: Table = Table {
    name: "library",
    keys: &[
        Key::new("title", Kind::Text, "What it is called.", "title = \"Dissuasion panels\"").needed(),
        Key::new("about", Kind::Text, "How the policy works.", "about = \"People found with drugs see a panel\""),
        Key::new("country", Kind::Standard(Standard::Country), "Where it comes from.", "country = \"PRT\""),
        Key::new("price_year", A_YEAR, "The price year of its money.", "price_year = 2010"),
        Key::new("currency", Kind::Standard(Standard::Currency), "The currency of its money.", "currency = \"EUR\""),
    ],
};

static NEEDS: Table = Table {
    name: "needs",
    keys: &[
        Key::new(
            "stage",
            Kind::Map(Names::Name, &A_TEXT),
            "Roles that stages must have, with what each stands for.",
            "stage.caught = \"where people are found with drugs\"",
        ),
        Key::new(
            "parameter",
            Kind::Map(Names::Name, &Kind::Table(&NEEDED_PARAMETER)),
            "Parameters that must be there.",
            "parameter.social_worker_hour = { unit = \"money/hour\" }",
        ),
        Key::new(
            "payer",
            Kind::Map(Names::Name, &A_TEXT),
            "Payers that must be there.",
            "payer.health = \"who pays for health care\"",
        ),
    ],
};

static NEEDED_PARAMETER: Table = Table {
    name: "needed parameter",
    keys: &[
        Key::new("unit", A_UNIT, "Its unit; `money` stands for any currency.", "unit = \"money/hour\"").needed(),
        Key::new("about", Kind::Text, "What it is.", "about = \"An hour of a social worker\""),
    ],
};

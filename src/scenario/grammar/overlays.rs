//! Tables of policies and variants: what changes, and where.

use super::*;

const PARAMETERS: Kind = Kind::Map(Names::Name, &Kind::Partial(&parameter::PARAMETER_FORMS));
const STAGES: Kind = Kind::Map(Names::Name, &Kind::Partial(&Kind::Table(&lines::STAGE)));
const COSTS: Kind = Kind::Map(Names::Name, &Kind::Partial(&Kind::Table(&lines::COST)));
const OUTCOMES: Kind = Kind::Map(Names::Name, &Kind::Partial(&Kind::Table(&lines::OUTCOME)));
const PAYERS: Kind = Kind::Map(Names::Name, &Kind::Partial(&Kind::Table(&lines::PAYER)));

pub(super) static POLICY: Table = Table {
    name: "policy",
    keys: &[
        Key::new("title", Kind::Text, "What charts and tables call it.", "title = \"Referral\""),
        Key::new("about", Kind::Text, "What changes.", "about = \"Police refer people to a case manager\""),
        Key::new(
            "extends",
            Kind::Either(&[A_POLICY, Kind::List(&A_POLICY)]),
            "Policies that this one builds on.",
            "extends = [\"fewer_tests\", \"referral\"]",
        ),
        Key::new(
            "divert",
            Kind::List(&Kind::Table(&DIVERT)),
            "Forks that are put before a stage.",
            "divert = [{ before = \"court\", to = \"services\", share = \"share_referred\" }]",
        ),
        Key::new(
            "drop",
            Kind::List(&A_TEXT),
            "What falls away, by its path.",
            "drop = [\"cost.testing\", \"stage.prison.each\"]",
        ),
        Key::new(
            "parameter",
            PARAMETERS,
            "Parameters that are new or have other values.",
            "parameter.fine = \"250 GEL/person | official: code\"",
        ),
        Key::new(
            "stage",
            STAGES,
            "Stages that are new or change.",
            "stage.services = { stay = \"support_length\", next = \"closed\" }",
        ),
        Key::new("cost", COSTS, "Cost lines that are new or change.", "cost.custody.amount = \"open_prison_day\""),
        Key::new(
            "outcome",
            OUTCOMES,
            "Outcomes that are new or change.",
            "outcome.treated = { stage = \"services\", per = \"entry\", unit = \"person\" }",
        ),
        Key::new("payer", PAYERS, "Payers that are new or change.", "payer.city = { level = \"municipality\" }"),
    ],
};

static DIVERT: Table = Table {
    name: "divert",
    keys: &[
        Key::new("before", A_STAGE, "The stage before which the fork is put.", "before = \"court\"").needed(),
        Key::new("to", A_STAGE, "Where the share goes.", "to = \"services\"").needed(),
        Key::new("share", A_PARAMETER, "The share that goes there.", "share = \"share_referred\"").needed(),
    ],
};

pub(super) static VARIANT: Table = Table {
    name: "variant",
    keys: &[
        Key::new("title", Kind::Text, "What charts and tables call it.", "title = \"Fewer tests\""),
        Key::new("about", Kind::Text, "What is seen in another way.", "about = \"Testing falls back by itself\""),
        Key::new(
            "scenario",
            Kind::Partial(&Kind::Table(&settings::SCENARIO)),
            "Settings that change.",
            "scenario.within_cycle = \"start\"",
        ),
        Key::new(
            "parameter",
            PARAMETERS,
            "Parameters that are new or have other values.",
            "parameter.people_tested.value = 21749",
        ),
        Key::new(
            "drop",
            Kind::List(&A_TEXT),
            "What falls away, by its path.",
            "drop = [\"cost.testing\", \"stage.prison.each\"]",
        ),
        Key::new("stage", STAGES, "Stages that are new or change.", "stage.prison.next = \"closed\""),
        Key::new("cost", COSTS, "Cost lines that are new or change.", "cost.custody.basis = \"fixed\""),
        Key::new("outcome", OUTCOMES, "Outcomes that are new or change.", "outcome.prison_years.discount = 0.03"),
        Key::new(
            "policy",
            Kind::Map(Names::Policy, &Kind::Partial(&Kind::Table(&POLICY))),
            "Policies that change.",
            "policy.referral.parameter.share_referred.value = 20",
        ),
    ],
};

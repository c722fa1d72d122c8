//! Units, conversions and checks of whole files.

use super::testing::{TOWN, blocks, earned, model, read, town};
use crate::distribution::Distribution;
use crate::model::central::{Central, Moment};
use crate::model::{ConversionStep, Operand, Value};
use crate::text::Problems;

const PRICES: &str = r#"cpi          = { by_year = { 2014 = 100, 2021 = 150 }, unit = "1", source = "office", grade = "official" }
gel_per_eur  = { by_year = { 2014 = 2.0, 2021 = 3.0 }, unit = "GEL/EUR", source = "office", grade = "official" }
offered      ="#;

fn converted() -> String {
    town(&[
        ("offered      =", PRICES),
        (
            r#"prison_day   = "30 GEL/person/day | official: office""#,
            r#"prison_day   = { value = 12.6, unit = "EUR/person/day", price_year = 2021, source = "office", grade = "official" }"#,
        ),
        ("[policy.care]", "[prices]\nGEO = \"cpi\"\n\n[exchange]\nEUR = \"gel_per_eur\"\n\n[policy.care]"),
    ])
}

#[test]
fn a_price_goes_into_local_money_first_and_through_time_second() {
    let model = model(&converted());
    let conversion = model.baseline().parameters["prison_day"].conversion.clone().unwrap();
    assert_eq!((conversion.from_currency.as_str(), conversion.from_year, conversion.power), ("EUR", 2021, 1));
    assert_eq!(
        conversion.steps,
        vec![
            ConversionStep::Exchange { rate: "gel_per_eur".into(), year: 2021, inverse: false, to: "GEL".into() },
            ConversionStep::Index { index: "cpi".into(), from: 2021, to: 2014 },
        ]
    );
}

#[test]
fn the_central_value_of_a_converted_price_is_the_product_of_the_steps() {
    let model = model(&converted());
    let central = Central::new(&model.baseline().parameters, &model.settings);
    let value = central.value(&Operand::whole("prison_day"), Moment::start(&model.settings)).unwrap();
    // 12.6 EUR x 3 GEL/EUR x 100/150 = 25.2 GEL a day
    assert!((value - 25.2).abs() < 1e-12, "{value}");
}

#[test]
fn a_formula_over_a_converted_price_is_in_the_scenarios_money() {
    let text = converted().replace("offered      =", "week         = \"= prison_day * one_year / 52\"\noffered      =");
    let (model, ..) = read(&text, None);
    assert_eq!(model.unwrap().baseline().parameters["week"].unit.text, "GEL/person");
}

#[test]
fn a_formula_has_the_unit_in_which_it_comes_out() {
    let model = model(&town(&[
        ("hours * hour\", payer", "case_price\", payer"),
        ("offered      =", "case_price   = \"= hours * hour\"\noffered      ="),
    ]));
    let price = &model.baseline().parameters["case_price"];
    assert_eq!((price.unit.text.as_str(), price.unit.factor), ("GEL/person", 1.0));
    let central = Central::new(&model.baseline().parameters, &model.settings);
    let value = central.value(&Operand::whole("case_price"), Moment::start(&model.settings)).unwrap();
    // 8 hours x 5 GEL an hour, whatever the base unit of time
    assert!((value - 40.0).abs() < 1e-12, "{value}");
}

#[test]
fn a_formula_over_a_risk_keeps_its_window() {
    let model = model(&town(&[
        ("each = { caught = \"back_again\" }", "each = { caught = \"lower\" }"),
        ("offered      =", "lower        = \"= back_again / 2\"\noffered      ="),
    ]));
    // 12 months of a year of 365.25 days
    assert_eq!(model.baseline().stages["at_risk"].each[0].window, Some(365.25));
}

#[test]
fn percentages_become_pure_numbers() {
    let model = model(TOWN);
    let share = &model.baseline().parameters["share_fined"];
    assert_eq!((share.unit.text.as_str(), share.value.clone()), ("1", Value::Known(60.0 * 0.01)));
}

#[test]
fn a_range_of_a_share_is_a_beta_with_these_quantiles() {
    let model = model(TOWN);
    let Value::Uncertain(back) = &model.baseline().parameters["back_again"].value else { panic!("not uncertain") };
    assert!(matches!(back, Distribution::Beta { .. }));
    assert!((back.cdf(0.1) - 0.05).abs() < 1e-6 && (back.cdf(0.3) - 0.95).abs() < 1e-6);
}

#[test]
fn limits_are_never_exceeded() {
    let model = model(TOWN);
    let Value::Uncertain(term) = &model.baseline().parameters["prison_term"].value else { panic!("not uncertain") };
    assert_eq!(term.support(), (2.0, 36.0));
}

#[test]
fn six_unrelated_mistakes_are_shown_at_once() {
    let text = earned(&[
        ("8 hour/person", "8 hour/persn"),
        ("\"60 % | official: office\"", "\"60 % | official: ofice\""),
        ("amount = \"prison_day\"", "amount = \"prison_dy\""),
        ("payer = \"police\"", "payer = \"polic\""),
        ("to = \"care\"", "to = \"cure\""),
        ("let_go  = {}", "let_go  = { nxt = \"closed\" }"),
    ]);
    for code in ["E0201", "E0312", "E0401", "E0403", "E0703", "E0101"] {
        assert_eq!(text.matches(&format!("error[{code}]")).count(), 1, "{code} in\n{text}");
    }
    assert_eq!(text.matches("error[").count(), 6, "{text}");
}

#[test]
fn a_strict_check_wants_an_answer_to_every_question() {
    let (model, _, files) =
        read(&town(&[("[answers]", "[answers]\nnet_widening = { not_modelled = \"small\" }")]), None);
    let problems: Problems = super::check::unanswered(&model.unwrap(), Default::default());
    let text = blocks(&problems, &files);
    assert!(text.contains("warning[W1101]: answers.effect_on_use: does the policy change how many people use drugs?"));
    assert!(!text.contains("answers.net_widening"));
    assert_eq!(text.matches("W1101").count(), 8);
}

#[test]
fn a_correlation_needs_parameters_that_exist() {
    let text =
        earned(&[("[payer]", "[[correlate]]\nparameters = [\"prison_term\", \"bck_again\"]\nrank = 0.5\n\n[payer]")]);
    assert!(text.contains("error[E0401]: correlate: no parameter called `bck_again`"), "{text}");
}

#[test]
fn a_published_number_without_grade_has_that_of_its_source() {
    let model = model(&town(&[(
        "[policy.care]",
        "[published.fined]\nresult = \"today/entries/fined/2014\"\nvalue = 720\ntolerance = \"1 %\"\nsource = \"office\"\n\n[policy.care]",
    )]));
    assert_eq!(model.published[0].evidence.grade, crate::model::Grade::Official);
}

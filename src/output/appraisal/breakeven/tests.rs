//! Sentences in every direction, from answers made by hand.

use super::*;
use crate::appraisal::Subject;
use crate::appraisal::breakeven::{Alone, Claim, Moved, Reached, Side, Turn};
use crate::output::report::Style;
use crate::results::{Measure, MoneyColumn, Place, RowKey};
use crate::scenario::testing::{model, town};

fn alone(name: &str, value: f64, upward: bool, score: Option<f64>) -> Alone {
    let turn = Turn { value, upward, score, beyond: false, at_limit: false, until: None, result: 0.0 };
    Alone {
        name: name.to_owned(),
        about: String::new(),
        unit: "EUR/person".to_owned(),
        mean: 532.0,
        interval: score.map(|_| (400.0, 700.0)),
        correlated: false,
        several: false,
        turn: Some(turn),
        reached: vec![],
    }
}

fn moved(name: &str, about: &str, value: f64, share: f64) -> Moved {
    Moved {
        name: name.to_owned(),
        about: about.to_owned(),
        unit: "1".to_owned(),
        value,
        mean: 0.55,
        median: 0.55,
        interval: (0.4, 0.7),
        score: -2.0,
        share,
        is_main: true,
    }
}

fn found(side: Side, amount: f64, holds: bool, joint: Joint) -> BreakEven {
    BreakEven {
        claim: Claim { text: format!("saving {} {amount}", side.sign()), side, amount },
        target: RowKey {
            policy: "referral".to_owned(),
            measure: Measure::Saving,
            place: Place::Public,
            year: None,
            column: Some(MoneyColumn::Average),
            discounted: true,
            group: None,
            unit: "EUR".to_owned(),
        },
        central: 5e6,
        holds,
        alone: vec![alone("price", 671.75, true, Some(1.2))],
        left_out: vec![],
        joint,
        draws: 16_384,
        turned: 68,
    }
}

fn point(moved: Vec<Moved>, distance: f64) -> Joint {
    Joint::Found(Point { distance, settled: true, result: 0.0, inputs: vec![], moved })
}

fn said(found: &BreakEven) -> String {
    sentence::sentence(found, "")
}

fn asks(side: Side, amount: f64, holds: bool) -> String {
    sentence::purpose(&found(side, amount, holds, Joint::OutOfReach), "")
}

#[test]
fn the_purpose_turns_with_the_side_the_sign_and_what_is_so_already() {
    let cases = [
        (Side::AtMost, 0.0, "For referral to save nothing"),
        (Side::Below, 0.0, "For referral to cost money"),
        (Side::AtLeast, 0.0, "For referral to cost nothing"),
        (Side::Above, 0.0, "For referral to save money"),
        (Side::AtMost, 2e6, "For referral to save no more than 2.00 million EUR"),
        (Side::Below, 2e6, "For referral to save less than 2.00 million EUR"),
        (Side::AtLeast, 2e6, "For referral to save 2.00 million EUR or more"),
        (Side::Above, 2e6, "For referral to save more than 2.00 million EUR"),
        (Side::AtMost, -2e6, "For referral to cost 2.00 million EUR or more on balance"),
        (Side::Below, -2e6, "For referral to cost more than 2.00 million EUR on balance"),
        (Side::AtLeast, -2e6, "For referral to cost no more than 2.00 million EUR on balance"),
        (Side::Above, -2e6, "For referral to cost less than 2.00 million EUR on balance"),
    ];
    for (side, amount, expected) in cases {
        assert_eq!(asks(side, amount, false), expected);
        // A claim that is true is asked about by its opposite.
        let opposite = match side {
            Side::AtMost => Side::Above,
            Side::Above => Side::AtMost,
            Side::AtLeast => Side::Below,
            Side::Below => Side::AtLeast,
        };
        assert_eq!(asks(opposite, amount, true), expected);
    }
}

#[test]
fn other_results_are_named_by_their_ids_and_titles_stand_in_quotes() {
    let mut people = found(Side::AtLeast, 1200.0, false, Joint::OutOfReach);
    people.target.measure = Measure::Outcome;
    people.target.unit = "person".to_owned();
    assert_eq!(
        sentence::purpose(&people, "Referral"),
        "For referral/outcome/public/all/discounted to be at least 1,200 person"
    );
    let titled = sentence::purpose(&found(Side::Below, 0.0, false, Joint::OutOfReach), "Referral to a doctor");
    assert_eq!(titled, "For “Referral to a doctor” to cost money");
}

#[test]
fn a_combination_is_told_with_what_we_believe_and_how_often_it_happens() {
    let values = vec![moved("completing", "Share who complete.", 0.37, 0.7), moved("extra_people", "", 0.29, 0.3)];
    let two = found(Side::Below, 0.0, false, point(values.clone(), 2.7));
    assert_eq!(
        said(&two),
        "For referral to cost money, the least surprising way is all of this at once: “Share who complete” at 0.37 (we \
         believe 0.4 to 0.7) and extra people at 0.29 (we believe 0.4 to 0.7); about 1 in 241 of our draws gets there, \
         one way or another."
    );
    let one = found(Side::Below, 0.0, false, point(values[..1].to_vec(), 2.7));
    assert_eq!(
        said(&one),
        "For referral to cost money, it would be enough to have “Share who complete” at 0.37 (we believe 0.4 to 0.7); \
         about 1 in 241 of our draws gets there, one way or another."
    );
    let near = BreakEven { turned: 6554, ..found(Side::Below, 0.0, false, point(values, 0.3)) };
    assert_eq!(
        said(&near),
        "For referral to cost money, it takes little: “Share who complete” at 0.37 (we believe 0.4 to 0.7) and \
         extra people at 0.29 (we believe 0.4 to 0.7); 40 % of our draws get there, one way or another."
    );
}

#[test]
fn many_values_are_counted_and_not_listed() {
    let values = (0..9).map(|number| moved(&format!("n{number}"), "", 0.5, 0.1)).collect();
    let said = said(&found(Side::Below, 0.0, false, point(values, 2.0)));
    assert!(said.contains("n4 at 0.5 (we believe 0.4 to 0.7), with smaller changes of 4 others;"), "{said}");
    assert!(!said.contains("n5"), "{said}");
}

#[test]
fn what_cannot_happen_and_what_is_so_anyway_are_said_plainly() {
    let none = BreakEven { turned: 0, ..found(Side::AtMost, 0.0, false, Joint::OutOfReach) };
    assert_eq!(
        said(&none),
        "For referral to save nothing, no combination of values that we hold possible would be enough (we looked 8 \
         standard deviations out); none of our 16,384 draws gets there."
    );
    let one = BreakEven { turned: 1, ..none };
    assert!(said(&one).ends_with("1 of our 16,384 draws gets there."));
    let middle = BreakEven { turned: 16_384, ..found(Side::AtMost, 0.0, false, Joint::AtTheMiddle) };
    assert_eq!(
        said(&middle),
        "For referral to save nothing, it takes little: it is so with every input at its median; all of our 16,384 \
         draws get there."
    );
}

#[test]
fn without_uncertainty_the_nearest_single_number_is_told_in_its_direction() {
    let mut certain = found(Side::AtMost, 0.0, false, Joint::NothingUncertain);
    certain.alone = vec![alone("price", 671.75, true, None)];
    assert_eq!(
        said(&certain),
        "For referral to save nothing, price at or above 672 EUR/person (we take it as 532) would be enough."
    );
    certain.alone = vec![alone("price", 0.25, false, None)];
    assert_eq!(
        said(&certain),
        "For referral to save nothing, price at or below 0.25 EUR/person (we take it as 532) would be enough."
    );
    certain.alone[0].turn = None;
    assert_eq!(said(&certain), "For referral to save nothing, no value of any single number would be enough.");
}

fn section(found: BreakEven) -> BreakEvenSection {
    BreakEvenSection { found, topic: topic() }
}

fn topic() -> Topic {
    Topic::new(&Subject::new(&model(&town(&[])), None).unwrap(), 64)
}

fn page(found: BreakEven) -> String {
    let section = section(found);
    let mut page = Page::new(Style { colour: false, width: None });
    section.print(&mut page);
    page.finish()
}

#[test]
fn the_table_says_the_direction_and_how_surprising_it_is() {
    let mut many = found(Side::AtMost, 0.0, false, Joint::OutOfReach);
    let turn = |turn: Turn| Some(turn);
    let base = alone("n", 671.75, true, Some(1.2)).turn.unwrap();
    let named = |name: &str, changed: Option<Turn>| Alone { turn: changed, ..alone(name, 1.0, true, Some(0.0)) };
    many.alone = vec![
        named("within", turn(base)),
        named("rare", turn(Turn { score: Some(-2.0), upward: false, value: 0.19, ..base })),
        named("rarer", turn(Turn { score: Some(2.8), ..base })),
        named("rarest", turn(Turn { score: Some(3.5), until: Some(900.0), ..base })),
        named("impossible", turn(Turn { score: Some(8.0), beyond: true, ..base })),
        named(
            "nothing",
            turn(Turn { score: Some(-8.0), beyond: true, at_limit: true, value: 0.0, upward: false, ..base }),
        ),
        Alone { interval: None, ..named("certain", turn(Turn { score: None, ..base })) },
        named("useless", None),
    ];
    many.alone[0].reached = vec![Reached { who: "The Ministry".to_owned(), value: 899.0 }];
    let text = page(many);
    let line =
        |name: &str| text.lines().find(|line| line.trim_start().starts_with(&format!("{name} "))).unwrap().to_owned();
    for (name, must_be, surprise) in [
        ("within", "above 672", "12 % chance"),
        ("rare", "below 0.19", "beyond 90 %"),
        ("rarer", "above 672", "beyond 99 %"),
        ("rarest", "672 to 900", "beyond 99.9 %"),
        ("impossible", "above 672", "outside our limits"),
        ("nothing", " 0 ", "outside our limits"),
        ("certain", "above 672", "we hold it certain"),
    ] {
        let line = line(name);
        assert!(line.contains(must_be) && line.ends_with(surprise), "{line}");
    }
    assert!(text.contains("No value does it: useless."), "{text}");
    assert!(text.contains("The Ministry says 899 EUR/person for within: that is on the far side."), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn a_search_that_did_not_settle_says_so() {
    let values = vec![moved("a", "", 0.5, 1.0)];
    let settled = page(found(Side::AtMost, 0.0, false, point(values.clone(), 2.0)));
    let settled = settled.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        settled.contains("no combination near it is less surprising")
            && settled.contains("68 of 16,384 draws get there, one way or another.")
    );
    let point = Point { distance: 2.0, settled: false, result: 0.0, inputs: vec![], moved: values };
    let text = page(found(Side::AtMost, 0.0, false, Joint::Found(point)));
    assert!(text.contains("did not settle"), "{text}");
}

#[test]
fn titles_say_each_direction_in_every_language() {
    let mut cases = vec![];
    let mut one = found(Side::AtMost, 0.0, false, Joint::OutOfReach);
    cases.push(one.clone());
    one.alone[0].turn.as_mut().unwrap().score = Some(2.5);
    cases.push(one.clone());
    one.alone[0].turn.as_mut().unwrap().beyond = true;
    cases.push(one.clone());
    one.alone = vec![alone("price", 671.75, true, None)];
    cases.push(one.clone());
    one.alone[0].turn = None;
    cases.push(one.clone());
    for language in Language::ALL {
        let titles: Vec<String> = cases.iter().map(|case| titled(case, language)).collect();
        for (number, title) in titles.iter().enumerate() {
            assert!(title.contains("Referral"), "{title}");
            assert!(!titles[..number].contains(title), "{title}");
            let holds = BreakEven { holds: true, ..cases[number].clone() };
            assert_ne!(titled(&holds, language), *title);
        }
    }
    let english: Vec<String> = cases.iter().map(|case| titled(case, Language::En)).collect();
    assert_eq!(
        english,
        [
            "“Referral” would not save if “Price” were 672 EUR/person or more: we give that a chance of 12%",
            "“Referral” would not save if “Price” were 672 EUR/person or more: beyond our 90% interval",
            "Only if “Price” were 672 EUR/person or more, which we do not hold possible: “Referral” would not save",
            "“Referral” would not save if “Price” were 672 EUR/person or more; we take it as 532 EUR/person",
            "No value of any single number is enough for this: “Referral” would not save",
        ]
    );
}

fn words(language: Language) -> chart::Words<'static> {
    chart::Words { language, what: "Referral".to_owned(), label: &|name| name.replacen('p', "P", 1) }
}

fn titled(found: &BreakEven, language: Language) -> String {
    chart::title(found, &words(language)).replace('\u{a0}', " ")
}

#[test]
fn the_goal_of_a_chart_turns_with_the_side_and_the_sign_in_every_language() {
    for language in Language::ALL {
        let mut goals = vec![];
        for amount in [0.0, 2e6, -2e6] {
            for side in [Side::AtMost, Side::Below, Side::AtLeast, Side::Above] {
                let goal = chart::goal(&found(side, amount, false, Joint::OutOfReach), &words(language));
                assert!(!goals.contains(&goal), "{goal}");
                goals.push(goal);
            }
        }
    }
    let said = |side, amount| chart::goal(&found(side, amount, false, Joint::OutOfReach), &words(Language::En));
    assert_eq!(said(Side::Above, 0.0), "“Referral” would save");
    assert_eq!(said(Side::Above, -2e6).replace('\u{a0}', " "), "“Referral” would cost less than 2 million EUR more");
}

#[test]
fn rows_hold_what_the_tables_show_and_more() {
    let section = section(found(Side::AtMost, 0.0, false, point(vec![moved("a", "", 0.5, 1.0)], 2.0)));
    let csv = section.sheet().csv();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[1].starts_with("alone,price,EUR/person,532,,400,700,671.75,at_or_above,1.2,"), "{csv}");
    assert!(rows[2].starts_with("together,a,1,0.55,0.55,0.4,0.7,0.5,,-2,"), "{csv}");
    let summary = section.summary();
    assert_eq!(summary["together"], "design point");
    assert_eq!(summary["draws_that_turn"], 68);
    assert_eq!(section.charts(Language::Lt)[0].0, "distance");
}

//! A mistake and the exact text it earns, one for each code that reading a scenario can raise.

use super::testing::earned;
use crate::codes::Code;
use snapbox::{assert_data_eq, str};

/// The town with one mistake: the code, and the whole message.
fn earns(code: Code, changes: &[(&str, &str)], expected: impl snapbox::IntoData) {
    let text = earned(changes);
    assert!(text.contains(&format!("[{code}]")), "no {code} in\n{text}");
    assert_data_eq!(text, expected.into_data().raw());
}

#[test]
fn the_town_itself_is_without_problems() {
    assert_eq!(earned(&[]), "");
}

#[test]
fn a_unit_that_does_not_exist() {
    earns(
        Code::UnknownUnit,
        &[("8 hour/person", "8 hour/persn")],
        str![[r#"
error[E0201]: parameter.hours: no unit is called `persn`
  --> town.toml:26:24
   |
26 | hours        = "8 hour/persn | official: office"
   |                        ^^^^^ not a unit
   |
   = help: did you mean `person`?
"#]],
    );
}

#[test]
fn units_that_cannot_be_added() {
    earns(
        Code::UnitsClash,
        &[(r#"fine         = "500 GEL/person | official: law""#, r#"fine         = "= prison_day + hour""#)],
        str![[r#"
error[E0202]: parameter.fine: GEL/person/day and GEL/day cannot be added
  --> town.toml:29:19
   |
29 | fine         = "= prison_day + hour"
   |                   ----------^^^----
   |                   |            |
   |                   |            GEL/day
   |                   units that do not fit
   |                   GEL/person/day
"#]],
    );
}

#[test]
fn a_formula_with_another_unit_than_it_says() {
    earns(
        Code::UnitsClash,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { formula = "hours * hour", unit = "GEL" }"#,
        )],
        str![[r#"
error[E0202]: parameter.fine: the formula comes out in GEL/person, not in GEL
  --> town.toml:29:51
   |
29 | fine         = { formula = "hours * hour", unit = "GEL" }
   |                             ------------          ^^^^^ another unit
   |                             |
   |                             comes out in GEL/person
   |
   = help: leave `unit` out: a formula has the unit in which it comes out
"#]],
    );
}

#[test]
fn exp_takes_pure_numbers() {
    earns(
        Code::UnitsClash,
        &[(r#"offered      = "40 % | assumption: not tried yet""#, r#"offered      = "= 1 - exp(-hours)""#)],
        str![[r#"
error[E0202]: parameter.offered: `exp` takes pure numbers, not day/person
  --> town.toml:30:27
   |
30 | offered      = "= 1 - exp(-hours)"
   |                           ^^^^^^ has a unit
   |
   = help: multiply or divide by a parameter that takes the unit away, such as a rate by a time
"#]],
    );
}

#[test]
fn a_stay_that_is_not_a_time() {
    earns(
        Code::WrongUnit,
        &[(r#"stay = "prison_term", next"#, r#"stay = "share_prison", next"#)],
        str![[r#"
error[E0203]: stage.prison.stay: `share_prison` is in 1, where a length of time is needed
  --> town.toml:36:39
   |
22 | share_prison = "0.1 1 | official: office"
   | ------------ the parameter
...
36 | prison  = { role = "custody", stay = "share_prison", next = "at_risk" }
   |                                       ^^^^^^^^^^^^ another unit
"#]],
    );
}

#[test]
fn a_rate_where_a_share_is_needed() {
    earns(
        Code::WrongUnit,
        &[(r#"back_again   = "10 to 30 % in 12 months"#, r#"back_again   = "0.2 1/year"#)],
        str![[r#"
error[E0203]: stage.at_risk.each.caught: `back_again` is a rate (1/year), where a share is needed
  --> town.toml:37:69
   |
37 | at_risk = { role = "at_risk", stay = "one_year", each = { caught = "back_again" }, next = "closed" }
   |                                                                     ^^^^^^^^^^ a rate
   |
   = help: make it a share:  "= 1 - exp(-back_again * one_year)"  with its window
"#]],
    );
}

#[test]
fn a_daily_price_on_an_entry_line() {
    earns(
        Code::NotMoney,
        &[(r#"per = "stay", amount = "prison_day""#, r#"per = "entry", amount = "prison_day""#)],
        str![[r#"
error[E0210]: cost.prison: does not come out in money (GEL)
  --> town.toml:49:55
   |
49 | prison = { stage = "prison", per = "entry", amount = "prison_day", payer = "prisons", basis = "average" }
   |                                                       ^^^^^^^^^^ people who enter x GEL/person/day = GEL/day
   |
   = help: for time that people spend in the stage write  per = "stay"
   = help: or bring in what is missing:  amount = "prison_day * prison_term"
"#]],
    );
}

#[test]
fn an_outcome_in_another_unit() {
    earns(
        Code::NotOutcome,
        &[(r#"unit = "person year""#, r#"unit = "person""#)],
        str![[r#"
error[E0211]: outcome.prison_years: does not come out in person
  --> town.toml:53:58
   |
53 | prison_years = { stage = "prison", per = "stay", unit = "person" }
   |                                                          ^^^^^^ people x time in the stage x 1 = day*person
   |
   = help: for people who enter write  per = "entry"
"#]],
    );
}

#[test]
fn a_price_that_cannot_be_converted() {
    earns(
        Code::NoConversion,
        &[("30 GEL/person/day", "30 EUR/person/day")],
        str![[r#"
error[E0212]: parameter.prison_day: EUR of 2014 cannot become GEL of 2014: no exchange rate between EUR and GEL
  --> town.toml:28:20
   |
28 | prison_day   = "30 EUR/person/day | official: office"
   |                    ^^^^^^^^^^^^^^ no conversion
   |
   = help: add a parameter in GEL/EUR with the year 2014, and  [exchange] EUR = "its name"
"#]],
    );
}

#[test]
fn a_price_of_another_year_without_index() {
    earns(
        Code::NoConversion,
        &[(
            r#"prison_day   = "30 GEL/person/day | official: office""#,
            r#"prison_day   = { value = 30, unit = "GEL/person/day", price_year = 2021, source = "office", grade = "official" }"#,
        )],
        str![[r#"
error[E0212]: parameter.prison_day: GEL of 2021 cannot become GEL of 2014: no consumer index of GEO from 2021 to 2014
  --> town.toml:28:68
   |
28 | prison_day   = { value = 30, unit = "GEL/person/day", price_year = 2021, source = "office", grade = "official" }
   |                                                                    ^^^^ no conversion
   |
   = help: add  [prices] GEO = { consumer = "a by_year parameter" }
"#]],
    );
}

#[test]
fn a_price_converted_twice() {
    earns(
        Code::ConvertedTwice,
        &[
            ("30 GEL/person/day", "30 EUR/person/day"),
            (
                "offered      =",
                r#"gel_per_eur  = "2.3 GEL/EUR | official: office"
offered      ="#,
            ),
            (r#"amount = "prison_day""#, r#"amount = "prison_day * gel_per_eur""#),
            (
                "[policy.care]",
                r#"[exchange]
EUR = "gel_per_eur"

[policy.care]"#,
            ),
        ],
        str![[r#"
error[E0213]: cost.prison.amount: `prison_day` is converted by [exchange] already, and `gel_per_eur` would convert it again
  --> town.toml:50:67
   |
50 | prison = { stage = "prison", per = "stay", amount = "prison_day * gel_per_eur", payer = "prisons", basis = "average" }
   |                                                                   ^^^^^^^^^^^ a second conversion
   |
   = help: leave `gel_per_eur` out
"#]],
    );
}

#[test]
fn two_value_forms() {
    earns(
        Code::ValueForms,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { value = 500, range = [400, 600], unit = "GEL/person", source = "law", grade = "official" }"#,
        )],
        str![[r#"
error[E0302]: parameter.fine: `value` and `range` exclude each other
  --> town.toml:29:31
   |
29 | fine         = { value = 500, range = [400, 600], unit = "GEL/person", source = "law", grade = "official" }
   |                  -----        ^^^^^ a second value
   |                  |
   |                  the first
   |
   = help: keep the one that the source gives
"#]],
    );
}

#[test]
fn no_value_form() {
    earns(
        Code::ValueForms,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { unit = "GEL/person", source = "law", grade = "official" }"#,
        )],
        str![[r#"
error[E0302]: parameter.fine: there is no value
  --> town.toml:29:1
   |
29 | fine         = { unit = "GEL/person", source = "law", grade = "official" }
   | ^^^^ has no value form
   |
   = help: add one of: value, range, limits, distribution, observed, counts, shares, weights, pool, effect, formula, by_year, by_group, since_entry, spread, band
"#]],
    );
}

#[test]
fn a_range_upside_down() {
    earns(
        Code::Impossible,
        &[(r#""2..36 month"#, r#""36..2 month"#)],
        str![[r#"
error[E0303]: parameter.prison_term.limits: 36 is not below 2
  --> town.toml:23:17
   |
23 | prison_term  = "36..2 month | official: law"
   |                 ^^^^^ low comes first
   |
   = help: write  limits = [2, 36]
"#]],
    );
}

#[test]
fn a_beta_that_cannot_be() {
    earns(
        Code::Impossible,
        &[(
            r#"offered      = "40 % | assumption: not tried yet""#,
            r#"offered      = { distribution = { beta = { mean = 0.5, sd = 0.6 } }, unit = "1", assumption = "not tried" }"#,
        )],
        str![[r#"
error[E0303]: parameter.offered.distribution: sd 0.6 is too large for a share with mean 0.5: it must be below 0.5
  --> town.toml:30:33
   |
30 | offered      = { distribution = { beta = { mean = 0.5, sd = 0.6 } }, unit = "1", assumption = "not tried" }
   |                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot exist
"#]],
    );
}

#[test]
fn a_percentage_as_a_number() {
    earns(
        Code::NotAShare,
        &[(r#""40 % | assumption"#, r#""40 1 | assumption"#)],
        str![[r#"
error[E0304]: policy.care: parameter.offered: 40 cannot be a share of people
  --> town.toml:30:17
   |
30 | offered      = "40 1 | assumption: not tried yet"
   |                 ^^ a share lies between 0 and 1
...
57 | divert = [{ before = "caught", to = "care", share = "offered" }]
   |                                     ------ used as a share
   |
   = help: for 40 percent write "40 %"
"#]],
    );
}

#[test]
fn a_range_from_zero() {
    earns(
        Code::RangeFromZero,
        &[("10 to 30 % in", "0 to 30 % in")],
        str![[r#"
error[E0305]: parameter.back_again: a 90 % interval cannot begin at 0: five draws of a hundred would lie below
  --> town.toml:24:17
   |
24 | back_again   = "0 to 30 % in 12 months | assumption: no figure found"
   |                 ^^^^^^^ begins at 0
   |
   = help: if it can be anything from 0 to 30:  limits = [0, 30]  (short form: 0..30 %)
"#]],
    );
}

#[test]
fn a_risk_without_window() {
    earns(
        Code::Window,
        &[("10 to 30 % in 12 months", "10 to 30 %")],
        str![[r#"
error[E0306]: stage.at_risk.each.caught: `back_again` is a share of the people present, but in what time?
  --> town.toml:37:69
   |
37 | at_risk = { role = "at_risk", stay = "one_year", each = { caught = "back_again" }, next = "closed" }
   |                                                                     ^^^^^^^^^^ has no window
   |
   = help: give the parameter a window:  back_again = "… % in 12 months | …"
   = help: or the stage a period for all its shares:  each = { period = "1 year", … }
"#]],
    );
}

#[test]
fn a_window_in_next() {
    earns(
        Code::Window,
        &[(r#""60 % | official"#, r#""60 % in 12 months | official"#)],
        str![[r#"
error[E0306]: stage.caught.next.fined: `share_fined` is a risk with a window, but `next` is decided once
  --> town.toml:34:68
   |
34 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "rest" } }
   |                                                                    ^^^^^^^^^^^ has a window
   |
   = help: a risk while people are present belongs into `each`
"#]],
    );
}

#[test]
fn a_path_that_begins_too_late() {
    earns(
        Code::BadPath,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { by_year = { 2015 = 500, 2016 = 600 }, unit = "GEL/person", source = "law", grade = "official" }"#,
        )],
        str![[r#"
error[E0307]: parameter.fine: the path begins in 2015, the scenario in 2014
  --> town.toml:29:18
   |
29 | fine         = { by_year = { 2015 = 500, 2016 = 600 }, unit = "GEL/person", source = "law", grade = "official" }
   |                  ^^^^^^^ no value for the first years
   |
   = help: add the value for 2014
"#]],
    );
}

#[test]
fn a_path_since_entry_outside_each() {
    earns(
        Code::BadPath,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { since_entry = { step = "1 month", values = [500, 400] }, unit = "GEL/person", source = "law", grade = "official" }"#,
        )],
        str![[r#"
error[E0307]: cost.fine.amount: `fine` differs between the people of one stage
  --> town.toml:50:54
   |
50 | fine   = { stage = "fined", per = "entry", amount = "fine", payer = "people", payee = "town" }
   |                                                      ^^^^ only `each` can be such a path
   |
   = help: use its mean as a parameter of its own
"#]],
    );
}

#[test]
fn a_number_without_source() {
    earns(
        Code::NoSource,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { value = 500, unit = "GEL/person" }"#,
        )],
        str![[r#"
error[E0310]: parameter.fine: the number has no source
  --> town.toml:29:1
   |
29 | fine         = { value = 500, unit = "GEL/person" }
   | ^^^^ says nobody?
   |
   = help: add  source = "id of a [source]", grade = "study"  (short form: | study: id p. 3)
   = help: or say that it is assumed, and why:  assumption = "why"  (short form: | assumption: why)
"#]],
    );
}

#[test]
fn a_source_without_grade() {
    earns(
        Code::BadGrade,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { value = 500, unit = "GEL/person", source = "law" }"#,
        )],
        str![[r#"
error[E0311]: parameter.fine: the source has no grade
  --> town.toml:29:61
   |
29 | fine         = { value = 500, unit = "GEL/person", source = "law" }
   |                                                             ^^^^^ how good is it?
   |
   = help: add  grade = "official", "study", "press" or "expert"  (short form: | study: id)
"#]],
    );
}

#[test]
fn an_assumption_with_a_source() {
    earns(
        Code::BadGrade,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { value = 500, unit = "GEL/person", source = "law", assumption = "as in the law" }"#,
        )],
        str![[r#"
error[E0311]: parameter.fine: an assumption has no source
  --> town.toml:29:61
   |
29 | fine         = { value = 500, unit = "GEL/person", source = "law", assumption = "as in the law" }
   |                                                             ^^^^^  ---------- the assumption
   |                                                             |
   |                                                             beside an assumption
   |
   = help: keep one of the two; what a source says beside the point belongs into the assumption's text
"#]],
    );
}

#[test]
fn a_formula_with_a_source() {
    earns(
        Code::BadGrade,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { formula = "hours * hour", source = "law", grade = "official" }"#,
        )],
        str![[r#"
error[E0311]: parameter.fine: a formula has no `source` of its own: it is as good as its parts
  --> town.toml:29:44
   |
29 | fine         = { formula = "hours * hour", source = "law", grade = "official" }
   |                                            ^^^^^^ not on a formula
   |
   = help: remove `source`; describe the formula in `about`
"#]],
    );
}

#[test]
fn a_source_that_is_not_listed() {
    earns(
        Code::UnknownSource,
        &[(r#""500 GEL/person | official: law""#, r#""500 GEL/person | official: lwa""#)],
        str![[r#"
error[E0312]: parameter.fine: no source called `lwa`
  --> town.toml:29:44
   |
29 | fine         = "500 GEL/person | official: lwa"
   |                                            ^^^ not a [source] of this file
   |
   = help: did you mean `law`?
"#]],
    );
}

#[test]
fn counts_of_one_other_year() {
    earns(
        Code::NeedsWorth,
        &[(
            r#"offered      = "40 % | assumption: not tried yet""#,
            r#"offered      = { observed = { year = 2010, events = 40, trials = 100 }, source = "office", grade = "official" }"#,
        )],
        str![[r#"
error[E0313]: parameter.offered: the counts of 2010 are used for 2014
  --> town.toml:30:18
   |
30 | offered      = { observed = { year = 2010, events = 40, trials = 100 }, source = "office", grade = "official" }
   |                  ^^^^^^^^ how far do they carry?
   |
   = help: add counts of other years:  observed = [{ year = …, events = …, trials = … }, …]
   = help: or say how many trials of the right year they are worth:  worth = 40
   = help: or why the share stays the same:  census = "the same law and police"
"#]],
    );
}

#[test]
fn an_effect_from_another_place() {
    earns(
        Code::NoTransfer,
        &[(
            r#"offered      = "40 % | assumption: not tried yet""#,
            r#"effect       = { effect = { odds_ratio = 0.5, interval = [0.3, 0.8], place = "USA" }, source = "office", grade = "official" }
offered      = "= with_odds_ratio(share_fined, effect)""#,
        )],
        str![[r#"
error[E0314]: parameter.effect.effect: measured in USA, used in GEO
  --> town.toml:30:78
   |
30 | effect       = { effect = { odds_ratio = 0.5, interval = [0.3, 0.8], place = "USA" }, source = "office", grade = "official" }
   |                                                                              ^^^^^ another place
   |
   = help: say how much it may differ here:  transfer = 0.2  (sd on the log scale)
"#]],
    );
}

#[test]
fn correlations_that_cannot_hold_together() {
    earns(
        Code::BadCorrelation,
        &[(
            "[payer]",
            r#"[[correlate]]
parameters = ["prison_term", "back_again", "people"]
rank = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]

[payer]"#,
        )],
        str![[r#"
error[E0315]: correlate.rank: no parameters can have these correlations together: the smallest eigenvalue is -0.8160
  --> town.toml:43:8
   |
43 | rank = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
   |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot hold
"#]],
    );
}

#[test]
fn a_parameter_that_does_not_exist() {
    earns(
        Code::UnknownParameter,
        &[(r#"amount = "hours * hour""#, r#"amount = "hours * huor""#)],
        str![[r#"
error[E0401]: cost.police.amount: no parameter called `huor`
  --> town.toml:48:63
   |
48 | police = { stage = "caught", per = "entry", amount = "hours * huor", payer = "police", basis = "average" }
   |                                                               ^^^^ does not exist
   |
   = help: did you mean `hour`?
"#]],
    );
}

#[test]
fn a_share_of_a_single_number() {
    earns(
        Code::UnknownParameter,
        &[(r#"fined = "share_fined""#, r#"fined = "share_fined.men""#)],
        str![[r#"
error[E0401]: stage.caught.next.fined: `share_fined` is one number and has no shares
  --> town.toml:34:68
   |
34 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined.men", prison = "share_prison", let_go = "rest" } }
   |                                                                    ^^^^^^^^^^^^^^^ nothing behind the dot
"#]],
    );
}

#[test]
fn a_stage_that_does_not_exist() {
    earns(
        Code::UnknownStage,
        &[(r#"prison = "share_prison""#, r#"prisn = "share_prison""#)],
        str![[r#"
error[E0402]: stage.caught.next: no stage called `prisn`
  --> town.toml:34:82
   |
34 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prisn = "share_prison", let_go = "rest" } }
   |                                                                                  ^^^^^ does not exist
   |
   = help: did you mean `prison`?
"#]],
    );
}

#[test]
fn a_payer_that_does_not_exist() {
    earns(
        Code::UnknownPayer,
        &[(r#"payer = "prisons""#, r#"payer = "prison""#)],
        str![[r#"
error[E0403]: cost.prison: no payer called `prison`
  --> town.toml:49:76
   |
49 | prison = { stage = "prison", per = "stay", amount = "prison_day", payer = "prison", basis = "average" }
   |                                                                            ^^^^^^ does not exist
   |
   = help: did you mean `prisons`?
   = help: or add it:  [payer] prison = { title = "…", level = "state" }
"#]],
    );
}

#[test]
fn a_policy_that_does_not_exist() {
    earns(
        Code::UnknownPolicy,
        &[(
            "[policy.care]",
            r#"[policy.more]
extends = "cares"

[policy.care]"#,
        )],
        str![[r#"
error[E0404]: no policy called `cares`
  --> town.toml:56:11
   |
56 | extends = "cares"
   |           ^^^^^^^ not a policy of this scenario
   |
   = help: did you mean `care`?
"#]],
    );
}

#[test]
fn formulas_in_a_circle() {
    earns(
        Code::CircularFormula,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = "= double / 2"
double       = "= fine * 2""#,
        )],
        str![[r#"
error[E0405]: parameter.fine: formulas need each other: fine -> double -> fine
  --> town.toml:29:19
   |
29 | fine         = "= double / 2"
   |                   ^^^^^^^^^^ this closes the circle
   |
   = help: give one of them a number of its own
"#]],
    );
}

#[test]
fn a_result_that_does_not_exist() {
    earns(
        Code::UnknownResult,
        &[(
            "[policy.care]",
            r#"[published.fined]
result = "today/entries/find/2014"
value = 720
tolerance = "1 %"
source = "office"

[policy.care]"#,
        )],
        str![[r#"
error[E0407]: published.fined: `entries` has no place `find`
  --> town.toml:56:11
   |
56 | result = "today/entries/find/2014"
   |           ^^^^^^^^^^^^^^^^^^^^^^^ the scenario has no such result
   |
   = help: did you mean `fined`?
"#]],
    );
}

#[test]
fn shares_above_one() {
    earns(
        Code::SharesAboveOne,
        &[(r#""60 % | official"#, r#""95 % | official"#)],
        str![[r#"
error[E0501]: shares out of stage.caught come to 1.05 in the central case
  --> town.toml:34:50
   |
34 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "rest" } }
   |                                                  ^^^^ share_fined 0.95 + share_prison 0.1
   |
   = help: or let the last stage take what is left:  "rest"
   = help: shares that are rounded can be written as  weights = { … },  which are scaled to 1
"#]],
    );
}

#[test]
fn shares_below_one() {
    earns(
        Code::SharesBelowOne,
        &[(r#"let_go = "rest""#, r#"let_go = "share_prison""#)],
        str![[r#"
error[E0502]: shares out of stage.caught come to 0.8 in the central case
  --> town.toml:34:50
   |
34 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "share_prison" } }
   |                                                  ^^^^ share_fined 0.6 + share_prison 0.1 + share_prison 0.1: 0.2 of the people have nowhere to go
   |
   = help: end the list with the stage that takes what is left:  let_go = "rest"
"#]],
    );
}

#[test]
fn events_in_a_circle() {
    earns(
        Code::CircularEvents,
        &[(r#"fined   = { next = "at_risk" }"#, r#"fined   = { next = "caught" }"#)],
        str![[r#"
error[E0503]: people would go round within one cycle: caught -> fined -> caught
  --> town.toml:34:50
   |
34 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "rest" } }
   |                                                  ^^^^ leads back to where it began
   |
   = help: let one of these stages take at least one cycle:  stay = …
"#]],
    );
}

#[test]
fn a_stage_nobody_reaches() {
    earns(
        Code::Unreachable,
        &[("closed  = {}", "closed  = {}\nold     = {}")],
        str![[r#"
warning[W0504]: stage.old: nobody comes here
  --> town.toml:40:1
   |
40 | old     = {}
   | ^^^ no way leads here
   |
   = help: let a stage lead here by `next` or `each`, or give it `arrivals`, `entries` or `initial`
"#]],
    );
}

#[test]
fn no_time_before_the_start() {
    earns(
        Code::NeedsWarmUp,
        &[(
            r#"warm_up = "5 years"
"#,
            "",
        )],
        str![[r#"
error[E0505]: people arrive in stage.caught and wait in stage.prison, but since when?
 --> town.toml:3:2
  |
3 | [scenario]
  |  ^^^^^^^^ `warm_up` is missing
  |
  = help: add  warm_up = "10 years": the baseline runs that long before the start, so that prisons are not empty
  = help: or  warm_up = "0 years"  if nobody was there before
"#]],
    );
}

#[test]
fn arrivals_that_may_count_returns() {
    earns(
        Code::ReturnsOnTop,
        &[(r#"entries = "people""#, r#"arrivals = "people""#)],
        str![[r#"
warning[W0507]: stage.caught: returns come on top of `arrivals`
  --> town.toml:34:30
   |
34 | caught  = { role = "caught", arrivals = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "rest" } }
   |                              ^^^^^^^^ 1200 a year arrive, and more come back from `at_risk`
   |
   = help: if `people` is the published number of all who come, write  entries = "people"
   = help: if it counts only people who come for the first time, add  new_only = true
"#]],
    );
}

#[test]
fn a_stay_without_next() {
    earns(
        Code::StageKeys,
        &[(r#"stay = "prison_term", next = "at_risk""#, r#"stay = "prison_term""#)],
        str![[r#"
error[E0508]: stage.prison: people stay, but where do they go then?
  --> town.toml:36:31
   |
36 | prison  = { role = "custody", stay = "prison_term" }
   |                               ^^^^ needs `next`
   |
   = help: add  next = "closed"  or leave `stay` out if they stay for good
"#]],
    );
}

#[test]
fn arrivals_beside_entries() {
    earns(
        Code::StageKeys,
        &[(r#"entries = "people""#, r#"entries = "people", arrivals = "people""#)],
        str![[r#"
error[E0508]: stage.caught: `arrivals` and `entries` exclude each other
  --> town.toml:34:30
   |
34 | caught  = { role = "caught", entries = "people", arrivals = "people", next = { fined = "share_fined", prison = "share_prison", let_g...
   |                              ^^^^^^^             -------- new people only
   |                              |
   |                              all who enter, returns included
   |
   = help: keep `entries` if the number counts people who come again, `arrivals` if it does not
"#]],
    );
}

#[test]
fn a_parameter_that_changes_nothing() {
    earns(
        Code::ChangesNothing,
        &[(
            "offered      =",
            r#"unused       = "3 hour | official: law"
offered      ="#,
        )],
        str![[r#"
warning[W0510]: parameter.unused: nothing is read by this name, so it changes no result
  --> town.toml:30:1
   |
30 | unused       = "3 hour | official: law"
   | ^^^^^^ not used
   |
   = help: use it, or remove it
"#]],
    );
}

#[test]
fn a_payer_who_pays_himself() {
    earns(
        Code::OwnPayee,
        &[(r#"payee = "town""#, r#"payee = "people""#)],
        str![[r#"
error[E0601]: cost.fine: `people` pays itself
  --> town.toml:50:88
   |
50 | fine   = { stage = "fined", per = "entry", amount = "fine", payer = "people", payee = "people" }
   |                                                                                        ^^^^^^ the same as the payer
   |
   = help: a transfer goes from one payer to another; a cost has no payee
"#]],
    );
}

#[test]
fn a_line_inside_another() {
    earns(
        Code::IncludedTwice,
        &[(
            r#"payer = "prisons", basis = "average""#,
            r#"payer = "prisons", basis = "average", includes = ["police"]"#,
        )],
        str![[r#"
warning[W0602]: cost.prison and cost.police both contain "police"
  --> town.toml:49:105
   |
48 | police = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", basis = "average" }
   | ------ and in this line
49 | prison = { stage = "prison", per = "stay", amount = "prison_day", payer = "prisons", basis = "average", includes = ["police"] }
   |                                                                                                         ^^^^^^^^ "police" is in here
   |
   = help: take it out of one of the two amounts, or leave one line out
   = note: one person can meet both lines on the way
"#]],
    );
}

#[test]
fn an_event_charged_twice() {
    earns(
        Code::ChargedTwice,
        &[
            (r#"payer = "police", basis"#, r#"payer = "police", event = "arrest", basis"#),
            (r#"payee = "town""#, r#"payee = "town", event = "arrest""#),
        ],
        str![[r#"
warning[W0603]: the event "arrest" is charged in stage.caught and again in stage.fined
  --> town.toml:48:88
   |
48 | police = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", event = "arrest", basis = "average" }
   |                                                                                        ^^^^^ charged by cost.police
49 | prison = { stage = "prison", per = "stay", amount = "prison_day", payer = "prisons", basis = "average" }
50 | fine   = { stage = "fined", per = "entry", amount = "fine", payer = "people", payee = "town", event = "arrest" }
   |                                                                                               ----- charged by cost.fine
   |
   = help: charge it in one of the two stages, or give different events different names
"#]],
    );
}

#[test]
fn nominal_prices_beside_real_ones() {
    earns(
        Code::NominalAndReal,
        &[(
            r#"fine         = "500 GEL/person | official: law""#,
            r#"fine         = { value = 500, unit = "GEL/person", nominal = true, source = "law", grade = "official" }"#,
        )],
        str![[r#"
error[E0604]: parameter.fine is nominal, parameter.hour is in prices of 2014
  --> town.toml:29:52
   |
27 | hour         = "5 GEL/hour | official: office"
   | ---- real prices in the same total
28 | prison_day   = "30 GEL/person/day | official: office"
29 | fine         = { value = 500, unit = "GEL/person", nominal = true, source = "law", grade = "official" }
   |                                                    ^^^^^^^ the prices of each year
   |
   = help: give parameter.fine its price_year instead of `nominal`, so that it is carried to 2014
"#]],
    );
}

#[test]
fn a_fixed_cost_by_the_person() {
    earns(
        Code::FixedPerPerson,
        &[(r#"payer = "police", basis = "average""#, r#"payer = "police", basis = "fixed""#)],
        str![[r#"
error[E0605]: cost.police: a fixed cost is not booked by the person
  --> town.toml:48:96
   |
48 | police = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", basis = "fixed" }
   |                                                                                                ^^^^^^^ does not move with people
   |
   = help: write  per = "year"  or  per = "once", or the basis by which it was calculated
"#]],
    );
}

#[test]
fn policies_that_extend_each_other() {
    earns(
        Code::CircularExtends,
        &[(
            "[policy.care]",
            r#"[policy.more]
extends = "care"

[policy.care]
extends = "more""#,
        )],
        str![[r#"
error[E0702]: policies extend each other: more -> care -> more
  --> town.toml:59:11
   |
59 | extends = "more"
   |           ^^^^^^ this closes the circle
   |
   = help: let one of them stand without `extends`
"#]],
    );
}

#[test]
fn policies_that_clash() {
    earns(
        Code::PolicyClash,
        &[(
            "[policy.care]",
            r#"[policy.a]
parameter.fine = "300 GEL/person | official: law"

[policy.b]
parameter.fine = "200 GEL/person | official: law"

[policy.both]
extends = ["a", "b"]

[policy.care]"#,
        )],
        str![[r#"
error[E0701]: policies `a` and `b` set `parameter.fine` to different values
  --> town.toml:59:11
   |
56 | parameter.fine = "300 GEL/person | official: law"
   |           ---- set by `a`
...
59 | parameter.fine = "200 GEL/person | official: law"
   |           ^^^^ set by `b`
60 |
61 | [policy.both]
   |         ---- combined here
   |
   = help: say which holds: set `parameter.fine` under [policy.both]
"#]],
    );
}

#[test]
fn a_fork_before_a_stage_that_is_not_there() {
    earns(
        Code::BadDivert,
        &[(r#"before = "caught""#, r#"before = "caugt""#)],
        str![[r#"
error[E0703]: policy.care.divert: no stage called `caugt`
  --> town.toml:57:22
   |
57 | divert = [{ before = "caugt", to = "care", share = "offered" }]
   |                      ^^^^^^^ neither the scenario nor the policy has this stage
   |
   = help: did you mean `caught`?
"#]],
    );
}

#[test]
fn dropping_what_is_not_there() {
    earns(
        Code::NothingToDrop,
        &[(
            "divert = [",
            r#"drop = ["cost.polic"]
divert = ["#,
        )],
        str![[r#"
error[E0706]: `cost.polic` is to be dropped but is not there
  --> town.toml:57:9
   |
57 | drop = ["cost.polic"]
   |         ^^^^^^^^^^^^ nothing has this path
   |
   = help: name a table or key that exists, such as "cost.testing" or "stage.at_risk.each"
"#]],
    );
}

#[test]
fn a_policy_that_loses_people() {
    earns(
        Code::PeopleLost,
        &[(
            "divert = [",
            r#"drop = ["stage.prison", "cost.prison", "outcome.prison_years"]
stage.caught.next = { fined = "share_fined", let_go = "rest" }
divert = ["#,
        )],
        str![[r#"
error[E0707]: policy.care: stage.prison is removed, but people are in it when the policy begins
  --> town.toml:55:9
   |
36 | prison  = { role = "custody", stay = "prison_term", next = "at_risk" }
   | ------ people are here
...
55 | [policy.care]
   |         ^^^^ removes a stage with people in it
   |
   = help: keep the stage and let no more people come to it: change the `next` of the stages that lead there
"#]],
    );
}

#[test]
fn a_baseline_that_changes_something() {
    earns(
        Code::KeysConflict,
        &[(
            "[policy.care]",
            r#"[policy.today]
parameter.fine = "300 GEL/person | official: law"

[policy.care]"#,
        )],
        str![[r#"
error[E0107]: policy.today: the baseline cannot change anything, but has `parameter`
  --> town.toml:56:1
   |
56 | parameter.fine = "300 GEL/person | official: law"
   | ^^^^^^^^^ the baseline is what the scenario itself says
   |
   = help: write the change into the tables of the scenario, or give the policy a name of its own
"#]],
    );
}

#[test]
fn a_wrong_group() {
    earns(
        Code::UnknownGroup,
        &[
            (
                r#"baseline = "today""#,
                r#"baseline = "today"
groups = ["men", "women"]"#,
            ),
            (
                r#"people       = "1200 person/year | official: office""#,
                r#"people       = { by_group = { men = 1000, woman = 200 }, unit = "person/year", source = "office", grade = "official" }"#,
            ),
        ],
        str![[r#"
error[E0406]: parameter.people.by_group.woman: no group called `woman`
  --> town.toml:21:43
   |
21 | people       = { by_group = { men = 1000, woman = 200 }, unit = "person/year", source = "office", grade = "official" }
   |                                           ^^^^^ not in scenario.groups
   |
   = help: did you mean `women`?
"#]],
    );
}

#[test]
fn all_people_in_every_group() {
    earns(
        Code::BadPath,
        &[(
            r#"baseline = "today""#,
            r#"baseline = "today"
groups = ["men", "women"]"#,
        )],
        str![[r#"
error[E0307]: stage.caught.entries: `people` is not by group, so every group would get all people
  --> town.toml:35:30
   |
35 | caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "rest" } }
   |                              ^^^^^^^ the same for all groups
   |
   = help: say how many belong to each group:  people = { by_group = { men = …, … }, … }
"#]],
    );
}

#[test]
fn a_unit_that_serves_hours_and_not_people() {
    earns(
        Code::BadStep,
        &[
            (
                r#"amount = "prison_day", payer = "prisons", basis = "average" }"#,
                r#"amount = "prison_day", payer = "prisons", basis = "average", step = { every = "hours", costs = "wing" } }"#,
            ),
            (
                r#"offered      ="#,
                r#"places       = "40 person | official: office"
wing         = "90000 GEL/year | official: office"
offered      ="#,
            ),
        ],
        str![[r#"
error[E0540]: cost.prison.step.every: comes out in day/person, but the line counts people who are present
  --> town.toml:51:123
   |
51 | ...= "prisons", basis = "average", step = { every = "hours", costs = "wing" } }
   |                                                      ^^^^^ not people for one unit
   |
   = help: give it in person, or person/wing with a word of the scenario's own
"#]],
    );
}

#[test]
fn a_unit_whose_cost_has_no_time() {
    earns(
        Code::BadStep,
        &[
            (
                r#"amount = "prison_day", payer = "prisons", basis = "average" }"#,
                r#"amount = "prison_day", payer = "prisons", basis = "average", step = { every = "places", costs = "fine" } }"#,
            ),
            (
                r#"offered      ="#,
                r#"places       = "40 person | official: office"
wing         = "90000 GEL/year | official: office"
offered      ="#,
            ),
        ],
        str![[r#"
error[E0540]: cost.prison.step.costs: units x GEL/person x time does not come out in money (GEL)
  --> town.toml:51:141
   |
51 | ... "average", step = { every = "places", costs = "fine" } }
   |                                                    ^^^^ comes out in GEL*day/person
   |
   = help: what one unit costs is GEL/year, or per another time
"#]],
    );
}

#[test]
fn a_unit_that_serves_nobody() {
    earns(
        Code::NoSizeOfStep,
        &[
            (
                r#"amount = "prison_day", payer = "prisons", basis = "average" }"#,
                r#"amount = "prison_day", payer = "prisons", basis = "average", step = { every = "places", costs = "wing" } }"#,
            ),
            (
                r#"offered      ="#,
                r#"places       = "0 person | official: office"
wing         = "90000 GEL/year | official: office"
offered      ="#,
            ),
        ],
        str![[r#"
error[E0541]: cost.prison.step.every: comes out as 0
  --> town.toml:51:123
   |
51 | ...er = "prisons", basis = "average", step = { every = "places", costs = "wing" } }
   |                                                         ^^^^^^ must be above 0
   |
   = help: something is divided by it: give it a value, or limits or a 90 % interval above 0
"#]],
    );
}

#[test]
fn a_unit_that_may_serve_nobody() {
    earns(
        Code::NoSizeOfStep,
        &[
            (
                r#"amount = "prison_day", payer = "prisons", basis = "average" }"#,
                r#"amount = "prison_day", payer = "prisons", basis = "average", step = { every = "places", costs = "wing" } }"#,
            ),
            (
                r#"offered      ="#,
                r#"places       = { distribution = { normal = { mean = 40, sd = 20 } }, unit = "person", source = "office", grade = "official" }
wing         = "90000 GEL/year | official: office"
offered      ="#,
            ),
        ],
        str![[r#"
error[E0541]: cost.prison.step.every: `places` may be 0 or less
  --> town.toml:51:123
   |
51 | ...risons", basis = "average", step = { every = "places", costs = "wing" } }
   |                                                  ^^^^^^ must be above 0 in every draw
   |
   = help: something is divided by it: give it a value, or limits or a 90 % interval above 0
"#]],
    );
}

#[test]
fn whole_units_of_something_paid_by_the_piece() {
    earns(
        Code::KeysConflict,
        &[
            (
                r#"amount = "prison_day", payer = "prisons", basis = "average" }"#,
                r#"amount = "prison_day", payer = "prisons", basis = "contract price", step = { every = "places", costs = "wing" } }"#,
            ),
            (
                r#"offered      ="#,
                r#"places       = "40 person | official: office"
wing         = "90000 GEL/year | official: office"
offered      ="#,
            ),
        ],
        str![[r#"
error[E0107]: cost.prison: `step` has no place here
  --> town.toml:51:112
   |
51 | ..._day", payer = "prisons", basis = "contract price", step = { every = "places", costs = "wing" } }
   |                                                        ^^^^ not with these keys
   |
   = help: a line in whole units is an average:  basis = "average"
"#]],
    );
}

#[test]
fn a_checkpoint_within_a_cycle() {
    earns(
        Code::OutOfRange,
        &[
            (
                r#"amount = "prison_day", payer = "prisons", basis = "average" }"#,
                r#"amount = "prison_day", payer = "prisons", basis = "average", step = { every = "places", costs = "wing", checkpoint = "10 days" } }"#,
            ),
            (
                r#"offered      ="#,
                r#"places       = "40 person | official: office"
wing         = "90000 GEL/year | official: office"
offered      ="#,
            ),
        ],
        str![[r#"
error[E0108]: cost.prison.step.checkpoint: 10 days are not a whole number of cycles within the horizon
  --> town.toml:51:161
   |
51 | ...every = "places", costs = "wing", checkpoint = "10 days" } }
   |                                                   ^^^^^^^^^ a cycle has 30.4375 days
   |
   = help: write a number of cycles in words, such as "6 months" with cycles of a month
"#]],
    );
}

#[test]
fn hours_that_a_saving_cannot_buy() {
    earns(
        Code::NotABuy,
        &[(
            r#"[policy.care]"#,
            r#"[buys]
care = { price = "hours" }

[policy.care]"#,
        )],
        str![[r#"
error[E0542]: buys.care.price: comes out in day/person, not in money for something
  --> town.toml:56:19
   |
56 | care = { price = "hours" }
   |                   ^^^^^ a price is needed
   |
   = help: GEL/person/year buys years of a service, GEL/person courses of it
"#]],
    );
}

#[test]
fn a_price_that_differs_between_years() {
    earns(
        Code::BadPath,
        &[
            (
                r#"[policy.care]"#,
                r#"[buys]
care = { price = "visit" }

[policy.care]"#,
            ),
            (
                r#"offered      ="#,
                r#"visit        = { by_year = { 2014 = 10, 2015 = 12 }, unit = "GEL/person", source = "office", grade = "official" }
offered      ="#,
            ),
        ],
        str![[r#"
error[E0307]: buys.care.price: `visit` differs between years
  --> town.toml:57:19
   |
57 | care = { price = "visit" }
   |                   ^^^^^ one number is needed here
   |
   = help: use its mean as a parameter of its own
"#]],
    );
}

#[test]
fn a_cost_of_taxes_that_is_no_share() {
    earns(
        Code::WrongUnit,
        &[(
            r#"baseline = "today""#,
            r#"baseline = "today"
deadweight = "fine""#,
        )],
        str![[r#"
error[E0203]: scenario.deadweight: comes out in GEL/person, where a share is needed
  --> town.toml:14:15
   |
14 | deadweight = "fine"
   |               ^^^^ not a pure number
   |
   = help: 20 % stands for 0.2 GEL on every GEL of public money
"#]],
    );
}

#[test]
fn a_line_with_the_name_of_a_total() {
    earns(
        Code::BadName,
        &[(r#"police = { stage = "caught""#, r#"public = { stage = "caught""#)],
        str![[r#"
error[E0106]: cost.public: this is the name of a total
  --> town.toml:48:1
   |
48 | public = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", basis = "average" }
   | ^^^^^^ taken
   |
   = help: a line of this name could not be told from it in results: choose another one
"#]],
    );
}

#[test]
fn people_at_liberty_who_cost_nothing() {
    earns(
        Code::FreeAtLiberty,
        &[(
            r#"
[answers]
life_at_liberty = { not_modelled = "left out in this town" }
"#,
            r#""#,
        )],
        str![[r#"
warning[W0543]: people are at liberty in stage.at_risk and cost nothing there
  --> town.toml:37:1
   |
37 | at_risk = { role = "at_risk", stay = "one_year", each = { caught = "back_again" }, next = "closed" }
   | ^^^^^^^ no cost line is booked for the time people are here
   |
   = help: add what benefits, services and other contacts cost:  per = "stay"  with these stages; a wide range is better than nothing
   = help: or say why not:  [answers] life_at_liberty = { not_modelled = "…" }
   = help: a stage in which people are held has  role = "custody"
"#]],
    );
}

//! Law files that hold, and one mistake for each code with the exact text it earns.

use super::{laws, read};
use crate::codes::Code;
use crate::law::{Class, CountingBasis, Date, Measure, PenaltyUnit};
use crate::model::Grade;
use crate::text::{Files, Problems, parse};
use snapbox::{IntoData, assert_data_eq, str};

const LAND: &str = r#"format = 1

[law]
country = "LTU"

[source.order]
title = "Order"
publisher = "Ministry"
year = 2020

[index.unit_of_fines]
currency = "EUR"
values = { 2020 = 50 }
source = "order"
grade = "official"

[default.offence]
source = "order"
grade = "official"

[regime.old]
title = "Old"
to = 2016-12-31

[regime.new]
title = "New"
from = 2017-01-01

[regime.new.table.cannabis]
unit = "g"
basis = "mixture"
closed = "upper"
bands = [
    { name = "small", from = 0, to = 5, offence = "possession_small" },
    { from = 5, to = 500, offence = "possession" },
    { name = "large", from = 500 },
]
source = "order"
grade = "official"

[regime.new.offence.possession_small]
class = "administrative"
penalties = [{ kind = "fine", low = 1, high = 3, unit = "unit_of_fines" }]

[regime.new.offence.possession]
class = "criminal"
penalties = [{ kind = "prison", high = 2, unit = "year" }]

[[regime.new.repeat]]
offence = "possession_small"
within_months = 12
becomes = "possession"
source = "order"
grade = "official"
"#;

/// Everything that is said of the land with these texts replaced.
fn said(changes: &[(&str, &str)]) -> String {
    let mut text = LAND.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    let mut files = Files::default();
    let file = files.add("land.toml", text);
    let mut problems = Problems::default();
    let tree = parse(file, &files, &mut problems).expect("the text is TOML");
    let law = read(&tree, &mut problems);
    assert_eq!(law.is_some(), !problems.any_errors());
    problems.sorted().iter().map(|problem| problem.block(&files, false)).collect::<Vec<_>>().join("\n\n")
}

fn earns(code: Code, changes: &[(&str, &str)], expected: impl IntoData) {
    let text = said(changes);
    assert!(text.contains(&format!("[{code}]")), "no {code} in\n{text}");
    assert_data_eq!(text, expected.into_data().raw());
}

#[test]
fn the_land_is_read_as_it_is_written() {
    assert_eq!(said(&[]), "");
    let mut files = Files::default();
    let file = files.add("land.toml", LAND);
    let mut problems = Problems::default();
    let law = read(&parse(file, &files, &mut problems).unwrap(), &mut problems).unwrap();
    assert_eq!((law.country.as_str(), law.title.in_language("en")), ("LTU", "Lithuania"));
    assert_eq!(law.at(Date::new(2016, 12, 31).unwrap()).map(|regime| regime.id.as_str()), Some("old"));
    assert_eq!(law.at(Date::new(2017, 1, 1).unwrap()).map(|regime| regime.id.as_str()), Some("new"));
    let regime = &law.regimes["new"];
    let table = &regime.tables["cannabis"];
    assert_eq!((table.measure, table.basis), (Measure::Grams, CountingBasis::Mixture));
    assert_eq!(table.limits().iter().map(|limit| limit.amount).collect::<Vec<_>>(), [5.0, 500.0]);
    assert_eq!(table.bands[1].name, None);
    let penalty = &regime.offences["possession_small"].penalties[0];
    assert_eq!(penalty.unit, Some(PenaltyUnit::Index("unit_of_fines".to_owned())));
    assert!(regime.repeats[0].holds("possession_small", 12.0) && !regime.repeats[0].holds("possession_small", 12.5));
}

#[test]
fn all_shipped_laws_are_read_without_a_problem() {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let laws = laws(&[], &mut files, &mut problems).unwrap();
    assert!(problems.is_empty(), "{:?}", problems.sorted());
    assert_eq!(laws.len(), 28);
    for law in laws.values() {
        for regime in law.regimes.values() {
            assert!(
                !regime.tables.is_empty() || !regime.offences.is_empty() || !regime.gaps.is_empty(),
                "{}",
                regime.id
            );
            for offence in regime.offences.values() {
                // What was found without a penalty is marked as such by having none, never by a zero.
                assert!(
                    offence.penalties.iter().all(|own| own.low != Some(0.0) && own.high != Some(0.0)),
                    "{}",
                    offence.id
                );
                assert!(offence.class != Class::None || offence.penalties.is_empty());
                assert_ne!(offence.evidence.grade, Grade::Assumption);
            }
            assert!(regime.tables.values().all(|table| table.evidence.grade != Grade::Assumption));
        }
    }
}

#[test]
fn a_country_that_does_not_exist() {
    earns(
        Code::UnknownCountry,
        &[("country = \"LTU\"", "country = \"LUT\"")],
        str![[r#"
error[E1201]: law.country: no country has the code `LUT`
 --> land.toml:4:11
  |
4 | country = "LUT"
  |           ^^^^^ not in ISO 3166
  |
  = help: did you mean `AUT` (Austria)?
"#]],
    );
}

#[test]
fn two_regimes_on_one_day() {
    earns(
        Code::RegimesOverlap,
        &[("from = 2017-01-01", "from = 2016-12-31")],
        str![[r#"
error[E1204]: regime.old and regime.new are in force on the same days
  --> land.toml:25:9
   |
21 | [regime.old]
   |         --- the earlier one
...
25 | [regime.new]
   |         ^^^ the later one
   |
   = help: end `old` before 2016-12-31:  to = …
"#]],
    );
}

#[test]
fn bands_that_overlap() {
    earns(
        Code::BandsOverlap,
        &[("{ from = 5, to = 500,", "{ from = 4, to = 500,")],
        str![[r#"
error[E1205]: regime.new.table.cannabis: amounts from 4 to 5 are in two bands
  --> land.toml:35:14
   |
34 |     { name = "small", from = 0, to = 5, offence = "possession_small" },
   |                                      - ends here
35 |     { from = 4, to = 500, offence = "possession" },
   |              ^ begins before the last one ends
   |
   = help: write  from = 5, or end the band before at 4
"#]],
    );
}

#[test]
fn bands_that_leave_amounts_out() {
    earns(
        Code::BandsGap,
        &[("{ from = 5, to = 500,", "{ from = 6, to = 500,")],
        str![[r#"
error[E1206]: regime.new.table.cannabis: amounts from 5 to 6 are in no band
  --> land.toml:35:14
   |
34 |     { name = "small", from = 0, to = 5, offence = "possession_small" },
   |                                      - ends here
35 |     { from = 6, to = 500, offence = "possession" },
   |              ^ begins after the last one ends
   |
   = help: add a band between:  { from = 5, to = 6 }; it needs neither name nor offence
"#]],
    );
}

#[test]
fn a_table_that_ends() {
    earns(
        Code::BandsGap,
        &[("{ name = \"large\", from = 500 }", "{ name = \"large\", from = 500, to = 2500 }")],
        str![[r#"
error[E1206]: regime.new.table.cannabis: amounts above 2500 are in no band
  --> land.toml:36:40
   |
36 |     { name = "large", from = 500, to = 2500 },
   |                                        ^^^^ the last band has no end
   |
   = help: remove `to`, or add  { from = 2500 }; without `offence` if it was not found
"#]],
    );
}

#[test]
fn a_table_without_a_unit() {
    earns(
        Code::NoMeasure,
        &[("unit = \"g\"\nbasis", "basis")],
        str![[r#"
error[E1207]: regime.new.table.cannabis: the amounts have no unit
  --> land.toml:29:19
   |
29 | [regime.new.table.cannabis]
   |                   ^^^^^^^^ amounts of what?
   |
   = help: add  unit = "g", "dose", "piece" or "daily_amount"
"#]],
    );
}

#[test]
fn a_basis_of_weight_for_what_is_counted() {
    earns(
        Code::KeysConflict,
        &[("unit = \"g\"\nbasis = \"mixture\"", "unit = \"dose\"\nbasis = \"pure\"")],
        str![[r#"
error[E0107]: regime.new.table.cannabis: doses and pieces are counted, and this basis weighs
  --> land.toml:31:9
   |
31 | basis = "pure"
   |         ^^^^^^ needs a unit of weight
   |
   = help: write  unit = "g",  or  basis = "both_exceeded"  with `pure_to` in grams
"#]],
    );
}

#[test]
fn an_offence_that_is_not_there() {
    earns(
        Code::UnknownOffence,
        &[("becomes = \"possession\"", "becomes = \"posession\"")],
        str![[r#"
error[E1208]: regime.new.repeat[1]: no offence called `posession`
  --> land.toml:52:11
   |
52 | becomes = "posession"
   |           ^^^^^^^^^^^ not an offence of this regime
   |
   = help: did you mean `possession`?
"#]],
    );
}

#[test]
fn a_regime_that_ends_before_it_begins() {
    earns(
        Code::BadDate,
        &[("from = 2017-01-01", "from = 2017-01-01\nto = 2016-12-31")],
        str![[r#"
error[E1209]: regime.new.to: it ends on 2016-12-31, before it begins on 2017-01-01
  --> land.toml:28:6
   |
28 | to = 2016-12-31
   |      ^^^^^^^^^^ before `from`
   |
   = help: `to` is the last day in force
"#]],
    );
}

#[test]
fn a_penalty_in_another_unit() {
    earns(
        Code::BadPenalty,
        &[("high = 2, unit = \"year\"", "high = 2, unit = \"EUR\"")],
        str![[r#"
error[E1212]: regime.new.offence.possession.penalties[1]: it is counted in time: hour, day, month or year, not in `EUR`
  --> land.toml:47:50
   |
47 | penalties = [{ kind = "prison", high = 2, unit = "EUR" }]
   |                                                  ^^^^^ another unit
   |
   = help: write time: hour, day, month or year
"#]],
    );
}

#[test]
fn a_penalty_that_goes_backwards() {
    earns(
        Code::BadPenalty,
        &[("low = 1, high = 3", "low = 3, high = 1")],
        str![[r#"
error[E1212]: regime.new.offence.possession_small.penalties[1]: from 3 to 1 goes backwards
  --> land.toml:43:47
   |
43 | penalties = [{ kind = "fine", low = 3, high = 1, unit = "unit_of_fines" }]
   |                                               ^ less than `low`
   |
   = help: write the smaller one as `low`
"#]],
    );
}

#[test]
fn a_row_without_a_source() {
    earns(
        Code::NoSource,
        &[("becomes = \"possession\"\nsource = \"order\"\ngrade = \"official\"", "")],
        str![[r#"
error[E0310]: regime.new.repeat[1]: nothing says where this is from
  --> land.toml:49:1
   |
49 | [[regime.new.repeat]]
   | ^^^^^^^^^^^^^^^^^^^^^ says nobody?
   |
   = help: add  source = "id of a [source]", grade = "official"
   = help: what was not found is a gap:  gaps = ["what was looked for"]  in the regime
"#]],
    );
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let text = said(&[
        ("country = \"LTU\"", "country = \"ZZZ\""),
        ("closed = \"upper\"", "close = \"upper\""),
        ("from = 5, to = 500", "from = 7, to = 500"),
        ("offence = \"possession_small\" },", "offence = \"posession_small\" },"),
        ("class = \"criminal\"", "class = \"crime\""),
        ("grade = \"official\"\n\n[default", "grade = \"good\"\n\n[default"),
    ]);
    for code in ["E1201", "E0101", "E0102", "E1206", "E1208", "E0104", "E0311"] {
        assert!(text.contains(code), "{code}\n{text}");
    }
}

use super::*;
use crate::law::Measure;
use crate::model::{Evidence, Grade, Text};

fn table(measure: Measure, basis: CountingBasis, closed: Closed, limits: &[(f64, Option<f64>)]) -> Table {
    let mut from = (0.0, limits.first().and_then(|(_, pure)| pure.map(|_| 0.0)));
    let ends = limits.iter().map(|(amount, pure)| (Some(*amount), *pure)).chain([(None, None)]);
    let bands = ends.enumerate().map(|(index, (to, pure_to))| {
        let band = Band { name: Some(index.to_string()), from: from.0, to, pure_from: from.1, pure_to, offence: None };
        from = (to.unwrap_or(f64::INFINITY), pure_to);
        band
    });
    let evidence =
        Evidence { source: None, at: None, quote: None, retrieved: None, assumption: None, grade: Grade::Assumption };
    let (year, about, form) = (None, Text::default(), None);
    Table { substance: "x".to_owned(), measure, basis, form, closed, bands: bands.collect(), year, about, evidence }
}

fn grams(grams: f64, purity: Option<f64>) -> Find {
    Find { grams: Some(grams), purity, ..Find::default() }
}

fn names(bands: &[&Band]) -> String {
    bands.iter().filter_map(|band| band.name.as_deref()).collect::<Vec<_>>().join(" or ")
}

#[test]
fn a_find_on_a_limit_belongs_where_the_table_says() {
    let limits = [(5.0, None), (500.0, None)];
    for (closed, at_limit) in [(Closed::Upper, "0"), (Closed::Lower, "1"), (Closed::Unstated, "0")] {
        let table = table(Measure::Grams, CountingBasis::Mixture, closed, &limits);
        let placed = table.place(&grams(5.0, None)).unwrap();
        assert_eq!(names(&placed.bands), at_limit, "{closed:?}");
        assert_eq!(placed.on_limit.is_some(), closed == Closed::Unstated);
        assert_eq!(names(&table.place(&grams(5.01, None)).unwrap().bands), "1");
        assert_eq!(names(&table.place(&grams(501.0, None)).unwrap().bands), "2");
    }
}

#[test]
fn both_must_exceed_or_one_suffices() {
    // 12 g at 6 % hold 0.72 g, at 10 % 1.2 g; 8 g at 20 % hold 1.6 g.
    let finds = [(12.0, 0.06), (12.0, 0.10), (8.0, 0.20)];
    for (basis, expected) in
        [(CountingBasis::BothExceeded, ["0", "1", "0"]), (CountingBasis::EitherExceeded, ["1", "1", "1"])]
    {
        let table = table(Measure::Grams, basis, Closed::Upper, &[(10.0, Some(1.0))]);
        for ((gross, purity), expected) in finds.into_iter().zip(expected) {
            let placed = table.place(&grams(gross, Some(purity))).unwrap();
            assert_eq!(names(&placed.bands), expected, "{basis:?} {gross} {purity}");
        }
    }
    let table = table(Measure::Grams, CountingBasis::BothExceeded, Closed::Upper, &[(10.0, Some(1.0))]);
    assert_eq!(names(&table.place(&grams(9.0, None)).unwrap().bands), "0");
    let placed = table.place(&grams(12.0, None)).unwrap();
    assert_eq!((names(&placed.bands).as_str(), placed.needs_purity), ("0 or 1", true));
}

#[test]
fn a_pure_limit_needs_the_purity_unless_all_of_it_were_below() {
    let table = table(Measure::Grams, CountingBasis::Pure, Closed::Lower, &[(1.5, None)]);
    assert_eq!(names(&table.place(&grams(10.0, Some(0.1))).unwrap().bands), "0");
    assert_eq!(names(&table.place(&grams(10.0, Some(0.15))).unwrap().bands), "1");
    assert_eq!(names(&table.place(&grams(1.4, None)).unwrap().bands), "0");
    assert_eq!(names(&table.place(&grams(1.5, None)).unwrap().bands), "0 or 1");
}

#[test]
fn a_reference_strength_scales_what_is_found() {
    // 12 g at 4 % are 24 g at the reference of 2 %: 9.6 daily amounts of 2.5 g; at 5 % they are 30 g, 12 amounts.
    let daily = Measure::DailyAmounts { grams: 2.5 };
    let table = table(daily, CountingBasis::ReferencePotency(0.02), Closed::Upper, &[(10.0, None)]);
    assert_eq!(names(&table.place(&grams(12.0, Some(0.04))).unwrap().bands), "0");
    assert_eq!(names(&table.place(&grams(12.0, Some(0.05))).unwrap().bands), "1");
    // Without a purity the weight is taken at the reference strength: 26 g are 10.4 daily amounts.
    assert_eq!(names(&table.place(&grams(26.0, None)).unwrap().bands), "1");
}

#[test]
fn an_unstated_basis_is_read_as_the_mixture_and_says_what_the_other_reading_gives() {
    let table = table(Measure::Grams, CountingBasis::Unspecified, Closed::Upper, &[(1.0, None)]);
    let placed = table.place(&grams(2.0, Some(0.3))).unwrap();
    assert_eq!((names(&placed.bands).as_str(), placed.if_pure.map(|bands| names(&bands))), ("1", Some("0".to_owned())));
    let placed = table.place(&grams(2.0, None)).unwrap();
    assert_eq!(placed.if_pure.map(|bands| names(&bands)), Some("0 or 1".to_owned()));
    assert_eq!(table.place(&grams(0.5, Some(0.3))).unwrap().if_pure, None);
}

#[test]
fn products_of_decimal_fractions_lie_on_the_limit_they_are_equal_to() {
    // 3 × 0.05 is 0.15000000000000002 in binary fractions.
    let table = table(Measure::Grams, CountingBasis::Pure, Closed::Upper, &[(0.15, None)]);
    assert_eq!(names(&table.place(&grams(3.0, Some(0.05))).unwrap().bands), "0");
}

#[test]
fn an_unstated_end_is_said_of_the_weight_that_counts() {
    // 10 g at 15 % hold exactly the 1.5 g that a pure limit names, and 1.5 g of the mixture are far below it.
    let pure = table(Measure::Grams, CountingBasis::Pure, Closed::Unstated, &[(1.5, None)]);
    assert_eq!(pure.place(&grams(10.0, Some(0.15))).unwrap().on_limit, Some(1.5));
    assert_eq!(pure.place(&grams(1.5, Some(0.3))).unwrap().on_limit, None);
    // 5 g at 4 % are 10 g at the reference of 2 %; 10 g at 4 % are 20 g.
    let scaled = table(Measure::Grams, CountingBasis::ReferencePotency(0.02), Closed::Unstated, &[(10.0, None)]);
    assert_eq!(scaled.place(&grams(5.0, Some(0.04))).unwrap().on_limit, Some(10.0));
    assert_eq!(scaled.place(&grams(10.0, Some(0.04))).unwrap().on_limit, None);
    // Both count: on the gross limit of 10 g only a find with more than 1 g of pure substance can be decided by it.
    let both = table(Measure::Grams, CountingBasis::BothExceeded, Closed::Unstated, &[(10.0, Some(1.0))]);
    assert_eq!(both.place(&grams(10.0, Some(0.2))).unwrap().on_limit, Some(10.0));
    assert_eq!(both.place(&grams(10.0, Some(0.05))).unwrap().on_limit, None);
}

#[test]
fn limits_of_pure_grams_go_with_daily_amounts_too() {
    // Ten daily amounts of 2.5 g, and 1 g pure: 26 g at 5 % hold 1.3 g, at 3 % 0.78 g.
    let daily = Measure::DailyAmounts { grams: 2.5 };
    let table = table(daily, CountingBasis::BothExceeded, Closed::Upper, &[(10.0, Some(1.0))]);
    assert_eq!(names(&table.place(&grams(26.0, Some(0.05))).unwrap().bands), "1");
    assert_eq!(names(&table.place(&grams(26.0, Some(0.03))).unwrap().bands), "0");
    assert_eq!(names(&table.place(&grams(25.0, Some(0.5))).unwrap().bands), "0");
}

#[test]
fn a_mixture_weighs_whole_whatever_its_purity() {
    for basis in [CountingBasis::Mixture, CountingBasis::DryResidue] {
        let table = table(Measure::Grams, basis, Closed::Upper, &[(1.5, None)]);
        for purity in [None, Some(0.3), Some(1.0)] {
            let placed = table.place(&grams(1.6, purity)).unwrap();
            assert_eq!((names(&placed.bands).as_str(), placed.needs_purity, placed.if_pure), ("1", false, None));
        }
    }
}

#[test]
fn doses_whose_basis_is_not_stated_are_not_read_as_pure() {
    let table = table(Measure::Doses, CountingBasis::Unspecified, Closed::Upper, &[(3.0, None), (10.0, None)]);
    let find = Find { doses: Some(4.0), ..Find::default() };
    let placed = table.place(&find).unwrap();
    assert_eq!((names(&placed.bands).as_str(), placed.if_pure), ("1", None));
}

#[test]
fn a_table_counts_only_what_it_is_made_for() {
    let table = table(Measure::Doses, CountingBasis::Mixture, Closed::Lower, &[(10.0, None)]);
    assert_eq!(table.place(&grams(1.0, None)), Err(NotCounted { measure: Measure::Doses }));
    let find = Find { doses: Some(10.0), ..Find::default() };
    assert_eq!(names(&table.place(&find).unwrap().bands), "1");
}

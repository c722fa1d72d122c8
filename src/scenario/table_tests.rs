//! Cases from the rows of a sheet.

use super::load::Case;
use super::testing::{blocks, town, tree};
use super::{Scenario, sheet, table};
use crate::model::{Model, Tolerance, Value};
use crate::text::{Files, Problems};

const TABLE: &str = r#"[table]
label = ["country", "edition"]
columns = ["prison_day", "prison_term"]
source = "url"
compare = { "today/cost/public/all" = { column = "published", tolerance = 1 } }

[policy.care]"#;

fn cases(table_text: &str, csv: &str) -> (Vec<(Case, Option<Model>)>, String) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let text = town(&[
        ("country = \"GEO\"", "country = \"row\""),
        ("price_year = 2014", "price_year = \"row\""),
        ("[policy.care]", table_text),
    ]);
    let tree = tree(&text, &mut files, &mut problems).unwrap();
    let sheet = sheet::read(csv.as_bytes(), "cases.csv", &mut files, &mut problems).unwrap();
    let cases = table::from_sheet(&sheet, &tree, &mut problems).unwrap_or_default();
    let scenario = Scenario::from_tree(tree);
    let mut found = vec![];
    for case in cases {
        let reading = scenario.read(&case, None, &[]);
        problems.extend(reading.problems);
        found.push((case, reading.model));
    }
    let text = blocks(&problems, &files);
    (found, text)
}

#[test]
fn a_row_sets_parameters_in_its_own_units_and_names_its_source() {
    let csv = "country,edition,price_year,prison_day,prison_term,published,url\n\
               EST,2021,2021,30 GEL/person/week,270 days,1234.5,https://example.org/est\n";
    let (cases, problems) = cases(TABLE, csv);
    let (case, Some(model)) = &cases[0] else { panic!("{problems}") };
    assert_eq!(case.name, "EST 2021");
    assert_eq!((model.settings.country.as_str(), model.settings.price_year), ("EST", 2021));
    // 30 a week is 30/7 a day; 270 days are 270 / (365.25 / 12) months
    let value = |name: &str| match model.baseline().parameters[name].value {
        Value::Known(number) => number,
        _ => panic!("{name} is not known"),
    };
    assert!((value("prison_day") - 30.0 / 7.0).abs() < 1e-12);
    assert!((value("prison_term") - 270.0 * 12.0 / 365.25).abs() < 1e-12);
    let source = model.baseline().parameters["prison_day"].evidence.as_ref().unwrap().source.clone().unwrap();
    assert_eq!(model.sources[&source].url.as_deref(), Some("https://example.org/est"));
    assert_eq!(model.comparisons[0].value, 1234.5);
    assert_eq!(model.comparisons[0].tolerance, Tolerance::Absolute(1.0));
}

#[test]
fn what_is_not_provided_counts_as_nothing_and_marks_the_case() {
    let csv = "country,edition,price_year,prison_day,prison_term,published,url\n\
               ALB,2021,2021,not provided,12,,https://example.org/alb\n";
    let (cases, problems) = cases(TABLE, csv);
    let (_, Some(model)) = &cases[0] else { panic!("{problems}") };
    assert_eq!(model.incomplete, ["prison_day: not provided"]);
    assert_eq!(model.baseline().parameters["prison_day"].value, Value::Known(0.0));
    assert!(model.comparisons.is_empty());
}

#[test]
fn an_empty_cell_is_refused_unless_the_table_keeps_it() {
    let csv = "country,edition,price_year,prison_day,prison_term,published,url\n\
               ALB,2021,2021,,12,,https://example.org/alb\n";
    let (_, problems) = cases(TABLE, csv);
    assert!(problems.contains("error[E0805]: ALB 2021: the cell of `prison_day` is empty"), "{problems}");
    let (cases, problems) = cases(&TABLE.replace("source = ", "optional = [\"prison_day\"]\nsource = "), csv);
    let (_, Some(model)) = &cases[0] else { panic!("{problems}") };
    assert_eq!(model.baseline().parameters["prison_day"].value, Value::Known(30.0));
}

#[test]
fn a_cell_in_another_unit_and_a_missing_column_are_refused() {
    let csv = "country,edition,price_year,prison_day,prison_term,published,url\nEST,2021,2021,30 GEL/hour,12,,x\n";
    let (_, problems) = cases(TABLE, csv);
    assert!(problems.contains("error[E0802]"), "{problems}");
    assert!(problems.contains("GEL/hour is not GEL/person/day"), "{problems}");
    let csv = "country,edition,price_year,prison_days,prison_term,published,url\nEST,2021,2021,30,12,,x\n";
    let (_, problems) = cases(TABLE, csv);
    assert!(problems.contains("error[E0801]: the table has no column `prison_day`"), "{problems}");
    assert!(problems.contains("did you mean `prison_days`?"), "{problems}");
}

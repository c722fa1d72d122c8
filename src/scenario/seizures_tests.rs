//! Tables of past cases.

use super::*;

fn read_text(text: &str, columns: &Columns, grams: f64) -> (Option<Vec<Seizure>>, Vec<String>) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let found = read(text.as_bytes(), "cases.csv", columns, grams, &mut files, &mut problems);
    (found, problems.sorted().into_iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect())
}

#[test]
fn a_list_with_semicolons_and_decimal_commas_is_read() {
    let columns = Columns {
        amount: Some("svoris".into()),
        purity: Some("grynumas".into()),
        notes: vec!["nr".into()],
        ..Columns::default()
    };
    let (found, problems) = read_text("nr;svoris;grynumas\n1;2,5;13,1 %\n2;0,4;0,24\n", &columns, 1.0);
    assert_eq!(problems, Vec::<String>::new());
    let expected = [
        Seizure { grams: 0.4, weight: 1.0, purity: Some(0.24) },
        Seizure { grams: 2.5, weight: 1.0, purity: Some(0.131) },
    ];
    assert_eq!(found.unwrap(), expected);
}

#[test]
fn a_histogram_spreads_its_classes() {
    let (found, problems) = read_text("from,to,count\n0,1,40\n1,100,60\n", &Columns::default(), 1.0);
    assert_eq!(problems, Vec::<String>::new());
    let cases = found.unwrap();
    let below = |grams: f64| cases.iter().filter(|case| case.grams < grams).map(|case| case.weight).sum::<f64>();
    // Half of the logarithms between 1 and 100 lie below 10.
    for (grams, expected) in [(0.5, 20.0), (1.0, 40.0), (10.0, 70.0), (100.0, 100.0)] {
        assert!((below(grams) - expected).abs() < 1e-9, "{grams} g: {}", below(grams));
    }
}

#[test]
fn weights_come_in_the_unit_that_is_said() {
    let (found, _) = read_text("amount\n1.5\n", &Columns::default(), 1000.0);
    assert_eq!(found.unwrap()[0].grams, 1500.0);
}

#[test]
fn what_cannot_be_is_refused_with_all_its_places() {
    let usual = Columns::default();
    let cases = [
        ("weight\n1.5\n", "E0801: the table has no column `amount`"),
        ("amount,office\n1.5,x\n", "E1254: the table has a column `office` that means nothing here"),
        ("amount\n-1.5\n", "E1253: a weight of -1.5"),
        ("amount\n20000000\n", "E1253: a weight of 20000000"),
        ("amount,purity\n1.5,131 %\n", "E1211: a purity of 131 %"),
        ("amount,purity\n1.5,13.1\n", "E1211: a purity of 13.1"),
        ("amount,purity\n1.5,0.1\n2.5,\n", "E0805: a row has no purity while others have one"),
        ("amount\nmuch\n", "E0802: `much` is not a weight"),
        ("from,to,count\n5,2,1\n", "E1253: a class from 5 to 2"),
        ("amount,count\n5,0\n", "E1253: `cases.csv` has no cases"),
    ];
    for (text, expected) in cases {
        let (found, problems) = read_text(text, &usual, 1.0);
        assert!(found.is_none() && problems.iter().any(|problem| problem == expected), "{text}: {problems:?}");
    }
    let (_, problems) = read_text("amount,office,town\n-1,x,y\n", &usual, 1.0);
    assert_eq!(problems.len(), 2, "{problems:?}");
}

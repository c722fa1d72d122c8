use super::{Sheet, read};
use crate::codes::Code;
use crate::text::{Files, Problems};

fn sheet(bytes: &[u8]) -> (Files, Option<Sheet>, Problems) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let sheet = read(bytes, "costs.csv", &mut files, &mut problems);
    (files, sheet, problems)
}

/// Header and rows, cells joined by `|`, numbers with decimal points.
fn cells(bytes: &[u8]) -> Vec<String> {
    let (_, sheet, problems) = sheet(bytes);
    let sheet = sheet.unwrap_or_else(|| panic!("{:?}", problems.sorted()));
    let rows = [&sheet.header].into_iter().chain(&sheet.rows);
    let line = |row: &Vec<super::Cell>| row.iter().map(|cell| sheet.with_decimal_point(cell)).collect::<Vec<_>>();
    rows.map(|row| line(row).join("|")).collect()
}

fn stated(bytes: &[u8]) -> Vec<String> {
    sheet(bytes).1.expect("it can be read").stated
}

fn codes(text: &str) -> Vec<Code> {
    sheet(text.as_bytes()).2.sorted().iter().map(|problem| problem.code).collect()
}

#[test]
fn separators_quotes_and_line_ends_are_recognised() {
    let expected = ["country|day, night|note", "EST|12.5|a \"b\"", "LTU|7|"];
    for text in [
        "country,\"day, night\",note\nEST,12.5,\"a \"\"b\"\"\"\nLTU,7,\n",
        "country;day, night;note\r\nEST;12,5;a \"b\"\r\n\r\nLTU;7;\r\n",
        "country\tday, night\tnote\nEST\t12.5\ta \"b\"\nLTU\t7\t",
        "\u{feff}country;day, night;note\rEST;12,5;a \"b\"\r;;\rLTU;7;",
    ] {
        assert_eq!(cells(text.as_bytes()), expected, "{text}");
    }
    assert_eq!(cells(b"a,b\n\"x\ny\",=cmd|'/c'!A1\n"), ["a|b", "x\ny|=cmd|'/c'!A1"]);
}

#[test]
fn what_was_recognised_is_stated() {
    assert_eq!(
        stated("\u{feff}a;b\n1,5;2\n".as_bytes()),
        ["encoding: UTF-8, with a byte order mark", "separator: semicolon", "numbers with a decimal comma"]
    );
    assert_eq!(stated(b"a\tb\n1.5\t2\n"), ["encoding: UTF-8", "separator: tab"]);
    assert_eq!(stated(b"a\n1\n"), ["encoding: UTF-8", "one column"]);
}

#[test]
fn encodings_of_eastern_europe_are_recognised() {
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    let text = "country;a\nEstonia;\u{160}\n";
    for (bytes, encoding) in [
        (utf16(&format!("\u{feff}{text}"), true), "encoding: UTF-16LE, with a byte order mark"),
        (utf16(&format!("\u{feff}{text}"), false), "encoding: UTF-16BE, with a byte order mark"),
        (utf16(text, true), "encoding: UTF-16LE"),
        (utf16(text, false), "encoding: UTF-16BE"),
    ] {
        assert_eq!(cells(&bytes), ["country|a", "Estonia|\u{160}"], "{encoding}");
        assert_eq!(stated(&bytes)[0], encoding);
    }
    // "страна;день" and "šalis;žodžiai" in the two tables of Windows.
    let russian = b"\xf1\xf2\xf0\xe0\xed\xe0;\xe4\xe5\xed\xfc\nx;1\n";
    assert_eq!((cells(russian)[0].as_str(), stated(russian)[0].as_str()), ("страна|день", "encoding: windows-1251"));
    let lithuanian = b"\xf0alis;\xfeod\xfeiai\nx;1\n";
    let found = (cells(lithuanian)[0].clone(), stated(lithuanian)[0].clone());
    assert_eq!(found, ("šalis|žodžiai".to_owned(), "encoding: windows-1257".to_owned()));
}

#[test]
fn numbers_are_read_by_what_the_whole_table_says() {
    assert_eq!(cells(b"a;b\n1.234,5 EUR/day;1.234\n12,5;7\n")[1], "1234.5 EUR/day|1234");
    assert_eq!(cells(b"a;b\n1,234.5 EUR/day;1,234\n")[1], "1234.5 EUR/day|1234");
    assert_eq!(cells(b"a;b\n1,234,567;1,234\n")[1], "1234567|1234");
    assert_eq!(cells(b"a;b\n0,123;45,25 %\n")[1], "0.123|45.25 %");
    assert_eq!(cells("a;b\n1 500,5;1 500\n".as_bytes())[1], "1500.5|1 500");
    assert_eq!(cells(b"a;b\n12.05.2021;p. 3, 4\n")[1], "12.05.2021|p. 3, 4");
    assert_eq!(cells(b"a,b\n1.234,2\n")[1], "1.234|2");
}

#[test]
fn a_number_that_can_be_read_in_two_ways_is_refused_with_both() {
    let (files, sheet, problems) = sheet(b"country;day\nEST;1,234\n");
    assert!(sheet.is_none());
    let expected = r#"
error[E0803]: `1,234` can be read in two ways
 --> costs.csv:2:5
  |
2 | EST;1,234
  |     ^^^^^ decimals, or thousands?
  |
  = help: for thousands write `1234`
  = help: for decimals write `1,2340`, or `1.2340`
  = note: no other number in the table has a decimal comma or point that would decide
"#;
    assert_eq!(problems.sorted()[0].block(&files, false).trim(), expected.trim());
    assert_eq!(codes("a;b\n1.234;2\n"), [Code::Ambiguous]);
    assert_eq!(codes("a;b\n1,5;2.5\n"), [Code::Ambiguous]);
}

#[test]
fn rows_and_headers_that_do_not_fit_are_refused() {
    assert_eq!(codes("a;b\n1;2;3\n4\n"), [Code::RaggedRow, Code::RaggedRow]);
    assert_eq!(codes("a;b\n1;2;;\n"), []);
    assert_eq!(codes("a;a\n1;2\n"), [Code::BadCell]);
    assert_eq!(codes("a;\n1;2\n"), [Code::BadCell]);
    assert_eq!(codes("a;b\n\"1;2\n"), [Code::BadCell]);
    assert_eq!(codes("a;b\n\"1\"x;2\n"), [Code::BadCell]);
    assert_eq!(codes(" \n"), [Code::EmptyFile]);
    assert_eq!(codes("PK\u{3}\u{4}"), [Code::NotText]);
    assert_eq!(codes("a;b\n1;\0\n"), [Code::NotText]);
    assert_eq!(codes(&format!("a{}\n", ";x".repeat(1000))), [Code::TooMany]);
    assert_eq!(codes(&format!("a\n{}", "1\n".repeat(100_001))), [Code::TooMany]);
}

#[test]
fn a_problem_points_at_the_row() {
    let (files, _, problems) = sheet(b"country;day\nEST;1;2\n");
    let expected = r#"
error[E0804]: a row has 3 cells, the header 2
 --> costs.csv:2:1
  |
2 | EST;1;2
  | ^^^^^^^ this row
  |
  = help: put cells with a semicolon inside in quotes
"#;
    assert_eq!(problems.sorted()[0].block(&files, false).trim(), expected.trim());
}

proptest::proptest! {
    #[test]
    fn no_bytes_whatever_make_reading_a_table_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..120)) {
        sheet(&bytes);
    }

    #[test]
    fn no_table_whatever_makes_reading_panic(text in "[a-c0-9;,.\t\"\r\n é−]{0,60}") {
        let (files, sheet, problems) = sheet(text.as_bytes());
        problems.sorted().iter().for_each(|problem| { problem.block(&files, false); });
        if let Some(sheet) = sheet {
            sheet.rows.iter().flatten().for_each(|cell| { sheet.with_decimal_point(cell); });
        }
    }
}

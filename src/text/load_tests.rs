use super::{MOST_DEPTH, MOST_ITEMS, MOST_KEYS, load, parse};
use crate::codes::Code;
use crate::text::{Files, Node, Problems};
use std::path::Path;

fn read(text: &str) -> (Files, Option<Node>, Problems) {
    let mut files = Files::default();
    let file = files.add("city.toml", text);
    let mut problems = Problems::default();
    let tree = parse(file, &files, &mut problems);
    (files, tree, problems)
}

fn blocks(text: &str) -> String {
    let (files, tree, problems) = read(text);
    assert!(tree.is_none());
    problems.sorted().iter().map(|problem| problem.block(&files, false)).collect::<Vec<_>>().join("\n\n")
}

fn codes(text: &str) -> Vec<Code> {
    read(text).2.sorted().iter().map(|problem| problem.code).collect()
}

#[test]
fn values_and_keys_know_where_they_stand() {
    let (files, tree, _) = read("format = 1\r\n[stage.\"čia\"]\r\nnext = { b = 'rest' }\r\ndays = [1, 2.5]\r\n");
    let tree = tree.unwrap();
    let next = tree.at(&["stage", "čia", "next", "b"]).unwrap();
    assert_eq!((files.slice(next.key), files.slice(next.place)), ("b", "'rest'"));
    let days = tree.at(&["stage", "čia", "days"]).unwrap();
    assert_eq!(days.as_list().unwrap()[1].as_number(), Some(2.5));
    assert_eq!(files.line_and_column(days.key), (4, 1));
    assert_eq!(files.slice(tree.at(&["stage", "čia"]).unwrap().place), "[stage.\"čia\"]");
}

#[test]
fn all_syntax_problems_are_reported_at_once() {
    let expected = r#"
error[E0007]: this is not valid TOML: string values must be quoted
 --> city.toml:1:5
  |
1 | a = GEO
  |     ^^^ expected literal string
  |
  = help: put texts in quotes: `a = "GEO"`

error[E0007]: `b` is written twice
 --> city.toml:4:1
  |
2 | b = 1
  | - the first one
3 | c = 1
4 | b = 2
  | ^ the second one
  |
  = help: keep one of the two
"#;
    let found = blocks("a = GEO\nb = 1\nc = 1\nb = 2\n");
    assert_eq!(found.trim(), expected.trim());
}

#[test]
fn a_key_repeated_in_a_table_an_inline_table_or_a_header_names_both_lines() {
    let twice = [
        ("[a]\nx = 1\n[b]\nx = 1\n[a.c]\n[b.c]\n[a]\ny = 1\n", "`a` is written twice", (7, 1)),
        ("a = { x = 1, y = 2, x = 3 }\n", "`x` is written twice", (1, 7)),
        ("[[r]]\nx = 1\n[[r]]\nx = 1\nx = 2\n", "`x` is written twice", (5, 4)),
        ("[a]\nx.y = 1\nx.z = 1\nx.y = 2\n", "`y` is written twice", (4, 2)),
    ];
    for (text, message, (line, first)) in twice {
        let (files, _, problems) = read(text);
        let found = problems.sorted();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].message, message);
        assert_eq!(files.line_and_column(found[0].place.unwrap()).0, line, "{text}");
        let (place, _) = found[0].also[0];
        let (at_line, at_column) = files.line_and_column(place);
        assert_eq!(if line == 1 { at_column } else { at_line }, first, "{text}");
    }
}

#[test]
fn common_slips_get_the_line_to_write() {
    for (text, help) in [
        ("x = 3,14\n", "write the decimal point: `x = 3.14`"),
        ("x = “GEO”\n", "use straight quotes: \"…\""),
        ("x =\n", "write a value after `x =`"),
        ("x = 45 %\n", "put texts in quotes: `x = \"45 %\"`"),
        ("x = \"abc\ny = 1\n", "close the text with a second quote"),
    ] {
        let (_, _, problems) = read(text);
        assert_eq!(problems.sorted()[0].help, [help], "{text}");
    }
}

#[test]
fn a_nesting_bomb_is_refused_without_building_it() {
    let deep = MOST_DEPTH + 1;
    assert_eq!(codes(&format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000))), [Code::TooDeep]);
    assert_eq!(codes(&format!("a = {}", "{ b = ".repeat(deep))), [Code::TooDeep]);
    assert_eq!(codes(&format!("{} = 1", vec!["a"; deep].join("."))), [Code::TooDeep]);
    assert_eq!(codes(&format!("[{}]", vec!["a"; 50_000].join("."))), [Code::TooDeep]);
    assert_eq!(codes(&format!("a = {}1{}", "[".repeat(MOST_DEPTH - 1), "]".repeat(MOST_DEPTH - 1))), []);
}

#[test]
fn too_many_keys_or_items_are_refused() {
    let many: String = (0..=MOST_KEYS).map(|n| format!("k{n}=1\n")).collect();
    assert_eq!(codes(&many), [Code::TooMany]);
    assert_eq!(codes(&"[[a]]\n".repeat(MOST_KEYS + 1)), [Code::TooMany]);
    assert_eq!(codes(&format!("a = [{}]", "1,".repeat(MOST_ITEMS + 1))), [Code::TooMany]);
}

#[test]
fn numbers_that_cannot_be_used_are_refused() {
    for number in ["inf", "-inf", "nan", "1e999", "99999999999999999999"] {
        assert_eq!(codes(&format!("x = {number}\n")), [Code::OutOfRange], "{number}");
    }
}

#[test]
fn files_that_are_not_texts_are_refused_with_the_right_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    let check = |bytes: Option<&[u8]>, code: Option<Code>, says: &str| {
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes).unwrap();
        }
        let path = if bytes.is_some() { path.as_path() } else { folder.path() };
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let tree = load(path, "x.toml", &mut files, &mut problems);
        let found = problems.sorted();
        assert_eq!(found.first().map(|problem| problem.code), code);
        assert_eq!(tree.is_some(), code.is_none());
        assert!(found.first().is_none_or(|problem| problem.message.contains(says)), "{found:?}");
    };
    check(Some(b""), Some(Code::EmptyFile), "nothing in it");
    check(Some(b"\xef\xbb\xbf \r\n"), Some(Code::EmptyFile), "nothing in it");
    check(Some(b"a = 1\nb = \"\xe9\"\n"), Some(Code::NotText), "byte 0xe9 in line 2, 11 bytes from the start");
    check(Some(b"\xff\xfea\0"), Some(Code::NotText), "byte 0xff");
    check(Some(b"PK\0\0"), Some(Code::NotText), "byte 0x00");
    check(None, Some(Code::Directory), "is a directory");
    check(Some(&vec![b'#'; 16 * 1024 * 1024 + 1]), Some(Code::TooLarge), "larger than 16 MiB");
    check(Some(b"\xef\xbb\xbfformat = 1\r\n"), None, "");
    let (mut files, mut problems) = (Files::default(), Problems::default());
    assert!(load(Path::new("no/such.toml"), "such.toml", &mut files, &mut problems).is_none());
    assert_eq!(problems.sorted()[0].message, "cannot read `such.toml`: there is no such file");
}

proptest::proptest! {
    #[test]
    fn no_bytes_whatever_make_reading_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let (files, _, problems) = read(&String::from_utf8_lossy(&bytes));
        problems.sorted().iter().for_each(|problem| { problem.block(&files, false); });
    }

    #[test]
    fn no_text_made_of_toml_signs_makes_reading_panic(text in "[a-c0-9\\[\\]{}=.,\"'#\\\\é\u{feff}\r\n ]{0,80}") {
        let (files, _, problems) = read(&text);
        problems.sorted().iter().for_each(|problem| { problem.block(&files, false); });
    }
}

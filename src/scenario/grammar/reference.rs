//! The grammar as a list of keys for the manual.

use super::{Key, Kind, Names, SCENARIO_FILE, Table, in_words, law, library};

/// A section for each table, with a row for each of its keys: what it holds, what it means, and an example.
pub fn reference_markdown() -> String {
    sections(vec![("Scenario file".to_owned(), &SCENARIO_FILE), ("Library file".to_owned(), &library::LIBRARY_FILE)])
}

/// The same for law files.
pub fn law_markdown() -> String {
    sections(vec![("Law file".to_owned(), &law::LAW_FILE)])
}

fn sections(mut sections: Vec<(String, &'static Table)>) -> String {
    let mut next = 0;
    while let Some((_, table)) = sections.get(next) {
        for (title, inner) in table.keys.iter().flat_map(|key| tables_in(&key.kind, key.name)) {
            if !sections.iter().any(|(_, known)| known.name == inner.name) {
                sections.push((title, inner));
            }
        }
        next += 1;
    }
    let text: Vec<String> = sections.iter().map(|(title, table)| section(title, table)).collect();
    text.join("\n")
}

fn section(title: &str, table: &Table) -> String {
    let row = |key: &Key| {
        let needed = if key.needed { " **Needed.**" } else { "" };
        // A bar would end the cell of a Markdown table.
        let cell = |text: &str| text.replace('|', "\\|");
        let holds = cell(&in_words(&key.kind));
        format!("| `{}` | {holds} | {}{needed} | `{}` |\n", key.name, cell(key.about), cell(key.example))
    };
    let rows: String = table.keys.iter().map(row).collect();
    format!("### {title}\n\n| key | holds | meaning | example |\n|---|---|---|---|\n{rows}")
}

/// The tables that a key can hold, each with the title of its section.
fn tables_in(kind: &'static Kind, path: &str) -> Vec<(String, &'static Table)> {
    match kind {
        Kind::Table(table) => vec![(format!("`{path}`"), table)],
        Kind::Map(names, inner) => {
            let name = match names {
                Names::Name | Names::Policy | Names::Free => "NAME",
                Names::Country => "COUNTRY",
                Names::Currency => "CURRENCY",
                Names::Year => "YEAR",
                Names::Quantile => "SHARE",
                Names::Language => "LANGUAGE",
            };
            tables_in(inner, &format!("{path}.{name}"))
        }
        Kind::List(inner) | Kind::Partial(inner) => tables_in(inner, path),
        Kind::Either(kinds) => kinds.iter().flat_map(|kind| tables_in(kind, path)).collect(),
        Kind::Text
        | Kind::Words(_)
        | Kind::OneOf(_)
        | Kind::Standard(_)
        | Kind::Integer(..)
        | Kind::Number(..)
        | Kind::Flag
        | Kind::Date
        | Kind::Pair => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Files, Problems, parse};

    #[test]
    fn every_example_is_toml_and_shows_its_own_key() {
        let mut tables: Vec<&'static Table> = vec![&SCENARIO_FILE, &library::LIBRARY_FILE, &law::LAW_FILE];
        let mut at = 0;
        while at < tables.len() {
            for key in tables[at].keys {
                let mut files = Files::default();
                let file = files.add("example", key.example);
                let mut problems = Problems::default();
                let tree = parse(file, &files, &mut problems);
                assert!(tree.is_some(), "{}", key.example);
                assert!(key.example.contains(key.name), "{} does not show {}", key.example, key.name);
                assert!(key.about.ends_with(['.', '?']), "{}", key.about);
                for (_, table) in tables_in(&key.kind, "") {
                    if !tables.iter().any(|known| std::ptr::eq(*known, table)) {
                        tables.push(table);
                    }
                }
            }
            at += 1;
        }
        assert!(tables.len() > 25);
    }

    #[test]
    fn the_list_of_keys_has_each_table_once() {
        let text = reference_markdown();
        for title in ["### `scenario`", "### `cost.NAME`", "### `policy.NAME`", "### `observed`", "### `needs`"] {
            assert_eq!(text.matches(&format!("{title}\n")).count(), 1, "{title}");
        }
        assert!(text.contains("| `country` |"));
    }
}

//! `[source]` and `[payer]`: who says so, and who pays.

use super::keys::{Table, at};
use super::settings::LEVELS;
use crate::codes::Code;
use crate::model::{Payer, Source, Text};
use crate::text::{Node, Problems};
use indexmap::IndexMap;

/// Reads all sources.
pub fn sources(tree: &Node, problems: &mut Problems) -> IndexMap<String, Source> {
    let mut sources = IndexMap::new();
    for (id, node) in tree.get("source").and_then(Node::as_table).into_iter().flatten() {
        let table = Table::new(format!("source.{id}"), node);
        if !is_table(&table, problems) {
            continue;
        }
        table.required("title", "\"…\"", problems);
        table.required("publisher", "\"…\"", problems);
        table.required("year", "2020", problems);
        let text = |key: &str, problems: &mut Problems| table.text(key, problems).map(str::to_owned);
        let source = Source {
            title: table.languages("title", problems),
            publisher: text("publisher", problems).unwrap_or_default(),
            year: table.whole("year", problems).unwrap_or(1),
            url: text("url", problems),
            at: text("at", problems),
            holder: text("holder", problems),
            retrieved: text("retrieved", problems),
            licence: text("licence", problems),
        };
        sources.insert(id.clone(), source);
    }
    sources
}

/// Reads the payers of one tree.
pub fn payers(tree: &Node, problems: &mut Problems) -> IndexMap<String, Payer> {
    let mut payers = IndexMap::new();
    for (name, node) in tree.get("payer").and_then(Node::as_table).into_iter().flatten() {
        let table = Table::new(format!("payer.{name}"), node);
        if !is_table(&table, problems) {
            continue;
        }
        table.required("level", "\"state\"", problems);
        let title = table.languages("title", problems);
        let title = if title.is_empty() { Text::english(name.replace('_', " ")) } else { title };
        if let Some(level) = table.word("level", &LEVELS, problems) {
            payers.insert(name.clone(), Payer { name: name.clone(), title, level });
        }
    }
    payers
}

/// Whether an entry is a table at all; reported if not.
pub fn is_table(table: &Table, problems: &mut Problems) -> bool {
    let is = table.node.as_table().is_some();
    if !is {
        problems.report(at(
            Code::WrongType,
            table.node.place,
            &table.path,
            format!("{} stands where a table is needed", table.node.value.kind()),
            "a table is needed",
        ));
    }
    is
}

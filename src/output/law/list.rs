//! Which laws there are.

use super::words::evidence_of;
use crate::law::Law;
use crate::model::Grade;
use crate::output::sheet::{Cell, Sheet};
use indexmap::IndexMap;

/// One row for each regime: country, dates, how many substances and offences, the weakest grade, how many gaps.
pub fn list(laws: &IndexMap<String, Law>) -> Sheet {
    let columns = vec![
        "country",
        "title",
        "regime",
        "regime_title",
        "from",
        "to",
        "tables",
        "offences",
        "weakest_grade",
        "gaps",
        "substances",
    ];
    let mut rows = vec![];
    for (country, law) in laws {
        for regime in law.regimes.values() {
            let weakest = evidence_of(regime).map(|evidence| evidence.grade).max();
            let substances: Vec<&str> = regime.tables.keys().map(String::as_str).collect();
            rows.push(vec![
                Cell::text(country),
                Cell::text(law.title.in_language("en")),
                Cell::text(&regime.id),
                Cell::text(regime.title.in_language("en")),
                Cell::text(regime.from.map_or_else(String::new, |day| day.to_string())),
                Cell::text(regime.to.map_or_else(String::new, |day| day.to_string())),
                Cell::Number(regime.tables.len() as f64),
                Cell::Number(regime.offences.len() as f64),
                Cell::text(weakest.map_or("", Grade::word)),
                Cell::Number(regime.gaps.len() as f64),
                Cell::text(substances.join(" ")),
            ]);
        }
    }
    Sheet { schema: "crimcost/law-list/1", columns, rows }
}

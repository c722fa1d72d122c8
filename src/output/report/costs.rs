//! What each policy costs, by category and by payer.

use super::figures::{Scale, cells, sizes};
use super::layout::Page;
use crate::model::Model;
use crate::plan::perspective_place;
use crate::results::{Measure, MoneyColumn, Place, Results, Row};

/// Two tables over the whole horizon at average cost: by category, by payer; policies side by side.
pub fn section(page: &mut Page, results: &Results) {
    let model = &results.model;
    if model.policies.iter().all(|policy| policy.costs.is_empty()) {
        return;
    }
    let discounted = model.settings.discount.money != 0.0;
    let total = perspective_place(&model.settings.perspective);
    let mut categories: Vec<Place> = vec![];
    for line in model.policies.iter().flat_map(|policy| policy.costs.values()) {
        let place = Place::Category(line.category.clone());
        if !categories.contains(&place) {
            categories.push(place);
        }
    }
    let payers: Vec<Place> = model.payers.keys().map(|name| Place::Payer(name.clone())).collect();
    let spread = if results.draws > 0 { "; mean and 90 % of draws" } else { "" };
    let sense = if discounted { "discounted" } else { "not discounted" };
    let places = || categories.iter().chain(&payers).chain([&total]);
    let row = |policy: &str, place: &Place| {
        results.money(policy, Measure::Cost, place, None, MoneyColumn::Average, discounted).filter(|row| is_some(row))
    };
    let names: Vec<&str> = model.policies.iter().map(|policy| policy.name.as_str()).collect();
    let all = names.iter().flat_map(|policy| places().map(|place| row(policy, place)));
    let scale = Scale::of(sizes(all));
    let (word, currency, year) = (scale.word(), &model.settings.currency, model.settings.price_year);
    let remark = format!("{word}{currency} of {year} at average cost over the horizon, {sense}{spread}");
    page.heading("What each policy costs", &remark);
    let table = |page: &mut Page, first: &str, places: &[Place]| {
        let mut header = vec![first.to_owned()];
        for name in &names {
            header.extend([(*name).to_owned(), String::new()]);
        }
        let rows: Vec<Vec<String>> = places
            .iter()
            .filter(|place| names.iter().any(|policy| row(policy, place).is_some_and(|row| row.best() != Some(0.0))))
            .map(|place| {
                let mut cells_of = vec![title(model, place)];
                for policy in &names {
                    cells_of.extend(cells(row(policy, place), scale));
                }
                cells_of
            })
            .collect();
        page.table(&header, rows, 1);
    };
    let mut by_category = categories.clone();
    if total == Place::Society && model.baseline().deadweight.is_some() {
        by_category.push(Place::Deadweight);
    }
    by_category.push(total.clone());
    table(page, "category", &by_category);
    page.gap();
    table(page, "payer", &payers);
    let received = |place: &Place| {
        names.iter().any(|policy| row(policy, place).and_then(Row::best).is_some_and(|best| best < 0.0))
    };
    if payers.iter().chain(&categories).any(received) {
        page.paragraph("Below zero: more is received than paid, as with fines.");
    }
}

/// A place in the reader's words.
pub fn title(model: &Model, place: &Place) -> String {
    match place {
        Place::Payer(name) => match model.payers.get(name).map(|payer| payer.title.in_language("en")) {
            Some(title) if !title.is_empty() => title.to_owned(),
            _ => name.clone(),
        },
        Place::Category(name) | Place::Stage(name) | Place::Line(name) => name.clone(),
        Place::Level(level) => format!("all of level {}", level.word()),
        Place::Public => "all public payers".into(),
        Place::Society => "society".into(),
        Place::Deadweight => "cost of raising public money".into(),
    }
}

fn is_some(row: &Row) -> bool {
    row.best().is_some()
}

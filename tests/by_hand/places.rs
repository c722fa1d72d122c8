//! Limited places against arithmetic: who gets in, who is turned away, and what a waiting list comes to.

use super::{assert_close, result};
use crate::plain::build::*;
use crate::plain::compare::{engine, value_of_draw};
use crimcost::model::*;
use crimcost::plan::{Detail, Plan};
use crimcost::results::Measure;

const MONTH: f64 = YEAR / 12.0;

/// `coming` people a month want a place; whoever finds none goes home.
fn support(coming: f64, years: u32) -> Model {
    let mut model = model(years, Cycle::Month);
    model.known("coming", coming / MONTH);
    model.stage("home");
    model.stage("contact").arrivals("coming").next(&[("support", "rest")]);
    model
}

#[test]
fn a_court_that_hears_900_cases_a_year_turns_away_the_others() {
    // 1,200 a year come; 900 are heard, 300 are not.
    let mut model = support(100.0, 2);
    model.known("hearings", 900.0 / YEAR);
    model.stage("support").next(&[("heard", "rest")]).room("hearings", "home");
    model.stage("heard");
    for year in ["2020", "2021"] {
        assert_close(result(&model, &format!("baseline/entries/contact/{year}")), 1200.0, 1e-12);
        assert_close(result(&model, &format!("baseline/entries/support/{year}")), 900.0, 1e-12);
        assert_close(result(&model, &format!("baseline/entries/heard/{year}")), 900.0, 1e-12);
        assert_close(result(&model, &format!("baseline/turned_away/support/{year}")), 300.0, 1e-12);
        assert_close(result(&model, &format!("baseline/entries/home/{year}")), 300.0, 1e-12);
    }
    assert_close(result(&model, "baseline/turned_away/support/all"), 600.0, 1e-12);
}

#[test]
fn five_places_serve_as_many_people_as_their_stays_allow() {
    // 100 come in each month. With 10 of 30 days a place serves three people a month: 15 enter. With three months five
    // enter in months 1, 4, 7 and 10. Nobody stays longer than they would without a limit, and no place stays empty.
    for (days, entries) in [(10.0, 12.0 * 15.0), (30.0, 12.0 * 5.0), (90.0, 4.0 * 5.0)] {
        let mut model = support(100.0, 1);
        model.settings.within_cycle = Counting::End;
        model.known("places", 5.0);
        model.known("length", days);
        model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "home");
        assert_close(result(&model, "baseline/entries/support/all"), entries, 1e-12);
        assert_close(result(&model, "baseline/turned_away/support/all"), 1200.0 - entries, 1e-12);
        assert_close(result(&model, "baseline/people/support/all"), 5.0, 1e-12);
        // With 4 in each month there is room for all if they stay for 10 or 30 days: 12 · 4.
        model.known("coming", 4.0 / MONTH);
        if days < 90.0 {
            assert_close(result(&model, "baseline/entries/support/all"), 48.0, 1e-12);
            assert_eq!(result(&model, "baseline/turned_away/support/all"), 0.0);
        }
    }
}

#[test]
fn a_waiting_list_settles_where_as_many_give_up_as_find_no_place() {
    // 10 come a month, 5 fit in, a quarter of those who wait give up in a month: W = 10 + 3/4 · W − 5, so W = 20, of whom
    // 5 give up. Each month 10 + 15 ask for a place, and 20 are turned away.
    let mut model = support(10.0, 60);
    model.settings.within_cycle = Counting::End;
    model.known("places", 5.0);
    model.known("gives_up", 0.25);
    model.known("length", MONTH);
    model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "list");
    model.stage("list").each(&[("gone", "gives_up", MONTH), ("support", "rest", 0.0)]);
    model.stage("gone");
    assert_close(result(&model, "baseline/people/list/2079"), 20.0, 1e-9);
    assert_close(result(&model, "baseline/people/support/2079"), 5.0, 1e-12);
    assert_close(result(&model, "baseline/entries/support/2079"), 12.0 * 5.0, 1e-12);
    assert_close(result(&model, "baseline/turned_away/support/2079"), 12.0 * 20.0, 1e-9);
    assert_close(result(&model, "baseline/entries/gone/2079"), 12.0 * 5.0, 1e-9);
    // If nobody gives up the list grows by 5 in each of 720 months.
    model.known("gives_up", 0.0);
    assert_close(result(&model, "baseline/people/list/2079"), 5.0 * (709.0 + 720.0) / 2.0, 1e-9);
}

#[test]
fn places_that_are_closed_send_nobody_away_and_let_nobody_in() {
    // 100 come a year and stay for two. 2020: 10 places, 10 enter. 2021: 4 places for the 10 who are there. 2022: the 10
    // have left, 4 enter. 2023 the funding ends; the 4 stay for their second year and have left by the end of 2024.
    let mut model = model(5, Cycle::Year);
    model.settings.within_cycle = Counting::End;
    model.known("coming", 100.0 / YEAR);
    model.known("length", 2.0 * YEAR);
    model.parameter("places", by_year(&[(2020, 10.0), (2021, 4.0), (2023, 0.0)], Between::Steps));
    model.stage("contact").arrivals("coming").next(&[("support", "rest")]);
    model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "home");
    model.stage("home");
    let expected = [(2020, 10.0, 10.0), (2021, 0.0, 10.0), (2022, 4.0, 4.0), (2023, 0.0, 4.0), (2024, 0.0, 0.0)];
    for (year, entries, present) in expected {
        let of = |measure: &str| result(&model, &format!("baseline/{measure}/support/{year}"));
        assert_eq!((of("entries"), of("people"), of("turned_away")), (entries, present, 100.0 - entries), "{year}");
    }
}

#[test]
fn people_at_the_start_are_inside_whatever_the_capacity() {
    // 30 are there, 20 fit in; all 30 leave after three months, and from then on 20 enter every three months.
    let mut model = support(100.0, 1);
    model.known("there", 30.0);
    model.known("places", 20.0);
    model.known("length", 3.0 * MONTH);
    model.stage("support").initial("there").stay("length").next(&[("home", "rest")]).room("places", "home");
    // Who is placed at point 0 leaves in the cycle that ends at point 3.
    assert_close(result(&model, "baseline/entries/support/all"), 4.0 * 20.0, 1e-12);
    assert_close(result(&model, "baseline/turned_away/support/all"), 1200.0 - 80.0, 1e-12);
}

#[test]
fn two_groups_share_the_places_in_proportion() {
    // 30 men and 10 women come a month, 20 fit in: half of each.
    let mut model = support(40.0, 1);
    model.settings.groups = vec!["men".into(), "women".into()];
    let known = |people: f64| Value::Known(people / MONTH);
    model.parameter("coming", Value::ByGroup([("men".into(), known(30.0)), ("women".into(), known(10.0))].into()));
    model.known("places", 20.0 / MONTH);
    model.stage("support").next(&[("home", "rest")]).room("places", "elsewhere");
    model.stage("elsewhere");
    for (group, half) in [("men", 15.0), ("women", 5.0)] {
        for (measure, stage) in [("entries", "support"), ("turned_away", "support"), ("entries", "elsewhere")] {
            let id = format!("baseline/{measure}/{stage}/all/group:{group}");
            assert_close(result(&model, &id), 12.0 * half, 1e-12);
        }
    }
}

#[test]
fn new_people_and_those_who_come_back_have_the_same_chance() {
    // 10 new people and the 30 who came from elsewhere, 20 places: half of both.
    let mut model = support(10.0, 1);
    model.known("others", 30.0 / MONTH);
    model.known("places", 20.0 / MONTH);
    model.stage("court").arrivals("others").next(&[("support", "rest")]);
    model.stage("support").next(&[("home", "rest")]).room("places", "elsewhere");
    model.stage("elsewhere");
    assert_close(result(&model, "baseline/entries/support/all"), 240.0, 1e-12);
    assert_close(result(&model, "baseline/entries/elsewhere/all"), 240.0, 1e-12);
}

#[test]
fn a_capacity_that_never_binds_moves_no_bit() {
    let mut free = support(100.0, 3);
    free.between("coming", 2.0, 4.0);
    free.between("length", 10.0, 100.0);
    free.between("again", 0.1, 0.4);
    free.between("price", 10.0, 20.0);
    free.stage("support").stay("length").next(&[("at_risk", "again"), ("home", "rest")]);
    free.stage("at_risk").each(&[("contact", "again", YEAR)]);
    free.cost("support", Per::Stay, &["support"], "price");
    let mut limited = free.clone();
    limited.known("places", 1e9);
    for stage in ["support", "contact"] {
        limited.policy().stages[stage].room("places", "home");
    }
    for (free, limited) in engine(&free, 16, &value_of_draw).iter().zip(engine(&limited, 16, &value_of_draw)) {
        for (id, value) in free {
            assert_eq!(limited[id].to_bits(), value.to_bits(), "{id}: {} from {value}", limited[id]);
        }
        assert_eq!(limited["baseline/turned_away/support/all"], 0.0);
    }
}

#[test]
fn twice_the_people_do_not_make_twice_the_places() {
    // 100 a month for 5 places of ten days: 15 enter. Twice the people: still 15, and 185 are turned away. Twice the places
    // as well: twice of everything.
    let of = |coming: f64, places: f64| {
        let mut model = support(coming, 1);
        model.known("places", places);
        model.known("length", 10.0);
        model.known("price", 3.0);
        model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "home");
        model.cost("support", Per::Entry, &["support"], "price");
        let ids = ["baseline/cost/support/all", "baseline/turned_away/support/all", "baseline/entries/contact/all"];
        ids.map(|id| result(&model, id) / 12.0)
    };
    for (coming, places, expected) in
        [(100.0, 5.0, [45.0, 85.0, 100.0]), (200.0, 5.0, [45.0, 185.0, 200.0]), (200.0, 10.0, [90.0, 170.0, 200.0])]
    {
        for (ours, expected) in of(coming, places).into_iter().zip(expected) {
            assert_close(ours, expected, 1e-12);
        }
    }
}

#[test]
fn totals_alone_count_nobody_who_is_turned_away() {
    let mut model = support(100.0, 1);
    model.known("places", 1.0);
    model.known("length", MONTH);
    model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "home");
    model.known("price", 10.0);
    model.cost("support", Per::Stay, &["support"], "price");
    for (years, asked) in [(true, true), (false, false)] {
        let plan = Plan::new(&model, Detail { years, lines: false }).expect("the model can be planned");
        let turned_away = plan.rows.iter().any(|row| row.key.measure == Measure::TurnedAway);
        let counted = plan.flows[0].counted.turned_away.iter().any(|counts| !counts.is_empty());
        assert_eq!((turned_away, counted), (asked, asked));
    }
}

#[test]
fn no_places_at_all_are_as_if_everybody_went_elsewhere() {
    let mut model = support(100.0, 1);
    model.known("places", 0.0);
    model.stage("support").next(&[("home", "rest")]).room("places", "home");
    assert_eq!(result(&model, "baseline/entries/support/all"), 0.0);
    assert_close(result(&model, "baseline/entries/home/all"), 1200.0, 1e-12);
}

//! Every kind of chart over awkward data in every language: nothing overlaps, leaves the page or breaks the file.
//!
//! With `CHART_GALLERY` set to a folder the pictures are also written there, to be looked at at their printed size.

use super::*;
use crate::language::Estimate;
use resvg::usvg::roxmltree::Document;

struct Case {
    name: String,
    svg: String,
    labels: Vec<drawing::Label>,
    description: String,
}

fn heading(language: Language, title: String) -> Heading {
    let (subtitle, source) = match language {
        Language::En => ("All public payers, compared with current law", "Source: scenario georgia-2014, seed 42."),
        Language::Lt => ("Visi viešojo sektoriaus mokėtojai, palyginti su dabartine tvarka", "Šaltinis: scenarijus."),
        Language::Ru => ("Все публичные плательщики, по сравнению с действующим законом", "Источник: сценарий."),
        Language::Ka => ("ყველა საჯარო გადამხდელი, მოქმედ კანონთან შედარებით", "წყარო: სცენარი georgia-2014."),
    };
    Heading { language, title, subtitle: subtitle.to_owned(), source: source.to_owned() }
}

fn gel() -> Unit {
    Unit { name: "GEL".to_owned(), price_year: Some(2014), discounted: Some(false) }
}

const LONG: &str = "Perdavimas į socialinių paslaugų centrą prieš pradedant ikiteisminį tyrimą <script>&\"x\"</script>";

fn policies(language: Language) -> [&'static str; 3] {
    match language {
        Language::En => ["Current law", "Administrative fine", "Referral to services"],
        Language::Lt => ["Dabartinė tvarka", "Administracinė bauda", "Nukreipimas į paslaugas"],
        Language::Ru => ["Действующий закон", "Административный штраф", "Направление в службы помощи"],
        Language::Ka => ["მოქმედი კანონი", "ადმინისტრაციული ჯარიმა", "მომსახურებაში გადამისამართება"],
    }
}

fn categories(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => ["Police", "Courts", "Prison", "Probation", "Health"],
        Language::Lt => ["Policija", "Teismai", "Kalėjimas", "Probacija", "Sveikata"],
        Language::Ru => ["Полиция", "Суды", "Тюрьма", "Пробация", "Здравоохранение"],
        Language::Ka => ["პოლიცია", "სასამართლო", "ციხე", "პრობაცია", "ჯანდაცვა"],
    }
}

fn stacked(language: Language) -> StackedBars {
    let amounts = [[1.9, 2.4, 7.8, 1.1, 0.0], [1.1, 0.5, 0.4, 0.2, 0.9], [0.3, 0.1, 0.2, 0.1, 2.1]];
    let intervals = [(11.2, 16.1), (2.3, 4.1), (1.9, 4.0)];
    let bars: Vec<Bar> = policies(language)
        .into_iter()
        .zip(amounts)
        .zip(intervals)
        .map(|((name, amounts), (low, high))| Bar {
            name: name.to_owned(),
            segments: categories(language).iter().zip(amounts).map(|(c, a)| (c.to_string(), a * 1e6)).collect(),
            total: Estimate::between(amounts.iter().sum::<f64>() * 1e6, low * 1e6, high * 1e6),
        })
        .collect();
    let totals: Vec<(String, Estimate)> = bars.iter().map(|bar| (bar.name.clone(), bar.total)).collect();
    StackedBars {
        heading: heading(language, spending_title(language, &totals, "GEL")),
        unit: gel(),
        categories: categories(language).map(str::to_owned).to_vec(),
        bars,
    }
}

/// `count` categories with long names, the third of them a revenue if `negative`.
fn many(count: usize, long: bool, negative: bool) -> StackedBars {
    let name =
        |k: usize| if long { format!("Category {k} with a name that does not end soon") } else { format!("C{k}") };
    let bar = |policy: usize| {
        let segments: Vec<(String, f64)> = (0..count)
            .map(|k| {
                let size = ((k * 7 + policy * 3) % 11 + 1) as f64 * 40_000.0 / (policy + 1) as f64;
                (name(k), if negative && k % 5 == 2 { -size } else { size })
            })
            .collect();
        let total: f64 = segments.iter().map(|(_, amount)| amount).sum();
        let name = if long { format!("{LONG} {policy}") } else { format!("Policy {policy}") };
        Bar { name, segments, total: Estimate::between(total, total - 300_000.0, total + 500_000.0) }
    };
    StackedBars {
        heading: heading(Language::En, if long { LONG.to_owned() } else { "Many categories".to_owned() }),
        unit: gel(),
        categories: (0..count).map(name).collect(),
        bars: (0..3).map(bar).collect(),
    }
}

/// A bell shape: sums of three uniform numbers from a fixed sequence.
fn bell(mean: f64, spread: f64, count: usize) -> Vec<f64> {
    let mut state = 1_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..count).map(|_| mean + spread * (uniform() + uniform() + uniform() - 1.5)).collect()
}

fn density(language: Language, draws: Vec<f64>) -> Density {
    let mut chart = Density::of_draws(heading(language, String::new()), gel(), draws).unwrap();
    let title = saving_title(language, policies(language)[2], chart.estimate(), "GEL", Period::Years(5.0));
    chart.heading.title = title;
    chart
}

fn years(language: Language, count: i32, shift: f64, policies: Vec<String>) -> Years {
    let lines: Vec<Line> = policies
        .into_iter()
        .enumerate()
        .map(|(index, name)| Line {
            name,
            points: (0..count)
                .map(|year| {
                    let value = 3e6 + shift - index as f64 * 0.4e6 * f64::from(year).min(4.0) / 4.0 * 1.5;
                    let half = 2e5 + 3e4 * f64::from(year);
                    LinePoint { year: 2026 + year, amount: Estimate::between(value, value - half, value + half * 1.3) }
                })
                .collect(),
        })
        .collect();
    let savings: Vec<(i32, Estimate)> =
        (0..count).map(|year| (2026 + year, Estimate::between(3e5, f64::from(year - 2) * 1e5, 9e5))).collect();
    let name = lines.last().map_or("", |line| &line.name);
    let title = years_title(language, name, &savings, "GEL");
    Years { heading: heading(language, title), unit: gel(), lines }
}

fn payers(language: Language, names: &[(&str, &str, f64, f64, f64)]) -> Payers {
    let payers: Vec<PayerChange> = names
        .iter()
        .map(|(name, level, low, value, high)| PayerChange {
            name: name.to_string(),
            level: level.to_string(),
            change: Estimate::between(*value, *low, *high),
        })
        .collect();
    let changes: Vec<(String, Estimate)> = payers.iter().map(|payer| (payer.name.clone(), payer.change)).collect();
    Payers { heading: heading(language, payers_title(language, &changes, "GEL")), unit: gel(), payers }
}

/// `count` numbers, the last of three or more per time, the second certain.
fn beliefs(language: Language, count: usize, name: &str) -> Beliefs {
    let belief = |index: usize| {
        let per_time = count > 2 && index == count - 1;
        let size = if per_time { 4_000.0 } else { 1.0 };
        let wide = if index == 1 { 0.0 } else { 0.3 };
        let (before, after) = (0.4 + 0.02 * index as f64, 0.5);
        Belief {
            name: if index == 0 { name.to_owned() } else { format!("{} {index}", policies(language)[index % 3]) },
            unit: per_time.then(|| "person/year".to_owned()),
            before: [before - wide, before, before + wide].map(|value| value * size),
            after: [after - wide / 3.0, after, after + wide / 3.0].map(|value| value * size),
            counted: 0.9 * size,
            seen: format!("{} of {}", 9 * (index + 1), 10 * (index + 1)),
        }
    };
    let beliefs: Vec<Belief> = (0..count).map(belief).collect();
    Beliefs { heading: heading(language, Beliefs::title(language, &beliefs)), beliefs }
}

/// `count` savings from clear through open to costs, the third without an answer.
fn saved(language: Language, count: usize, name: &str, size: f64) -> Strip {
    let row = |index: usize| {
        let value = size * (1.0 - 2.0 * index as f64 / count.max(2) as f64);
        StripRow {
            name: format!("{name} {index}"),
            note: if index % 4 == 1 { name.repeat(3) } else { String::new() },
            estimate: (index != 2)
                .then(|| Estimate::between(value, value - size.abs() / 3.0, value + size.abs() / 4.0)),
            also: index.is_multiple_of(3).then_some(value - size / 2.0),
            empty: language.word("strip-no-answer"),
        }
    };
    let open_dot = Some(language.word("strip-worst-end"));
    Strip { heading: heading(language, name.to_owned()), unit: gel(), rows: (0..count).map(row).collect(), open_dot }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: String, svg: String, labels: Vec<drawing::Label>, description: String| {
        cases.push(Case { name, svg, labels, description });
    };
    macro_rules! add {
        ($name:expr, $chart:expr) => {{
            let chart = $chart;
            add($name.to_string(), chart.svg(), chart.labels(), chart.alternative_text());
        }};
    }
    for language in Language::ALL {
        let names: Vec<String> = policies(language).map(str::to_owned).to_vec();
        add!(format!("stacked-{language}"), stacked(language));
        add!(format!("density-{language}"), density(language, bell(3e6, 5e6, 10_000)));
        add!(format!("years-{language}"), years(language, 8, 0.0, names));
        let levels = [language.word("level-state"), language.word("level-municipality"), language.word("level-donor")];
        let words = categories(language);
        add!(
            format!("payers-{language}"),
            payers(
                language,
                &[
                    (words[0], &levels[0], -2.9e6, -1.6e6, -0.4e6),
                    (words[2], &levels[0], -9.3e6, -7.6e6, -5.1e6),
                    (words[4], &levels[1], 0.9e6, 1.5e6, 2.2e6),
                    (words[3], &levels[2], -0.6e6, 0.2e6, 1.1e6),
                ]
            )
        );
    }
    for language in Language::ALL {
        add!(format!("beliefs-{language}"), beliefs(language, 3, LONG));
    }
    for language in Language::ALL {
        add!(format!("strip-{language}"), saved(language, 9, policies(language)[2], 3e6));
    }
    add!("strip-1", saved(Language::En, 1, "Half", 2e4));
    add!("strip-60", saved(Language::Lt, 60, LONG, 8e9));
    add!("strip-none", saved(Language::En, 0, "Nothing", 1.0));
    let mut zero = saved(Language::Ru, 4, "Zero", 1.0);
    zero.rows.iter_mut().for_each(|row| (row.estimate, row.also) = (Some(Estimate::known(0.0)), None));
    add!("strip-zero", zero);
    let mut broken = saved(Language::Ka, 3, "NaN", 1.0);
    broken.rows[1].estimate = Some(Estimate::between(f64::NAN, f64::NEG_INFINITY, 1.0));
    add!("strip-not-a-number", broken);
    add!("beliefs-1", beliefs(Language::En, 1, "Accept"));
    add!("beliefs-12", beliefs(Language::En, 12, LONG));
    add!("stacked-2", many(2, false, false));
    add!("stacked-12", many(12, false, false));
    add!("stacked-12-long", many(12, true, false));
    add!("stacked-12-long-negative", many(12, true, true));
    add!("stacked-20-negative", many(20, false, true));
    let empty = StackedBars { bars: Vec::new(), ..many(2, false, false) };
    add!("stacked-none", empty);
    let mut zero = many(2, true, false);
    zero.bars.truncate(1);
    zero.bars[0].segments.clear();
    zero.bars[0].total = Estimate::known(0.0);
    add!("stacked-zero", zero);
    add!("density-equal", density(Language::En, vec![2e6; 100]));
    add!("density-equal-negative", density(Language::Lt, vec![-2e6; 1]));
    add!("density-zero", density(Language::En, vec![0.0; 10]));
    add!("density-negative", density(Language::Ru, bell(-4e6, 2e6, 2_000)));
    add!("density-tiny", density(Language::Ka, bell(21_345_678.0, 3.0, 2_000)));
    let mut outliers = bell(3e6, 5e6, 2_000);
    outliers.extend([9e8, -4e7]);
    add!("density-outliers", density(Language::Ka, outliers));
    add!("density-small", density(Language::En, bell(0.002, 0.003, 500)));
    add!("density-few", density(Language::En, vec![-1.0, 5.0, 2.0]));
    let names = |count: usize| (0..count).map(|k| format!("Policy {k} {}", if k == 1 { LONG } else { "" })).collect();
    add!("years-1", years(Language::En, 1, 0.0, names(3)));
    add!("years-2", years(Language::Lt, 2, 0.0, names(2)));
    add!("years-20", years(Language::Ru, 20, -3e6, names(12)));
    add!("years-none", years(Language::En, 5, 0.0, Vec::new()));
    add!("payers-long", payers(Language::Lt, &[(LONG, LONG, -9e4, -5e4, -2e4), ("B", "", 1e3, 2e3, 4e4)]));
    add!("payers-all-more", payers(Language::En, &[("A", "state", 10.0, 20.0, 30.0), ("B", "donor", 0.0, 0.0, 0.0)]));
    let twelve: Vec<(String, f64)> = (0..12).map(|k| (format!("Payer {k}"), (f64::from(k) - 6.0) * 1e5)).collect();
    let twelve: Vec<(&str, &str, f64, f64, f64)> =
        twelve.iter().map(|(name, value)| (name.as_str(), "state", value - 2e5, *value, value + 1e5)).collect();
    add!("payers-12", payers(Language::En, &twelve));
    add!("payers-none", payers(Language::En, &[]));
    for language in Language::ALL {
        add!(format!("tornado-{language}"), tornado(language, &policies(language), 3e6));
        add!(format!("spider-{language}"), spider(language, &policies(language), 3e6));
        add!(format!("grid-{language}"), grid(language, policies(language)[1], |x, y| (3.0 * x - y - 1.0) * 1e6));
    }
    let sixty: Vec<String> = (0..60).map(|k| format!("Input {k} {}", if k % 7 == 2 { LONG } else { "" })).collect();
    let sixty: Vec<&str> = sixty.iter().map(String::as_str).collect();
    add!("tornado-60", tornado(Language::En, &sixty, -4e8));
    add!("tornado-1", tornado(Language::Lt, &[LONG], 0.0));
    add!("tornado-far-from-zero", tornado(Language::Ru, &["A", "B"], 9e9));
    add!("tornado-small", tornado(Language::Ka, &["A", "B"], 2e-3));
    add!("spider-60", spider(Language::En, &sixty, -4e8));
    add!("spider-1", spider(Language::Lt, &[LONG], 0.0));
    add!("grid-saves", grid(Language::En, LONG, |x, y| 5e3 + x + y));
    add!("grid-costs", grid(Language::Lt, "B", |x, y| -9e6 - 1e5 * x * y));
    add!("grid-flat", grid(Language::Ru, "B", |_, _| 0.0));
    add!("grid-ring", grid(Language::En, "B", |x, y| 0.1 - (x - 0.5) * (x - 0.5) - (y - 0.5) * (y - 0.5)));
    cases
}

/// Bars of falling width around `central`: straight, turned, bent, and together.
fn tornado(language: Language, names: &[&str], central: f64) -> Tornado {
    let size = if central == 0.0 { 1e6 } else { central.abs() };
    let bars: Vec<TornadoBar> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let half = size * 1.2 / (index + 1) as f64;
            let ends = match index % 3 {
                1 => (central + half, central - 0.6 * half),
                _ => (central - half, central + 0.8 * half),
            };
            let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
            let reach = if index % 5 == 3 { (low, high + half / 3.0) } else { (low, high) };
            let range = "1,234.5 to 2,345.6 GEL/person/month".to_owned();
            TornadoBar { name: (*name).to_owned(), range, ends, together: index % 4 == 2, reach }
        })
        .collect();
    let title = tornado_title(language, policies(language)[2], &bars, "GEL", true);
    Tornado { heading: heading(language, title), unit: gel(), central, bars, is_saving: true }
}

fn spider(language: Language, names: &[&str], central: f64) -> Spider {
    let size = if central == 0.0 { 1e6 } else { central.abs() };
    let lines: Vec<SpiderLine> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let slope = size * if index % 2 == 0 { 1.5 } else { -1.0 } / (index + 1) as f64;
            let points = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95].map(|share| (share, central + slope * (share - 0.5)));
            SpiderLine { name: (*name).to_owned(), points: points.to_vec() }
        })
        .collect();
    let title = spider_title(language, policies(language)[2], &lines, central, "GEL", true);
    Spider { heading: heading(language, title), unit: gel(), central, lines }
}

/// A result over two shares.
fn grid(language: Language, name: &str, of: impl Fn(f64, f64) -> f64) -> GridChart {
    let axis: Vec<f64> = (0..21).map(|step| f64::from(step) / 20.0).collect();
    let values: Vec<Vec<f64>> = axis.iter().map(|y| axis.iter().map(|x| of(*x, *y)).collect()).collect();
    let grid = crate::statistics::Grid { x: axis.clone(), y: axis, values };
    let ends = grid
        .values
        .iter()
        .flatten()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    let names = [name, policies(language)[0]];
    let title = GridChart::title(language, policies(language)[2], names, ends, 0.28, "GEL", true);
    GridChart {
        heading: heading(language, title),
        unit: gel(),
        axes: names.map(str::to_owned),
        zero: grid.contour(0.0),
        central: (0.5, 0.5),
        central_result: of(0.5, 0.5),
        grid,
        is_saving: true,
        note: String::new(),
    }
}

#[test]
fn one_input_that_turns_the_sign_is_in_the_title() {
    let said = |central| tornado(Language::En, &["Hours", "Pay"], central).heading.title.replace('\u{a0}', " ");
    assert_eq!(
        said(3e6),
        "“Hours” by itself can turn the sign of what “Referral to services” saves: from −0.60 to 5.88 million GEL"
    );
    let mut bars = tornado(Language::En, &["Hours"], 3e6).bars;
    bars[0].ends = (1.2e6, 3.4e6);
    bars[0].reach = bars[0].ends;
    let told = bars.clone();
    let said = |is_saving| tornado_title(Language::En, "R", &told, "GEL", is_saving).replace('\u{a0}', " ");
    assert_eq!(
        said(true),
        "No single input turns the saving of “R” into a cost; “Hours” moves it most: 1.20 to 3.40 million GEL"
    );
    assert_eq!(said(false), "“Hours” moves the result most: 1.20 to 3.40 million GEL");
    bars[0].ends = (-3.4e6, -1.2e6);
    bars[0].reach = bars[0].ends;
    let costs = tornado_title(Language::En, "R", &bars, "GEL", true).replace('\u{a0}', " ");
    assert_eq!(costs, "No single input makes “R” save; “Hours” moves the result most: from −3.40 to −1.20 million GEL");
    // A narrower bar than the widest can be the one that turns the sign.
    let turns = TornadoBar { name: "Pay".to_owned(), ends: (-1e5, 2e5), reach: (-1e5, 2e5), ..bars[0].clone() };
    bars.push(turns);
    assert!(tornado_title(Language::En, "R", &bars, "GEL", true).starts_with("“Pay” by itself can turn the sign"));
    assert_eq!(tornado_title(Language::En, "R", &[], "GEL", true), "No input moves the result");
}

#[test]
fn a_tornado_counts_the_bars_that_it_leaves_out() {
    let names: Vec<String> = (0..15).map(|k| format!("Input {k}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let texts: Vec<String> = tornado(Language::En, &names, 3e6).labels().into_iter().map(|label| label.text).collect();
    // The 13th has half a width of 1.2 · 3 million / 13, times 1.8.
    assert!(texts.iter().any(|text| text.starts_with("3 further inputs move the result by 498")), "{texts:?}");
    assert!(texts.iter().all(|text| text != "Input 12") && texts.iter().any(|text| text == "Input 11"));
}

#[test]
fn no_label_covers_another_or_leaves_the_page() {
    for case in cases() {
        let document = Document::parse(&case.svg).unwrap();
        let height: f64 = document.root_element().attribute("height").unwrap().parse().unwrap();
        assert!(case.labels.len() > 3, "{}", case.name);
        for (index, label) in case.labels.iter().enumerate() {
            let [left, top, right, bottom] = label.bounds();
            assert!(
                left > -0.01 && top > 0.0 && right < frame::WIDTH + 0.01 && bottom < height,
                "{}: {:?} leaves the page: {:?}",
                case.name,
                label.text,
                label.bounds()
            );
            for other in &case.labels[..index] {
                let [left2, top2, right2, bottom2] = other.bounds();
                let apart = right <= left2 || right2 <= left || bottom <= top2 + 1.0 || bottom2 <= top + 1.0;
                assert!(apart, "{}: {:?} covers {:?}", case.name, label.text, other.text);
            }
        }
    }
}

#[test]
fn every_chart_is_well_formed_and_has_title_and_description() {
    for case in cases() {
        let document = Document::parse(&case.svg).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let root = document.root_element();
        let id = |name: &str| {
            let found = root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            let found = found.unwrap_or_else(|| panic!("{} has no {name}", case.name));
            (found.attribute("id").unwrap().to_owned(), found.text().unwrap_or_default().to_owned())
        };
        let (title, description) = (id("title"), id("desc"));
        assert_eq!(root.attribute("aria-labelledby").unwrap(), format!("{} {}", title.0, description.0));
        assert_eq!(description.1, case.description, "{}", case.name);
        assert!(description.1.len() > 20);
        assert!(!case.svg.contains("<script"), "{}", case.name);
        assert_eq!(root.descendants().filter(|node| node.has_tag_name("script")).count(), 0);
    }
}

#[test]
fn ids_differ_between_charts_of_one_page() {
    let mut ids: Vec<String> = cases()
        .iter()
        .map(|case| Document::parse(&case.svg).unwrap().root_element().attribute("aria-labelledby").unwrap().to_owned())
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let gallery = std::env::var_os("CHART_GALLERY").map(std::path::PathBuf::from);
    for (first, second) in cases().into_iter().zip(cases()) {
        assert_eq!(first.svg, second.svg);
        if let Some(folder) = &gallery {
            std::fs::write(folder.join(format!("{}.svg", first.name)), &first.svg).unwrap();
            std::fs::write(folder.join(format!("{}.png", first.name)), png(&first.svg, 192.0).unwrap()).unwrap();
        }
    }
    let svg = stacked(Language::Ka).svg();
    let picture = png(&svg, 300.0).unwrap();
    assert_eq!(picture, png(&svg, 300.0).unwrap());
    // 605 CSS pixels at 300 dots per inch: 605 × 300 / 96 = 1890.6
    assert_eq!(u32::from_be_bytes(picture[16..20].try_into().unwrap()), 1891);
}

#[test]
fn a_policy_that_costs_more_is_described_so() {
    let payers = payers(Language::En, &[("State", "state", -3e6, -2e6, -1e6), ("Donor", "donor", 1e6, 2e6, 3e6)]);
    let said = payers.alternative_text().replace('\u{a0}', " ");
    assert!(said.contains("State pays 2.0 million GEL less. Donor pays 2.0 million GEL more."), "{said}");
    let density = density(Language::En, vec![-3.0, -2.0, -1.0, 4.0]);
    assert_eq!(density.share_below_zero(), 0.75);
    assert!(density.alternative_text().ends_with("Below zero in 75% of draws."), "{}", density.alternative_text());
}

#[test]
fn draws_that_are_not_numbers_make_no_chart() {
    let heading = || heading(Language::En, "T".to_owned());
    assert!(Density::of_draws(heading(), gel(), vec![]).is_none());
    assert!(Density::of_draws(heading(), gel(), vec![1.0, f64::NAN]).is_none());
}

#[test]
fn more_than_twelve_categories_are_joined() {
    let texts: Vec<String> = many(20, false, false).labels().into_iter().map(|label| label.text).collect();
    // eleven stay, nine are joined
    assert!(texts.iter().any(|text| text == "“other” joins the 9 smallest categories."), "{texts:?}");
}

#[test]
fn numbers_that_are_not_finite_draw_something_all_the_same() {
    for value in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        let mut bars = many(2, false, true);
        bars.bars[1].segments[0].1 = value;
        bars.bars[1].total = Estimate::known(value);
        let mut lines = years(Language::En, 5, 0.0, vec!["A".to_owned(), "B".to_owned()]);
        lines.lines[1].points[2].amount = Estimate::between(value, 0.0, value);
        let changes = payers(Language::En, &[("A", "state", value, value, 1.0), ("B", "donor", 1.0, 2.0, 3.0)]);
        for svg in [bars.svg(), lines.svg(), changes.svg()] {
            assert!(Document::parse(&svg).is_ok());
        }
    }
}

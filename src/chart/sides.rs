//! The distributions of a result under two sides' values.

use super::colour::{COSTS, GREY, INK, SAVES, WHITE};
use super::drawing::{Drawing, label};
use super::frame::{Page, SIDE, WIDTH, axis_line, axis_scale, unit_caption};
use super::ticks::ticks;
use super::{Heading, Unit, text};
use crate::language::{Direction, Estimate, Language, Scale};
use crate::math::quantile::quantiles;

/// Columns in which draws are counted, about.
const COLUMNS: f64 = 64.0;
const HEIGHT: f64 = 170.0;
const LINE: f64 = 14.0;
const STROKES: [f64; 2] = [6.0, 3.5];

/// One side.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub name: String,
    /// Its mean and the middle nine tenths of its draws.
    pub estimate: Estimate,
    pub draws: Vec<f64>,
}

/// Two outlines of histograms over one axis: ours filled with a whole line, theirs open with a broken one.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides {
    pub heading: Heading,
    pub unit: Unit,
    /// What is on the axis.
    pub measure: String,
    /// Ours, then theirs; all draws finite, at least one each.
    sides: [Side; 2],
}

impl Sides {
    /// `None` if a side has no draws, or one that is not finite.
    pub fn new(heading: Heading, unit: Unit, measure: String, sides: [Side; 2]) -> Option<Sides> {
        let is_fit = |side: &Side| !side.draws.is_empty() && side.draws.iter().all(|draw| draw.is_finite());
        sides.iter().all(is_fit).then_some(Sides { heading, unit, measure, sides })
    }

    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let mut said =
            vec![language.say("describe-sides", &[("measure", (&self.measure).into()), ("unit", (&unit).into())])];
        said.extend(self.sides.iter().map(|side| format!("{}: {}.", side.name, self.result(side))));
        said.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("sides", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    fn labels(&self) -> Vec<super::drawing::Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    /// "12 million GEL (90%: 3 to 20)".
    fn result(&self, side: &Side) -> String {
        let language = self.heading.language;
        let mean = language.amount(side.estimate, &self.unit.name);
        match side.estimate.interval.filter(|(low, high)| high > low) {
            None => mean,
            Some(_) => {
                let interval = language.interval(side.estimate, &self.unit.name, true);
                format!("{mean} ({})", language.say("chart-interval-short", &[("interval", (&interval).into())]))
            }
        }
    }

    /// The range of the axis: all but the outer draws of each side, with zero if it is near.
    fn shown(&self) -> (f64, f64) {
        let ends = self.sides.iter().map(|side| {
            let mut draws = side.draws.clone();
            let found = quantiles(&mut draws, &[0.005, 0.995]);
            (found[0], found[1])
        });
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| (all.0.min(one.0), all.1.max(one.1)));
        let length = if high > low { high - low } else { low.abs().max(1.0) };
        let (mut low, mut high) = (low - 0.06 * length, high + 0.06 * length);
        if low > 0.0 && low < 0.5 * length {
            low = -0.03 * length;
        } else if high < 0.0 && -high < 0.5 * length {
            high = 0.03 * length;
        }
        (low, high)
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let (low, high) = self.shown();
        // Column k reaches from k to k + 1 steps, so that zero is always an edge and no draw is shown on its other side.
        let step = (high - low) / COLUMNS;
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let (low, high) = (first * step, last * step);
        let (left, right) = (SIDE + 12.0, WIDTH - SIDE - 12.0);
        let at = |value: f64| left + (value - low) / (high - low) * (right - left);
        let mut page = Page::new(&self.heading);
        let mut y = page.top + 4.0;
        for (number, side) in self.sides.iter().enumerate() {
            sample(&mut page.drawing, number, y);
            let inner = WIDTH - 2.0 * SIDE - 34.0;
            let words = text::wrap(&text::printable(&side.name), 10.5, true, inner);
            let last = words.last().map_or(0.0, |line| text::width(line, 10.5, true));
            for (line_number, line) in words.iter().enumerate() {
                page.drawing.text(label(line.clone(), SIDE + 34.0, y + line_number as f64 * LINE).size(10.5).bold());
            }
            y += words.len().saturating_sub(1) as f64 * LINE;
            let result = self.result(side);
            let mut x = SIDE + 34.0 + last + 8.0;
            if x + text::width(&result, 10.5, false) > WIDTH - SIDE {
                (x, y) = (SIDE + 34.0, y + LINE);
            }
            page.drawing.text(label(result, x, y).size(10.5).colour(GREY));
            y += LINE + 3.0;
        }
        let whiskers = y + 2.0;
        let top = whiskers + 26.0;
        let bottom = top + HEIGHT;
        let (mut scale, length) = (axis_scale(low.abs().max(high.abs())), right - left);
        let steps_in = |scale: Scale| {
            let most = (length / 64.0) as usize;
            ticks(low / scale.factor(), high / scale.factor(), most.max(2))
        };
        while scale != Scale::One && steps_in(scale).decimals > 2 {
            scale = scale.smaller();
        }
        page.horizontal_axis(&steps_in(scale), at, whiskers - 6.0, bottom, scale.factor());
        let all = self.sides.iter().map(|side| columns(&side.draws, step, first, last)).collect::<Vec<_>>();
        let tallest = all.iter().flatten().flatten().copied().fold(0.0, f64::max);
        for (number, (side, columns)) in self.sides.iter().zip(&all).enumerate() {
            let tone = [SAVES, COSTS][number];
            let points: Vec<(f64, f64)> = match columns {
                Some(columns) => outline(columns)
                    .into_iter()
                    .map(|(column, height)| (at((first + column) * step), bottom - height / tallest * HEIGHT))
                    .collect(),
                // All draws are one number.
                None => vec![(at(side.draws[0]), bottom), (at(side.draws[0]), top)],
            };
            if number == 0 && columns.is_some() {
                page.drawing.area(points.clone(), tone.fill, 0.22);
            }
            stroke(&mut page.drawing, number, &points, 2.0);
            let middle = at(side.estimate.value).clamp(left, right);
            let row = whiskers + number as f64 * 11.0;
            if let Some((from, to)) = side.estimate.interval.filter(|(low, high)| high > low) {
                let [from, to] = [from, to].map(|end| at(end).clamp(left, right));
                stroke(&mut page.drawing, number, &[(from, row), (to, row)], 1.75);
                for x in [from, to] {
                    page.drawing.line(&[(x, row - 3.5), (x, row + 3.5)], 1.5, tone.line);
                }
            }
            page.drawing.dot(middle, row, 4.0, tone.line);
            if number == 1 {
                page.drawing.dot(middle, row, 2.0, WHITE);
            }
        }
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        if low <= 0.0 && high >= 0.0 {
            page.drawing.line(&[(at(0.0), whiskers - 8.0), (at(0.0), bottom + 4.0)], 1.5, INK);
        }
        let caption = format!("{}, {}", self.measure, unit_caption(language, &self.unit, scale));
        page.caption(caption, right, bottom + 25.0);
        (page, bottom + 34.0, vec![language.word("chart-points")])
    }
}

/// The line of a side, beside its name.
fn sample(drawing: &mut Drawing, number: usize, y: f64) {
    let (from, to) = (SIDE, SIDE + 26.0);
    if number == 0 {
        drawing.area(vec![(from, y), (to, y), (to, y + 5.0), (from, y + 5.0)], SAVES.fill, 0.22);
    }
    stroke(drawing, number, &[(from, y), (to, y)], 2.0);
}

/// A whole line for the first side, a broken one for the second.
fn stroke(drawing: &mut Drawing, number: usize, points: &[(f64, f64)], thickness: f64) {
    match number {
        0 => drawing.line(points, thickness, SAVES.line),
        _ => drawing.dashed(points, thickness, COSTS.line, &STROKES),
    }
}

/// The share of the draws in each column from the `first` up to the `last` multiple of `step`; `None` if all draws are one
/// number.
fn columns(draws: &[f64], step: f64, first: f64, last: f64) -> Option<Vec<f64>> {
    let (least, most) =
        draws.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |ends, draw| (ends.0.min(*draw), ends.1.max(*draw)));
    if most - least <= 1e-9 * least.abs().max(most.abs()) {
        return None;
    }
    let mut shares = vec![0.0; (last - first) as usize];
    for draw in draws {
        // A quotient that is too small for a number must not move a cost to the other side of zero.
        let column = if *draw < 0.0 { (draw / step).floor().min(-1.0) } else { (draw / step).floor() };
        if (first..last).contains(&column) {
            shares[(column - first) as usize] += 1.0 / draws.len() as f64;
        }
    }
    Some(shares)
}

/// The steps over columns of these heights from the foot of the first to that of the last; columns are 1 wide.
fn outline(heights: &[f64]) -> Vec<(f64, f64)> {
    let tops = heights.iter().enumerate().flat_map(|(column, height)| {
        let edge = column as f64;
        [(edge, *height), (edge + 1.0, *height)]
    });
    let ends = |column: usize| (column as f64, 0.0);
    std::iter::once(ends(0)).chain(tops).chain([ends(heights.len())]).collect()
}

/// What the result is with all values of the other side, and whether that turns it.
pub fn contest_title(
    language: Language,
    policy: &str,
    who: &str,
    own: Estimate,
    other: Estimate,
    unit: &str,
) -> String {
    let say = |key: &str, estimate: Estimate| {
        let amount = language.amount(estimate.magnitude(), unit);
        let parts = [("policy", policy.into()), ("who", who.into()), ("amount", (&amount).into())];
        language.say(key, &parts)
    };
    let same = Direction::of(own) == Direction::of(other);
    match Direction::of(other) {
        Direction::Saves if same && other.value <= own.value => say("contest-title-saves-even", other),
        Direction::Saves => say("contest-title-saves", other),
        Direction::CostsMore if same && other.value >= own.value => say("contest-title-costs-even", other),
        Direction::CostsMore => say("contest-title-costs", other),
        Direction::Unclear => {
            let interval = language.interval(other, unit, false);
            let parts = [("policy", policy.into()), ("who", who.into()), ("interval", (&interval).into())];
            language.say("contest-title-unclear", &parts)
        }
        Direction::NoDifference => {
            language.say("contest-title-no-difference", &[("policy", policy.into()), ("who", who.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(own: Vec<f64>, other: Vec<f64>, who: &str) -> Sides {
        let heading = Heading {
            language: Language::En,
            title: "A & <b>".to_owned(),
            subtitle: String::new(),
            source: String::new(),
        };
        let unit = Unit { name: "EUR".to_owned(), price_year: Some(2024), discounted: Some(false) };
        let side = |name: &str, draws: Vec<f64>| Side {
            name: name.to_owned(),
            estimate: Estimate::between(draws[0], draws[0] - 1.0, draws[0] + 1.0),
            draws,
        };
        Sides::new(heading, unit, "saving".to_owned(), [side("us", own), side(who, other)]).unwrap()
    }

    #[test]
    fn every_text_lies_on_the_page() {
        let spread = |middle: f64| (0..200).map(|n| middle + f64::from(n * 37 % 101)).collect::<Vec<_>>();
        let long = "A ministry with a name that goes on, and on, ".repeat(4);
        let charts = [
            chart(spread(50.0), spread(-80.0), &long),
            chart(vec![3.0; 16], vec![3.0; 16], "b"),
            chart(vec![0.0; 16], spread(1e9), "b"),
        ];
        for chart in charts {
            for label in chart.labels() {
                let [left, _, right, _] = label.bounds();
                assert!(left >= 0.0 && right <= WIDTH + 0.5, "{}", label.text);
            }
            assert!(chart.svg().contains("A &amp; &lt;b&gt;"));
        }
    }

    #[test]
    fn a_side_with_a_draw_that_is_no_number_is_not_drawn() {
        let mut broken = chart(vec![1.0, 2.0], vec![1.0, 2.0], "b");
        broken.sides[1].draws[0] = f64::NAN;
        let Sides { heading, unit, measure, sides } = broken;
        assert_eq!(Sides::new(heading, unit, measure, sides), None);
    }

    #[test]
    fn columns_count_every_draw_once() {
        let shares = columns(&[1.0, 2.0, 3.0, 4.0], 0.5, -40.0, 40.0).unwrap();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(columns(&[5.0, 5.0], 0.5, 0.0, 18.0), None);
    }

    #[test]
    fn the_area_on_each_side_of_zero_is_the_share_of_draws_there() {
        // 1 draw in 200 saves; steps of 0.7 do not divide the range.
        let draws: Vec<f64> =
            (0..1000).map(|n| if n % 200 == 0 { 0.01 } else { -f64::from(n % 97) - 1e-300 }).collect();
        let (step, first) = (0.7, -150.0);
        let points = outline(&columns(&draws, step, first, 10.0).unwrap());
        let area = |above: bool| -> f64 {
            let pieces = points.windows(2).filter(|ends| ((first + ends[0].0) * step >= 0.0) == above);
            pieces.map(|ends| (ends[1].0 - ends[0].0) * ends[1].1).sum()
        };
        assert!((area(true) - 0.005).abs() < 1e-12, "{}", area(true));
        assert!((area(false) - 0.995).abs() < 1e-12, "{}", area(false));
    }

    #[test]
    fn the_title_turns_with_the_numbers_in_every_direction() {
        let title = |own: (f64, f64, f64), other: (f64, f64, f64)| {
            let [own, other] =
                [own, other].map(|(low, value, high)| Estimate::between(value * 1e6, low * 1e6, high * 1e6));
            contest_title(Language::En, "R", "M", own, other, "EUR").replace('\u{a0}', " ")
        };
        let (plus, more) = ((1.5, 2.1, 2.8), (5.5, 6.1, 6.8));
        let (minus, less) = ((-2.8, -2.1, -1.5), (-6.8, -6.1, -5.5));
        assert_eq!(title(more, plus), "Even with the values of M, “R” would save 2.1 million EUR");
        assert_eq!(title(plus, more), "With the values of M, “R” would save 6.1 million EUR");
        assert_eq!(title(minus, plus), "With the values of M, “R” would save 2.1 million EUR");
        assert_eq!(title(plus, minus), "With the values of M, “R” would cost 2.1 million EUR more");
        assert_eq!(title(less, minus), "Even with the values of M, “R” would cost 2.1 million EUR more");
        assert_eq!(
            title(plus, (-3.0, 1.0, 9.0)),
            "With the values of M, “R” may save or cost: from −3 to 9 million EUR"
        );
        assert_eq!(title(plus, (0.0, 0.0, 0.0)), "With the values of M, “R” would neither save nor cost");
    }
}

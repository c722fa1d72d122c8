//! Spending by policy, stacked by category.

use super::colour::{GREY, INK, Tone, WHITE, tone};
use super::drawing::{Anchor, Drawing, label};
use super::frame::{self, NAME, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::segments::{ROW, Segment, hosts, name_categories, stack};
use super::ticks::ticks;
use super::{Heading, Unit, text};
use crate::language::{Estimate, exponent};

/// More categories than this are joined into "other".
const MOST_CATEGORIES: usize = 12;
const BAR: f64 = 28.0;
/// Space under a bar: whisker and gap.
const GAP: f64 = 20.0;

/// One policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    /// Category and amount; negative amounts (revenues) stand left of zero. Categories may be missing.
    pub segments: Vec<(String, f64)>,
    /// The sum, with its interval if it is uncertain.
    pub total: Estimate,
}

/// Horizontal bars, one per policy, stacked by category.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedBars {
    pub heading: Heading,
    /// Unit of all amounts.
    pub unit: Unit,
    /// Categories in the order in which they are stacked; categories of bars that are not listed come after them.
    pub categories: Vec<String>,
    pub bars: Vec<Bar>,
}

/// One bar with its amounts in the order of the categories shown.
struct Row<'a> {
    bar: &'a Bar,
    amounts: Vec<f64>,
    name: Vec<String>,
}

impl Row<'_> {
    /// Height of the bar or of its name, whichever is higher.
    fn height(&self) -> f64 {
        BAR.max(self.name.len() as f64 * ROW)
    }
}

impl StackedBars {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let (categories, amounts, _) = self.joined();
        let unit = unit_caption(language, &self.unit, crate::language::Scale::One);
        let mut sentences = vec![language.say("describe-stacked", &[("unit", (&unit).into())])];
        for (bar, amounts) in self.bars.iter().zip(&amounts) {
            let total = language.amount(bar.total, &self.unit.name);
            let mut said = if bar.total.interval.is_some_and(|(low, high)| high > low) {
                let interval = language.interval(bar.total, &self.unit.name, true);
                let parts =
                    [("name", (&bar.name).into()), ("total", (&total).into()), ("interval", (&interval).into())];
                language.say("describe-bar-interval", &parts)
            } else {
                language.say("describe-bar", &[("name", (&bar.name).into()), ("total", (&total).into())])
            };
            if let Some((index, amount)) = amounts.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))
                && *amount > 0.0
                && categories.len() > 1
            {
                let value = language.amount(Estimate::known(*amount), &self.unit.name);
                let parts = [("category", (&categories[index]).into()), ("value", (&value).into())];
                said.push_str("; ");
                said.push_str(&language.say("describe-largest", &parts));
            }
            said.push('.');
            sentences.push(said);
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("stacked", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    /// Categories as shown, the amounts of each bar in their order, and how many were joined into the last.
    fn joined(&self) -> (Vec<String>, Vec<Vec<f64>>, usize) {
        let mut categories: Vec<String> = self.categories.clone();
        for (category, _) in self.bars.iter().flat_map(|bar| &bar.segments) {
            if !categories.contains(category) {
                categories.push(category.clone());
            }
        }
        let amount = |bar: &Bar, category: &String| -> f64 {
            bar.segments.iter().filter(|(name, _)| name == category).map(|(_, amount)| amount).sum()
        };
        categories.retain(|category| self.bars.iter().any(|bar| amount(bar, category) != 0.0));
        let weight = |category: &String| -> f64 { self.bars.iter().map(|bar| amount(bar, category).abs()).sum() };
        let mut by_weight: Vec<String> = categories.clone();
        by_weight.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let kept = if categories.len() > MOST_CATEGORIES { MOST_CATEGORIES - 1 } else { categories.len() };
        let (large, small) = by_weight.split_at(kept);
        let shown: Vec<String> = categories.into_iter().filter(|category| large.contains(category)).collect();
        let amounts = self
            .bars
            .iter()
            .map(|bar| {
                let mut amounts: Vec<f64> = shown.iter().map(|category| amount(bar, category)).collect();
                if !small.is_empty() {
                    amounts.push(small.iter().map(|category| amount(bar, category)).sum());
                }
                amounts
            })
            .collect();
        let mut names = shown;
        if !small.is_empty() {
            names.push(self.heading.language.word("other"));
        }
        (names, amounts, small.len())
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let (categories, amounts, joined) = self.joined();
        let rows: Vec<Row<'_>> = self
            .bars
            .iter()
            .zip(amounts)
            .map(|(bar, amounts)| Row {
                bar,
                amounts,
                name: text::wrap(&text::printable(&bar.name), 10.5, true, 150.0),
            })
            .collect();
        let sum = |row: &Row<'_>, sign: f64| -> f64 { row.amounts.iter().map(|a| (a * sign).max(0.0)).sum() };
        let low = rows.iter().map(|row| -sum(row, -1.0)).chain(ends(&rows).map(|e| e.0)).fold(0.0, f64::min);
        let high = rows.iter().map(|row| sum(row, 1.0)).chain(ends(&rows).map(|e| e.1)).fold(0.0, f64::max);
        let high = if high > low { high } else { low + 1.0 };
        let scale = axis_scale(high.max(-low));
        let decimals = if low == 0.0 && totals_are_zero(&rows) {
            0
        } else {
            decimals(&rows, high.max(-low) / scale.factor(), scale.factor())
        };
        let write = |amount: f64| language.number(amount / scale.factor(), decimals);

        let negative = rows.iter().any(|row| row.amounts.iter().any(|amount| *amount < 0.0));
        let totals: Vec<(String, String)> = rows
            .iter()
            .map(|row| {
                let total = write(row.bar.total.value);
                let total = if negative { format!("{} {total}", language.word("chart-net")) } else { total };
                let interval = row.bar.total.interval.filter(|(low, high)| high > low).map_or(String::new(), |ends| {
                    let (from, to) = (write(ends.0), write(ends.1));
                    let parts = [("low", (&from).into()), ("high", (&to).into())];
                    let interval = if ends.0 < 0.0 {
                        language.say("interval-from", &parts)
                    } else {
                        language.say("interval", &parts)
                    };
                    language.say("chart-interval-short", &[("interval", (&interval).into())])
                });
                (total, interval)
            })
            .collect();

        let names = rows.iter().flat_map(|row| &row.name).map(|line| text::width(line, 10.5, true)).fold(0.0, f64::max);
        let beside = totals
            .iter()
            .map(|(total, interval)| text::width(total, 11.0, true).max(text::width(interval, SMALL, false)))
            .fold(80.0, f64::max);
        let (left, right) = (SIDE + names + 12.0, WIDTH - SIDE - beside - 8.0);
        let at = |amount: f64| left + (amount - low) / (high - low) * (right - left);

        let mut page = Page::new(&self.heading);
        let segments: Vec<Vec<Segment>> = rows.iter().map(|row| stack(&row.amounts, at)).collect();
        let hosts = hosts(&segments, categories.len());
        let first = page.top;
        let mut y = first;
        let mut strips = Drawing::default();
        let mut tops = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let hosted: Vec<Segment> =
                segments[index].iter().copied().filter(|segment| hosts[segment.category] == Some(index)).collect();
            // a name of many lines is higher than its bar: the strip comes down to the bar
            let lower = (row.height() - BAR) / 2.0;
            y += name_categories(&mut strips, &hosted, &categories, left, y + lower);
            tops.push(y + lower);
            y += row.height() + GAP;
        }
        let bottom = y - GAP + 14.0;
        let steps = ticks(low / scale.factor(), high / scale.factor(), 6);
        page.horizontal_axis(&steps, at, first, bottom, scale.factor());
        axis_line(&mut page.drawing, (at(0.0), first), (at(0.0), bottom));
        page.drawing.append(strips);
        for (index, row) in rows.iter().enumerate() {
            let top = tops[index];
            let net = row.bar.total.value;
            draw_bar(&mut page.drawing, &segments[index], row, top, negative.then(|| at(net)), &write);
            frame::names(&mut page.drawing, &[(&row.name, NAME)], left - 10.0, top + BAR / 2.0, ROW);
            let end = segments[index].iter().map(|segment| segment.to).fold(at(0.0), f64::max);
            let mut end = end.max(at(net));
            if let Some((low, high)) = row.bar.total.interval.filter(|(low, high)| high > low) {
                page.drawing.whisker(at(low), at(high), top + BAR + 7.0, INK);
                page.drawing.dot(at(net), top + BAR + 7.0, 2.5, INK);
                end = end.max(at(high));
            }
            axis_line(&mut page.drawing, (at(0.0), top - 4.0), (at(0.0), top + BAR + 4.0));
            let (total, interval) = &totals[index];
            let middle = top + BAR / 2.0;
            page.drawing.text_on_white(label(total.clone(), end + 8.0, middle).size(11.0).bold());
            page.drawing.text_on_white(label(interval.clone(), end + 8.0, middle + 14.0).size(SMALL).colour(GREY));
        }
        let caption = unit_caption(language, &self.unit, scale);
        page.caption(caption, right, bottom + 24.0);
        let mut notes = Vec::new();
        if joined > 0 {
            let (number, other) = (language.count(joined), language.word("other"));
            notes.push(language.say("chart-joined", &[("other", (&other).into()), ("number", (&number).into())]));
        }
        (page, bottom + 32.0, notes)
    }
}

fn ends<'a>(rows: &'a [Row<'_>]) -> impl Iterator<Item = (f64, f64)> + 'a {
    rows.iter().map(|row| row.bar.total.interval.unwrap_or((row.bar.total.value, row.bar.total.value)))
}

fn totals_are_zero(rows: &[Row<'_>]) -> bool {
    ends(rows).all(|ends| ends == (0.0, 0.0)) && rows.iter().all(|row| row.amounts.iter().all(|amount| *amount == 0.0))
}

/// Decimals of all numbers of the chart, after scaling: two digits of the narrowest interval of a total, or three of
/// the largest number.
fn decimals(rows: &[Row<'_>], largest: f64, factor: f64) -> i32 {
    let widths = ends(rows).map(|(low, high)| (high - low) / factor).filter(|width| *width > 0.0);
    let narrowest = widths.fold(f64::INFINITY, f64::min);
    let wanted = if narrowest.is_finite() { 1 - exponent(narrowest) } else { 2 - exponent(largest) };
    wanted.min(3 - exponent(largest)).max(0)
}

/// Segments with their numbers where they fit; `net` is the place of the mark of the total, if there are revenues.
fn draw_bar(
    drawing: &mut Drawing,
    segments: &[Segment],
    row: &Row<'_>,
    top: f64,
    net: Option<f64>,
    write: &impl Fn(f64) -> String,
) {
    let zero = write(0.0);
    for segment in segments {
        let Tone { fill, on_fill, hatched, .. } = tone(segment.category);
        let (from, to) = ((segment.from, top), (segment.to, top + BAR));
        drawing.rectangle(from, to, fill);
        let number = write(row.amounts[segment.category]);
        let half = text::width(&number, 9.5, true) / 2.0 + 2.5;
        let (middle, y) = (segment.centre(), top + BAR / 2.0);
        let crossed = net.is_some_and(|net| (net - middle).abs() < half + 2.0);
        let fits = 2.0 * half <= segment.to - segment.from && number != zero && !crossed;
        if hatched {
            drawing.hatch(from, to, WHITE);
        }
        if hatched && fits {
            drawing.rectangle((middle - half, y - 8.0), (middle + half, y + 8.0), fill);
        }
        if fits {
            drawing.text(label(number, middle, y).size(9.5).bold().colour(on_fill).anchor(Anchor::Middle));
        }
    }
    for segment in segments.iter().filter(|segment| segment.to - segment.from > 1.5) {
        drawing.line(&[(segment.to, top), (segment.to, top + BAR)], 0.75, WHITE);
    }
    if let Some(x) = net {
        drawing.line(&[(x, top - 3.0), (x, top + BAR + 3.0)], 4.0, WHITE);
        drawing.line(&[(x, top - 3.0), (x, top + BAR + 3.0)], 2.0, INK);
    }
}

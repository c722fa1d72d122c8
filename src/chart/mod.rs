//! Charts as SVG and PNG: numbers that others have computed go in, finished pictures come out.
//!
//! Every chart is 160 mm wide, says its finding in the title, its unit and price year on the axis and its source below,
//! and carries `<title>` and `<desc>` written from the data. Names that come from users are data: they are escaped.
//!
//! ```
//! use crimcost::chart::{Density, Heading, Unit};
//! use crimcost::language::Language;
//!
//! let heading = Heading {
//!     language: Language::En,
//!     title: "Referral would save 2 million GEL".to_owned(),
//!     subtitle: "All public payers".to_owned(),
//!     source: "Source: an example".to_owned(),
//! };
//! let unit = Unit { name: "GEL".to_owned(), price_year: Some(2014), discounted: Some(false) };
//! let chart = Density::of_draws(heading, unit, vec![1.0e6, 2.0e6, 3.0e6]).unwrap();
//! assert!(chart.svg().contains("<desc"));
//! ```

mod beliefs;
mod colour;
mod correlations;
mod curves;
mod decisions;
mod density;
mod distance;
mod drawing;
mod frame;
#[cfg(test)]
mod given_tests;
mod grid;
mod information;
mod labels;
mod ladder;
mod payers;
mod png;
mod ranges;
mod segments;
mod sides;
mod spider;
mod stacked;
mod strip;
#[cfg(test)]
mod tests;
mod text;
mod threshold;
mod ticks;
mod titles;
mod tornado;
mod trace;
mod variance;
mod waterfall;
mod years;

pub use beliefs::{Belief, Beliefs};
pub use correlations::{Correlation, Correlations, correlations_title};
pub use curves::{Curves, OptionCurve, Upwards};
pub use decisions::{acceptability_title, exceedance_title, information_title, loss_title};
pub use density::Density;
pub use distance::{Distance, DistanceRow, Turns};
pub use grid::GridChart;
pub use information::{Information, InformationAxis, InformationBar};
pub use ladder::{Ladder, LadderRow, ladder_title};
pub use payers::{PayerChange, Payers};
pub use png::{PngError, png};
pub use ranges::{Range, RangeRow, Ranges, Shade};
pub use sides::{Side, Sides, contest_title};
pub use spider::{MOST_LINES, Spider, SpiderLine, spider_title};
pub use stacked::{Bar, StackedBars};
pub use strip::{Strip, StripRow};
pub use threshold::{Curve, Mark, Point, Thresholds};
pub use titles::{Period, StackFinding, payers_title, saving_title, spending_title, stack_title, years_title};
pub use tornado::{MOST_BARS, Tornado, TornadoBar, tornado_title};
pub use trace::{Trace, TracePoint, trace_title};
pub use variance::{MOST_SHARES, VarianceBar, VarianceChart, variance_title};
pub use waterfall::{Waterfall, WaterfallStep};
pub use years::{Line, LinePoint, Years};

use crate::language::Language;

/// The texts around a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Language of labels and numbers; the texts below are written in it by the caller.
    pub language: Language,
    /// The finding; [`saving_title`] and its sisters write it from numbers.
    pub title: String,
    /// What is shown: perspective, period, comparison. May be empty.
    pub subtitle: String,
    /// Where the numbers come from. May be empty.
    pub source: String,
}

/// What the numbers of a chart are.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// A currency code or a word: `GEL`, `people`.
    pub name: String,
    /// Year of the prices, if the unit is money.
    pub price_year: Option<i32>,
    /// Whether amounts are discounted; `None` says nothing on the chart.
    pub discounted: Option<bool>,
}

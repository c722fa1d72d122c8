//! Drug laws as data: what is punished, from which amount, how, and where else a case can go.
//!
//! A *law* is a country with one or more dated *regimes*. A regime has tables of amounts, the offences that their bands
//! lead to, penalties, rules for repeated cases and alternatives to punishment, each with its source and grade. What was
//! not found is a gap that is shown, never a value.

pub mod classify;
pub mod country;
pub mod date;
pub mod regime;
pub mod share;
pub mod shipped;

pub use classify::{Find, NotCounted, Placed, Verdict};
pub use date::Date;
pub use regime::{
    Alternative, Band, Class, Closed, CountingBasis, Index, Law, Limit, Measure, Mode, Offence, Penalty, PenaltyKind,
    PenaltyUnit, Position, PureForm, Regime, Repeat, Table,
};

//! Drug laws as data: what is punished, from which amount, how, and where else a case can go.
//!
//! A *law* is a country with one or more dated *regimes*. A regime has tables of amounts, the offences that their bands
//! lead to, penalties, rules for repeated cases and alternatives to punishment, each with its source and grade. What was
//! not found is a gap that is shown, never a value.

pub mod date;
pub mod regime;

pub use date::Date;

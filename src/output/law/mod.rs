//! Laws as text: lists, pages and tables, and the same rows for programs.

mod charts;
mod classify;
mod compare;
mod list;
pub mod share;

mod show;
mod words;

pub use charts::charts;
pub use classify::Classified;
pub use compare::{Compared, Comparison};
pub use list::list;

pub use show::{rows, show};

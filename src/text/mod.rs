//! Text with places: files, positions in them, the tree of keys and values, and problems that point at them.

mod cause;
mod files;
mod literal;
mod load;
mod outline;
mod problem;
mod syntax;
mod tree;

pub use cause::cause;
pub use files::{FileId, Files, Place};
pub use literal::inside;
pub use load::{load, parse, steers};
pub use problem::{Level, Problem, Problems};
pub use tree::{Node, Value};

//! What a run finds: tidy rows with stable ids, the draws that were kept, and what they come down to.

mod headline;
mod key;
mod known;
mod ratio;
mod rests;
mod table;

pub use headline::{Headline, MILESTONES, Milestone};
pub use key::{Measure, MoneyColumn, Place, RowKey};
pub use known::{Known, Verdict};
pub use ratio::{Ratio, Standing};
pub use rests::{Rests, share_gone};
pub use table::{Results, Row};

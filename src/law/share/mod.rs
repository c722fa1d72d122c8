//! Which share of cases lies in each band of a table of amounts, from how much people carry and how pure it is.
//!
//! A case is a find of some grams with some share of pure substance. [`Cases`] says how both differ between cases,
//! [`Ruler`] where a law draws its lines, [`exact`] what share lies in each band under one law and who moves under
//! another, [`simulate`] the same by drawing cases one by one.
//!
//! ```
//! use crimcost::law::regime::{Closed, CountingBasis, Limit};
//! use crimcost::law::share::{Amounts, Cases, Purity, Reaction, Ruler, exact};
//!
//! let amounts = Amounts::LogNormal { median: 3.0, spread: 1.2 };
//! let cases = Cases { amounts, purity: Purity::Same(0.1), correlation: 0.0 };
//! let limit = Limit { amount: 3.0, pure: None, basis: CountingBasis::Mixture, closed: Closed::Upper };
//! let ruler = Ruler::new(vec![limit]);
//! // The limit is the median: half of the cases lie on either side.
//! assert_eq!(exact::shares(&cases, &ruler, &Reaction::NONE), [0.5, 0.5]);
//! ```

pub mod cases;
pub mod compare;
pub mod exact;
pub mod past;
pub mod ruler;
pub mod simulate;
pub mod study;

pub use cases::{Amounts, Cases, Purity, Seizure};
pub use compare::{Comparison, compare};
pub use ruler::{Reaction, Ruler, Side};

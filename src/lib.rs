//! What a state spends on criminalizing people who use drugs, and what it would spend if it diverted them to health
//! and social services.

pub mod codes;
pub mod distribution;
pub mod draws;
pub mod math;
pub mod model;
pub mod scenario;
pub mod text;
pub mod unit;

//! What a find falls under: band, offence, and the rules that decide.

use super::regime::{Band, Closed, CountingBasis, Limit, Measure, Offence, Regime, Repeat, Table};

/// What was found, and what is known about the person's earlier cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// Weight as found, in grams.
    pub grams: Option<f64>,
    /// Number of pieces: tablets, plants, mushrooms.
    pub pieces: Option<f64>,
    /// Number of usual doses.
    pub doses: Option<f64>,
    /// Share of pure substance, above 0 and at most 1.
    pub purity: Option<f64>,
    /// Months since an earlier case.
    pub months_since_last: Option<f64>,
}

/// Where a find lies in a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<'a> {
    /// The bands that it can lie in, lowest first; more than one if something that decides is not known.
    pub bands: Vec<&'a Band>,
    /// The amount in the table's measure, as found.
    pub amount: f64,
    /// The limit that it lies exactly on although the source does not say to which band the limit belongs.
    pub on_limit: Option<f64>,
    /// Whether a known purity would have decided between the bands.
    pub needs_purity: bool,
    /// The lowest and highest band that reading the amounts as pure substance would give, where the source does not
    /// say what counts and that reading gives something else.
    pub if_pure: Option<Vec<&'a Band>>,
}

/// The amounts cannot be put beside each other: the table counts something that was not given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotCounted {
    /// What the table counts in.
    pub measure: Measure,
}

/// What a case is in the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<'a> {
    /// The offence of the band; absent if it was not found.
    pub offence: Option<&'a Offence>,
    /// The rule for repeated cases that made it another offence, and that offence.
    pub repeated: Option<(&'a Repeat, &'a Offence)>,
    /// Rules for repeated cases that hold, whatever they do.
    pub rules: Vec<&'a Repeat>,
    /// Names of alternatives that an earlier case closes.
    pub closed: Vec<&'a str>,
    /// Names of alternatives that are open to the offence, as far as the sources say.
    pub open: Vec<&'a str>,
}

impl Limit {
    /// Whether an amount in the table's measure exceeds the limit. `pure_grams` is what of it is pure substance;
    /// `None` if not known and the basis needs it.
    ///
    /// A find exactly on a limit lies above it only where the lower end of a band belongs to it. Amounts within 10⁻¹²
    /// of a limit lie on it: products of decimal fractions are not exact.
    pub fn is_exceeded(self, amount: f64, pure_grams: Option<f64>) -> Option<bool> {
        let over = |amount: f64, limit: f64| {
            let on = (amount - limit).abs() <= 1e-12 * limit;
            if on { self.closed == Closed::Lower } else { amount > limit }
        };
        let gross = over(amount, self.amount);
        let pure = || pure_grams.map(|pure| over(pure, self.pure.unwrap_or(self.amount)));
        match self.basis {
            CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::Unspecified => Some(gross),
            CountingBasis::AnyAmount => Some(false),
            CountingBasis::Pure => pure(),
            CountingBasis::BothExceeded if !gross => Some(false),
            CountingBasis::BothExceeded => pure(),
            CountingBasis::EitherExceeded if gross => Some(true),
            CountingBasis::EitherExceeded => pure(),
            CountingBasis::ReferencePotency(reference) => {
                Some(pure_grams.map_or(gross, |pure| over(pure / reference, self.amount)))
            }
        }
    }
}

impl Table {
    /// The amount of a find in the table's measure.
    fn amount_of(&self, find: &Find) -> Option<f64> {
        match self.measure {
            Measure::Grams => find.grams,
            Measure::Doses => find.doses,
            Measure::Pieces => find.pieces,
            Measure::DailyAmounts { grams } => find.grams.map(|found| found / grams),
        }
    }

    /// The bands that a find can lie in.
    ///
    /// # Errors
    ///
    /// If the table counts something else than what was given; not for tables in which the amount decides nothing.
    pub fn place(&self, find: &Find) -> Result<Placed<'_>, NotCounted> {
        if self.basis == CountingBasis::AnyAmount {
            let amount = self.amount_of(find).unwrap_or(0.0);
            let bands = self.bands.iter().take(1).collect();
            return Ok(Placed { bands, amount, on_limit: None, needs_purity: false, if_pure: None });
        }
        let amount = self.amount_of(find).ok_or(NotCounted { measure: self.measure })?;
        let has_pure_limits = matches!(self.basis, CountingBasis::BothExceeded | CountingBasis::EitherExceeded);
        let weighed = if has_pure_limits { find.grams } else { find.grams.map(|_| amount) };
        let pure = weighed.zip(find.purity).map(|(weighed, purity)| weighed * purity);
        let bands = self.bands_of(self.basis, amount, pure);
        // Doses and pieces are counted, so that only weights can be read as pure.
        let unstated = self.basis == CountingBasis::Unspecified && self.in_grams().is_some();
        let as_pure = unstated.then(|| self.bands_of(CountingBasis::Pure, amount, pure));
        Ok(Placed {
            needs_purity: bands.len() > 1,
            if_pure: as_pure.filter(|as_pure| *as_pure != bands),
            bands,
            amount,
            on_limit: self.undecided_limit(amount, pure),
        })
    }

    /// The limit that decides otherwise if it belongs to the higher band, where the source does not say.
    fn undecided_limit(&self, amount: f64, pure: Option<f64>) -> Option<f64> {
        let exceeded = |limit: &Limit, closed| Limit { closed, ..*limit }.is_exceeded(amount, pure);
        let decides = |limit: &Limit| exceeded(limit, Closed::Upper) != exceeded(limit, Closed::Lower);
        let limits = self.limits();
        limits.iter().filter(|_| self.closed == Closed::Unstated).find(|limit| decides(limit)).map(|limit| limit.amount)
    }

    /// The bands, if `basis` counts: one, or all that some purity leads to.
    fn bands_of(&self, basis: CountingBasis, amount: f64, pure: Option<f64>) -> Vec<&Band> {
        let exceeded = |pure: Option<f64>| {
            let limits = self.limits().into_iter().map(|limit| Limit { basis, ..limit });
            limits.take_while(|limit| limit.is_exceeded(amount, pure) == Some(true)).count()
        };
        let open = self.limits().iter().any(|limit| Limit { basis, ..*limit }.is_exceeded(amount, pure).is_none());
        let (low, high) = if open {
            // All of it pure is the most there can be; for pieces the pure weight has no such bound.
            let most = match self.measure {
                Measure::Grams | Measure::DailyAmounts { .. } => amount,
                Measure::Doses | Measure::Pieces => f64::INFINITY,
            };
            (exceeded(Some(0.0)), exceeded(Some(most)))
        } else {
            let count = exceeded(pure);
            (count, count)
        };
        self.bands[low..=high].iter().collect()
    }
}

impl Regime {
    /// What the offence of a band comes to, with the rules for repeated cases.
    pub fn verdict(&self, band: &Band, find: &Find) -> Verdict<'_> {
        let offence = band.offence.as_ref().and_then(|id| self.offences.get(id));
        self.verdict_of(offence, find)
    }

    /// What a case of an offence comes to, with the rules for repeated cases.
    pub fn verdict_of<'a>(&'a self, offence: Option<&'a Offence>, find: &Find) -> Verdict<'a> {
        let id = offence.map_or("", |offence| offence.id.as_str());
        let rules: Vec<&Repeat> = match find.months_since_last {
            Some(months) => self.repeats.iter().filter(|rule| rule.holds(id, months)).collect(),
            None => vec![],
        };
        // Of several windows that hold the shortest decides, whatever the order of the rules.
        let becomes = rules.iter().filter_map(|rule| Some((*rule, self.offences.get(rule.becomes.as_ref()?)?)));
        let repeated = becomes.min_by_key(|(rule, _)| rule.within_months.unwrap_or(u32::MAX));
        let closed: Vec<&str> = rules.iter().filter_map(|rule| rule.closes.as_deref()).collect();
        let in_the_end = repeated.map_or(id, |(_, offence)| offence.id.as_str());
        let open = self.alternatives.iter().filter(|alternative| {
            let is_for = alternative.offences.is_empty() || alternative.offences.iter().any(|own| own == in_the_end);
            is_for && !closed.contains(&alternative.name.as_str())
        });
        let open = open.map(|alternative| alternative.name.as_str()).collect();
        Verdict { offence, repeated, rules, closed, open }
    }
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;

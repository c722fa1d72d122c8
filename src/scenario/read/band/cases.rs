//! The cases whose share is asked for: lognormal amounts, or a list of past cases.

use super::super::keys::{Table, at};
use super::super::laws::{self, Laws};
use super::amounts::Reader;
use crate::codes::Code;
use crate::law;
use crate::law::regime::{Limit, PureForm};
use crate::law::share::compare::NEAR;
use crate::law::share::past::without_reaction;
use crate::law::share::ruler::needs_purity;
use crate::law::share::{Amounts, Cases, Purity, Reaction, Ruler, Seizure, exact};
use crate::model::central::{Central, Moment};
use crate::model::{BandCases, BandPurity, BandReaction, BandShare, LogNormalCases, Operand, PastCases};
use crate::scenario::beside;
use crate::text::Problems;
use std::sync::Arc;

/// A table of a law with what belongs to it.
pub(super) struct OfTable<'t> {
    pub(super) table: &'t law::Table,
    pub(super) ruler: &'t Ruler,
    pub(super) laws: &'t Laws<'t>,
    pub(super) substance: &'t str,
}

impl Reader<'_, '_, '_> {
    pub(super) fn cases(
        &mut self,
        of: &OfTable,
        from: Option<Limit>,
        to: Option<Limit>,
        band: &Table,
        problems: &mut Problems,
    ) -> Option<BandCases> {
        let asks = from.into_iter().chain(to).any(|limit| needs_purity(limit.basis));
        let list = self.own.has_own("file");
        let lognormal = self.own.has_own("median") || self.own.has_own("spread");
        if list == lognormal || (lognormal && !(self.own.has_own("median") && self.own.has_own("spread"))) {
            problems.report(
                at(Code::KeysConflict, self.own.node.key, &self.own.path, "amounts from where?", "`median` and `spread`, or `file`")
                    .help("write  median = \"…\", spread = \"…\"  for lognormal amounts,  file = \"cases.csv\"  for past cases"),
            );
            return None;
        }
        let counted = self.counted(of, problems)?;
        let reaction = self.reaction(problems);
        if self.own.has_own("bunching") && reaction.is_none() {
            return None;
        }
        if list {
            return self.past(of, from, to, asks, counted, reaction, problems);
        }
        let (median, spread) = (self.number_at("median", problems), self.number_at("spread", problems));
        let correlation = self.number_at("correlation", problems);
        let purity = match self.own.get("purity") {
            Some(_) => self.purity(problems)?,
            None if asks => {
                self.no_purity(band, problems);
                return None;
            }
            None => BandPurity::Unsaid,
        };
        if self.own.has_own("correlation") && correlation.is_none() {
            return None;
        }
        Some(BandCases::LogNormal(Box::new(LogNormalCases {
            median: median?,
            spread: spread?,
            purity,
            correlation,
            counted,
            reaction,
        })))
    }

    fn no_purity(&self, band: &Table, problems: &mut Problems) {
        let message = format!("the law counts pure substance, and `{}` says nothing of purity", self.own.path);
        problems.report(
            at(Code::BadAmounts, band.node.key, &band.path, message, "needs purity")
                .also(self.own.node.key, "add `purity` here")
                .help("add  purity = \"parameter\""),
        );
    }

    /// What a reported purity is multiplied by, if base and salt differ; `None` after a report.
    fn counted(&mut self, of: &OfTable, problems: &mut Problems) -> Option<Option<(Operand, bool)>> {
        let forms = [("base", PureForm::Base), ("salt", PureForm::Salt)];
        let (Some(reported), Some(counts)) = (self.own.word("form", &forms, problems), of.table.form) else {
            return Some(None);
        };
        if reported == counts || !of.ruler.needs_purity() {
            return Some(None);
        }
        self.own.required("base_share", "\"share_of_base_in_the_salt\"", problems)?;
        Some(Some((self.number_at("base_share", problems)?, reported == PureForm::Base)))
    }

    #[expect(clippy::too_many_arguments, reason = "everything that decides how past cases are counted")]
    fn past(
        &mut self,
        of: &OfTable,
        from: Option<Limit>,
        to: Option<Limit>,
        asks: bool,
        counted: Option<(Operand, bool)>,
        reaction: Option<BandReaction>,
        problems: &mut Problems,
    ) -> Option<BandCases> {
        let mut list = beside::cases(self.own.node)?;
        let node = self.own.node;
        let counted = match counted {
            Some((operand, inverse)) => {
                let share = self.known(&operand, node, problems)?;
                if inverse { 1.0 / share } else { share }
            }
            None => 1.0,
        };
        let correlation = match self.number_at("correlation", problems) {
            Some(operand) => self.known(&operand, node, problems)?,
            None => 0.0,
        };
        let has_purity = list.iter().any(|case| case.purity.is_some());
        let purity = match self.own.get("purity") {
            _ if has_purity => Purity::OfTheCase,
            Some(inner) => match self.purity(problems)? {
                BandPurity::Same(operand) => Purity::Same(self.known(&operand, inner, problems)?),
                BandPurity::LogOdds { median, spread } => Purity::LogOdds {
                    median: self.known(&median, inner, problems)?,
                    spread: self.known(&spread, inner, problems)?,
                },
                BandPurity::Spread(distribution) => Purity::Spread(distribution),
                BandPurity::Unsaid => Purity::Same(1.0),
            },
            None if asks => {
                self.no_purity(&Table::new(self.own.path.clone(), node), problems);
                return None;
            }
            None => Purity::Same(1.0),
        };
        let recorded = Cases { amounts: Amounts::List(list.clone()), purity: purity.clone(), correlation };
        let mut reacts = Reaction::NONE;
        if let Some(BandReaction { side, window, moved }) = reaction {
            let (window, moved) = (self.known(&window, node, problems)?, self.known(&moved, node, problems)?);
            reacts = Reaction { side, window, moved };
            list = self.natural(list, of, &purity, counted, &reacts, problems)?;
        }
        let count = list.iter().map(|case| case.weight).sum::<f64>();
        let natural = Cases { amounts: Amounts::List(list), purity, correlation };
        let below = |limit: Option<Limit>| {
            let ruler = Ruler { limits: limit.into_iter().collect(), counted };
            exact::below_limits(&natural, &ruler, &reacts).first().map_or(0.0, |share| share * count)
        };
        let (below_from, below_to) = (below(from), below(to));
        let past = PastCases { recorded, natural, counted, reaction: reacts };
        Some(BandCases::List { count, below_from, below_to, past: Arc::new(past) })
    }

    /// Past cases without the reaction to the law of their time.
    fn natural(
        &self,
        list: Vec<Seizure>,
        of: &OfTable,
        purity: &Purity,
        counted: f64,
        reaction: &Reaction,
        problems: &mut Problems,
    ) -> Option<Vec<Seizure>> {
        let under = self.own.required("under", "\"today\"", problems)?;
        let named = of.laws.law(under, &self.own.path, problems)?;
        let substance = laws::substance(named, under, of.substance, problems)?;
        let ruler = laws::ruler(named.regime.tables.get(substance)?, counted)?;
        let same = purity.at_scores(&[0.0]).map(|purities| purities[0]);
        let natural = without_reaction(&list, &ruler, reaction, |case| case.purity.or(same).unwrap_or(1.0));
        if natural.is_none() {
            let node = self.own.get("bunching").unwrap_or(self.own.node);
            let message = "more cases would have moved than lie on the other side of the limit";
            problems.report(
                at(Code::BadAmounts, node.place, &self.own.path, message, "cannot have been")
                    .help("take a smaller `moved` or a wider `window`"),
            );
        }
        natural
    }

    /// The share of cases near a limit of the table, at central values; `None` for assays and unknown values.
    pub(super) fn near(&self, of: &OfTable, share: &BandShare) -> Option<f64> {
        let BandCases::LogNormal(cases) = &share.cases else { return None };
        let central = Central::new(&self.parameters.all, self.settings);
        let (cases, counted, _) = cases.read(|operand| central.value(operand, Moment::start(self.settings)))?;
        let limits: Vec<Limit> = share.from.into_iter().chain(share.to).filter(|limit| limit.amount > 0.0).collect();
        let known = of.ruler.limits.iter().any(|own| limits.contains(own));
        known.then(|| exact::near(&cases, &Ruler { limits, counted }, NEAR))
    }
}

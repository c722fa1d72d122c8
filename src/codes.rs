//! The codes of all problems, each with one sentence that says what it is about.
//!
//! A code never changes its meaning; a code that is no longer used is not given to something else.

use crate::text::Level;
use serde::{Serialize, Serializer};
use std::fmt;

macro_rules! codes {
    ($($name:ident $level:ident $text:literal $meaning:literal,)*) => {
        /// A code of a problem: `E` for errors, `W` for warnings, and a number by subject.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $name,)* }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// Whether it stops a run.
            pub fn level(self) -> Level { match self { $(Code::$name => Level::$level,)* } }

            /// One sentence: what the code is about.
            pub fn meaning(self) -> &'static str { match self { $(Code::$name => $meaning,)* } }

            fn text(self) -> &'static str { match self { $(Code::$name => $text,)* } }
        }
    };
}

codes! {
    Unreadable Error "E0001" "A file cannot be opened or read.",
    Directory Error "E0002" "A directory was given where a file is needed.",
    EmptyFile Error "E0003" "A file has nothing in it.",
    NotText Error "E0004" "A file is not text.",
    TooLarge Error "E0005" "A file is larger than the limit.",
    TooDeep Error "E0006" "Tables or lists are nested deeper than the limit.",
    Syntax Error "E0007" "The text is not valid TOML.",
    TooMany Error "E0008" "There are more tables, lines or years than the limit.",
    UnknownKey Error "E0101" "A key that means nothing here.",
    MissingKey Error "E0102" "A key that is needed is not there.",
    WrongType Error "E0103" "A value of another kind is needed.",
    UnknownWord Error "E0104" "A word that is not one of those allowed here.",
    BadName Error "E0106" "A name has letters that names cannot have.",
    KeysConflict Error "E0107" "Keys that exclude or need each other.",
    OutOfRange Error "E0108" "A number outside what the key allows.",
    WrongFormat Error "E0109" "The file is written for another version of the format.",
    UnknownUnit Error "E0201" "A unit that is neither built in nor declared.",
    UnitsClash Error "E0202" "Units that cannot be added, compared or used together.",
    WrongUnit Error "E0203" "A parameter has another unit than its use needs.",
    NotMoney Error "E0210" "A cost line that does not come out in money.",
    NotOutcome Error "E0211" "An outcome that does not come out in its unit.",
    NoConversion Error "E0212" "A price of another currency or year that cannot be converted.",
    ConvertedTwice Error "E0213" "A price that would be converted twice.",
    BadShortForm Error "E0301" "A one-line parameter that cannot be read.",
    ValueForms Error "E0302" "A parameter without a value form, or with more than one.",
    Impossible Error "E0303" "A distribution that cannot exist.",
    NotAShare Error "E0304" "A share outside 0 and 1.",
    RangeFromZero Error "E0305" "A 90 % interval that begins at 0.",
    Window Error "E0306" "A risk without its window, or a window where none belongs.",
    BadPath Error "E0307" "A path over years, groups or time since entry that has gaps or contradicts itself.",
    BadFormula Error "E0308" "A formula that cannot be read.",
    NoSource Error "E0310" "A number without a source.",
    BadGrade Error "E0311" "A grade that is missing, unknown or at odds with the source.",
    UnknownSource Error "E0312" "A source that the file does not list.",
    NeedsWorth Error "E0313" "A single year of counts used for other years without saying how far it carries.",
    NoTransfer Error "E0314" "An effect from another place without extra spread for the move.",
    BadCorrelation Error "E0315" "Correlations that cannot hold together.",
    UnknownParameter Error "E0401" "A parameter that does not exist.",
    UnknownStage Error "E0402" "A stage that does not exist.",
    UnknownPayer Error "E0403" "A payer that does not exist.",
    UnknownPolicy Error "E0404" "A policy or variant that does not exist.",
    CircularFormula Error "E0405" "Formulas that need each other.",
    UnknownGroup Error "E0406" "A group that does not exist.",
    UnknownResult Error "E0407" "A result that the scenario does not produce.",
    SharesAboveOne Error "E0501" "Shares out of a stage that exceed 1.",
    SharesBelowOne Error "E0502" "Shares out of a stage that leave people with nowhere to go.",
    CircularEvents Error "E0503" "People would go round in a circle within one cycle.",
    Unreachable Warning "W0504" "A stage that nobody reaches.",
    NeedsWarmUp Error "E0505" "People arrive and wait, but the scenario does not say for how long they have done so.",
    ReturnsOnTop Warning "W0507" "People who return come on top of a count that may already include them.",
    StageKeys Error "E0508" "Keys of a stage that contradict each other.",
    ChangesNothing Warning "W0510" "A parameter, source or payer that changes nothing.",
    CapacityKeys Error "E0520" "A capacity without where people go when it is full, or the reverse.",
    FullOfItself Error "E0521" "A stage that sends people to itself when it is full.",
    CapacityByGroup Error "E0522" "A capacity that differs between groups.",
    CapacityBelowZero Error "E0523" "A capacity below 0.",
    AboveCapacity Warning "W0524" "More people are in a stage at the start than there is room for.",
    TooManyToCount Error "E0530" "More people than can be counted one by one.",
    BadStep Error "E0540" "Whole units whose size or cost does not fit what the line counts.",
    NoSizeOfStep Error "E0541" "Whole units that serve nobody, or fewer.",
    NotABuy Error "E0542" "Something to buy whose price is not money for something.",
    FreeAtLiberty Warning "W0543" "People are at liberty in a stage where they cost nothing.",
    OwnPayee Error "E0601" "Both ends of a transfer lie with one payer.",
    IncludedTwice Warning "W0602" "Two lines of one pathway include the same thing.",
    ChargedTwice Warning "W0603" "One event is charged in two places of one pathway.",
    NominalAndReal Error "E0604" "Nominal prices stand in one total with real ones.",
    FixedPerPerson Error "E0605" "A fixed cost booked by the person.",
    PolicyClash Error "E0701" "Two policies set the same key to different values.",
    CircularExtends Error "E0702" "Policies that extend each other.",
    BadDivert Error "E0703" "A fork that cannot be put where it is asked for.",
    HostLacks Error "E0704" "A country lacks what a policy library needs.",
    NameTaken Error "E0705" "A library brings a name that the country already has.",
    NothingToDrop Error "E0706" "Something to be dropped is not there.",
    PeopleLost Error "E0707" "A policy removes a stage that holds people.",
    BadSet Error "E0708" "A value set on the command line that cannot be used.",
    ColumnMissing Error "E0801" "A table lacks a column.",
    BadCell Error "E0802" "A cell that cannot be read.",
    Ambiguous Error "E0803" "A table that can be read in more than one way.",
    RaggedRow Error "E0804" "A row with more or fewer cells than the header.",
    EmptyCell Error "E0805" "An empty cell where a value is needed.",
    SharesAboveOneInDraw Error "E0901" "Shares out of a stage exceed 1 in a draw.",
    ReturnsExceedCountInDraw Error "E0902" "Returns exceed a published total in a draw.",
    NotFinite Error "E0903" "A result that is not a finite number.",
    PeopleNotConserved Error "E0904" "People appeared or disappeared while running.",
    TooMuchMemory Error "E0905" "The run would need more memory than the limit.",
    StayBelowZeroInDraw Error "E0906" "A length of stay is below 0 in a draw.",
    Exists Error "E1001" "A file is already there.",
    CannotWrite Error "E1002" "A file or directory cannot be written.",
    UsageError Error "E1003" "Arguments that do not fit together.",
    UnansweredQuestion Warning "W1101" "One of the ministry's standard questions has no answer in the file.",
    UnknownCountry Error "E1201" "A country that does not exist, or whose law is not there.",
    UnknownSubstance Error "E1202" "A substance that the law of the country has no table for.",
    NoRegime Error "E1203" "A date on which no regime of the country is known.",
    RegimesOverlap Error "E1204" "Two regimes of one country are in force on the same day.",
    BandsOverlap Error "E1205" "Bands of one table that overlap or go backwards.",
    BandsGap Error "E1206" "Bands of one table that leave amounts out.",
    NoMeasure Error "E1207" "A table of amounts without a unit.",
    UnknownOffence Error "E1208" "An offence that the regime does not have.",
    BadDate Error "E1209" "A date that is no day, or an end before its beginning.",
    BadAmount Error "E1210" "An amount that nobody can hold, or of another kind than the table counts.",
    BadPurity Error "E1211" "A purity that is not above 0 and at most 100 %.",
    BadPenalty Error "E1212" "A penalty whose amounts and unit do not go together.",
    UnknownLaw Error "E1250" "A law, table of amounts, band or set of amounts that does not exist.",
    BadLaw Error "E1251" "A law of a scenario that cannot be made.",
    BadAmounts Error "E1252" "Amounts or purities of cases that cannot be used.",
    BadSeizure Error "E1253" "A weight or number of cases that cannot be.",
    ExtraColumn Error "E1254" "A table of cases has a column that nobody asked for.",
    NearTheLine Warning "W1260" "Many cases lie near a limit, so the result hangs on where exactly it is.",
    BadMapping Error "E1301" "A line of a mapping that cannot be read or does not fit its parameter.",
    BadCount Error "E1302" "A count that is negative, not whole, missing, or cannot be read.",
    EventsAboveTrials Error "E1303" "Counts larger than their totals.",
    CannotUpdate Error "E1304" "A parameter whose form counts cannot be added to.",
    CountedTwice Error "E1305" "The same counts stand in a table twice.",
    WindowClash Error "E1306" "Counts over another length of time than the parameter's.",
    ShareObserved Error "E1307" "A share of courts observed, or a worth, that is none.",
    Masked Error "E1308" "A masked count where a whole one is needed, or too many of them.",
    CannotRewrite Error "E1309" "A parameter written in a way that cannot be changed in its place.",
    ColumnUnused Error "E1310" "A column of counts that nothing reads.",
    DataDisagree Warning "W1341" "Counts that what was believed before makes unlikely.",
    NotCounted Warning "W1343" "Rows of a table that no line of the mapping counts.",
    RowsDiffer Warning "W1344" "Counts that differ between rows by more than chance.",
    OtherYear Warning "W1345" "Counts of another year that are taken as they are.",
    PartObserved Warning "W1346" "A total from a part of the courts.",
    ResultNotKnown Error "E1401" "A question about a result that is not known in the sense asked for.",
    GridUnknown Error "E1420" "A parameter to be moved over a grid that does not exist.",
    GridCertain Error "E1421" "A parameter to be moved over a grid that has no range of its own.",
    GridOfOne Error "E1422" "A grid of one parameter with itself.",
    GridImpossible Error "E1423" "A grid on which the model cannot be run everywhere.",
    StackTooSmall Error "E1450" "Fewer than two reforms to stack.",
    StackTooLarge Error "E1451" "More reforms to stack than the limit.",
    StackedTwice Error "E1452" "A reform that is stacked on itself.",
    StackNested Error "E1453" "A reform that already holds another one of the stack.",
    StackedBaseline Error "E1454" "The baseline among the reforms to stack.",
    BadClaim Error "E1440" "A claim about a result that cannot be read.",
    ClaimUnit Error "E1441" "A claim whose amount has another unit than its result.",
    ClaimCurrency Error "E1442" "A claim in another currency than the scenario's.",
    CannotMove Error "E1443" "A parameter that has no single value which could be another.",
    BadPosition Error "E1460" "What somebody claims a parameter is cannot stand in its place.",
    ClaimedTwice Error "E1461" "Somebody claims two things of one parameter.",
    NothingContested Error "E1462" "Nobody claims anything else than the scenario, or not the one who was asked for.",
    TooManyContested Error "E1463" "More contested parameters than can be mixed.",
    NotPaired Error "E1464" "Draws that cannot be compared between the sides.",
    UnknownOutcome Error "E1430" "An outcome that the scenario does not count.",
    OutcomeNotWorth Error "E1431" "An outcome that cannot be weighed against money.",
    TooFewDraws Error "E1410" "Fewer draws than anything can be said from.",
    NotADraw Error "E1411" "A cell of a table of draws that is not a finite number, or too large a one.",
    NeverVaries Error "E1412" "An input that is the same in all draws.",
    NoSuchColumn Error "E1413" "A column that a table of draws does not have.",
    NoInputsOrOutputs Error "E1414" "Draws without inputs, or without outputs.",
    NamedTwice Error "E1415" "A column of draws that is named in two places which exclude each other.",
}

impl Code {
    /// Whether it is about what was asked for on the command line, and not about a file: then the exit code is 2.
    ///
    /// Holds for problems without a place; a name that does not exist may also stand in a file.
    pub fn is_about_the_question(self) -> bool {
        matches!(
            self,
            Code::UnknownPolicy
                | Code::UnknownResult
                | Code::UnknownParameter
                | Code::ResultNotKnown
                | Code::UnknownOutcome
                | Code::OutcomeNotWorth
                | Code::GridUnknown
                | Code::GridCertain
                | Code::GridOfOne
                | Code::CannotMove
                | Code::StackTooSmall
                | Code::StackTooLarge
                | Code::NothingContested
                | Code::ClaimedTwice
                | Code::TooManyContested
                | Code::NoSuchColumn
                | Code::NamedTwice
        )
    }

    /// The code with this text, such as `E0101`, in either case.
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.text().eq_ignore_ascii_case(text.trim()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

//! What is known of a node or a tie: how far it has come, when, what it is worth, and who says so.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Citation, Date, Field, Status};

/// The facts that nodes and ties have in common.
///
/// A tie that is written inside a node (`parties: [...]` of an agreement) shares the facts of that node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// How far it has come; `None` where the kind of record needs no status.
    pub status: Option<Status>,
    /// When the status was reached: signed, opened, founded, held; for a plan, when it was last spoken of.
    pub date: Option<Date>,
    /// When it lapsed, closed or runs out.
    pub until: Option<Date>,
    /// When a plan should come true.
    pub expected: Option<Date>,
    /// Fields of cooperation.
    pub fields: Vec<Field>,
    /// What it is worth.
    pub value: Option<Money>,
    /// Who says so, and where.
    pub sources: Vec<Citation>,
    /// On what it rests where no source is cited.
    pub basis: Basis,
    /// A judgement that was made, or what the fields cannot say.
    pub note: Option<String>,
}

impl Facts {
    /// The status in force: what is written, else operating.
    #[must_use]
    pub fn standing(&self) -> Status {
        self.status.unwrap_or(Status::Operating)
    }
}

/// On what a record rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// On the sources that it cites.
    #[default]
    Documented,
    /// On common knowledge, such as in which province a city lies.
    Background,
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Just so much.
    #[default]
    Exactly,
    /// Roughly so much.
    About,
    /// So much or more.
    AtLeast,
    /// So much or less.
    AtMost,
}

impl Bound {
    /// The word before the number, empty for an exact one.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::About => "about ",
            Self::AtLeast => "at least ",
            Self::AtMost => "at most ",
        }
    }
}

/// An amount of money, in whole units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// How much, in whole units.
    pub amount: u64,
    /// ISO 4217 code: `USD`, `CNY`, `BYN`.
    pub currency: String,
    /// How the amount is meant.
    #[serde(default)]
    pub bound: Bound,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", self.bound.prefix(), self.currency, grouped(&self.amount.to_string()))
    }
}

/// A number that a claim states: whole, or with a fraction for a share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub f64);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.abs().to_string();
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
        let text = fraction.map_or_else(|| grouped(whole), |fraction| format!("{}.{fraction}", grouped(whole)));
        f.pad(&if self.0 < 0.0 { format!("-{text}") } else { text })
    }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_in_a_report() {
        let money = |amount, bound| Money { amount, currency: "USD".to_owned(), bound }.to_string();
        assert_eq!(money(20_000_000, Bound::AtLeast), "at least USD 20,000,000");
        assert_eq!(money(950, Bound::Exactly), "USD 950");
        assert_eq!(Amount(5_080_000_000.0).to_string(), "5,080,000,000");
        assert_eq!(Amount(-170.0).to_string(), "-170");
        assert_eq!(Amount(-1_234.5).to_string(), "-1,234.5");
        assert_eq!(Amount(17.1).to_string(), "17.1");
    }
}

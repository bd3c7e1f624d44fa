//! A code that cannot be one: ISO 3166, Wikidata, ROR, currency, coordinates.

use super::{Context, Spot, a};
use crate::{
    model::{Facts, Kind, Node},
    store::{Finding, Place},
};

/// Looks at the form alone; whether the code means this entity, only a person can say.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        codes(context, node, place, &mut found);
        currency(context, &node.facts, place, &mut found);
    }
    for (tie, &place) in context.loaded.records.ties.iter().zip(&context.loaded.places.ties) {
        currency(context, &tie.facts, place, &mut found);
    }
    found
}

fn codes(context: &Context<'_>, node: &Node, place: Place, found: &mut Vec<Finding>) {
    let mut object = |spot, message: String, help: String| found.push(context.error("code-form", place, spot, message).help(help));
    let code = |register| Spot::ItemField("codes", 0, register);
    if let Some((message, help)) = node.codes.iso.as_ref().and_then(|iso| iso_fault(context, node, iso)) {
        object(code("iso"), message, help);
    }
    if let Some(item) = node.codes.wikidata.as_ref().filter(|item| !is_wikidata(item)) {
        let help = "a Wikidata item is `Q` and a number without leading zeros, such as `Q191034`";
        object(code("wikidata"), format!("`{item}` is not a Wikidata item"), help.to_owned());
    }
    if let Some(ror) = node.codes.ror.as_ref().filter(|ror| !is_ror(ror)) {
        let help = "a ROR code is the nine characters after `https://ror.org/`, such as `021036w13`; the last two are a check sum";
        object(code("ror"), format!("`{ror}` is not a ROR code"), help.to_owned());
    }
    if let Some(at) = node.at {
        let (latitude, longitude) = (at.0, at.1);
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            let message = format!("({latitude}, {longitude}) is not on the globe");
            let help = "write latitude (-90 to 90, north positive), then longitude (-180 to 180, east positive)";
            object(Spot::Field("at"), message, help.to_owned());
        }
    }
}

/// What is wrong with an ISO code, and what to do about it.
fn iso_fault(context: &Context<'_>, node: &Node, iso: &str) -> Option<(String, String)> {
    let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    let country = |text: &str| text.len() == 2 && upper(text);
    match node.kind {
        Kind::Country if country(iso) => None,
        Kind::Country => {
            let help = "a country has an ISO 3166-1 code of two capital letters, such as `BY`";
            Some((format!("`{iso}` is not the code of a country"), help.to_owned()))
        }
        Kind::Region | Kind::City | Kind::District => {
            let parts = iso.split_once('-').filter(|(first, unit)| {
                country(first) && (1..=3).contains(&unit.len()) && unit.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            });
            let Some((first, _)) = parts else {
                let help =
                    "it has an ISO 3166-2 code: that of the country, a hyphen and one to three capital letters or digits, such as `BY-HO`";
                return Some((format!("`{iso}` is not the code of a {}", node.kind), help.to_owned()));
            };
            let (holder, _) = node.within.first().and_then(|id| context.node(id))?;
            let code = holder.codes.iso.as_ref().filter(|_| holder.kind == Kind::Country)?;
            let help = format!("`{}` lies within `{}`, whose codes begin with `{code}-`", node.id, holder.id);
            (code != first).then(|| (format!("`{iso}` is a code of another country"), help))
        }
        kind => Some((format!("{} has no ISO 3166 code", a(kind.word())), "leave out `iso`".to_owned())),
    }
}

fn is_wikidata(code: &str) -> bool {
    let number = code.strip_prefix('Q').unwrap_or_default();
    (1..=12).contains(&number.len()) && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `0`, six digits of Crockford's base 32, and the check sum of ISO/IEC 7064 MOD 97-10 over their value.
///
/// <https://ror.readme.io/docs/identifier>
fn is_ror(code: &str) -> bool {
    const DIGITS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let Some((number, sum)) = code.strip_prefix('0').and_then(|rest| rest.split_at_checked(6)) else { return false };
    let digit = |byte| DIGITS.iter().position(|&digit| digit == byte);
    let Some(value) = number.bytes().try_fold(0, |value, byte| Some(value * 32 + digit(byte)?)) else { return false };
    sum.len() == 2 && sum == format!("{:02}", 98 - value * 100 % 97)
}

fn currency(context: &Context<'_>, facts: &Facts, place: Place, found: &mut Vec<Finding>) {
    let Some(money) = &facts.value else { return };
    if money.currency.len() != 3 || !money.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let finding =
            context.error("code-form", place, Spot::ItemField("value", 0, "currency"), format!("`{}` is not a currency", money.currency));
        found.push(finding.help("a currency is an ISO 4217 code of three capital letters: `USD`, `CNY`, `BYN`"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_real_institutions_are_of_the_right_form() {
        // Belarusian State University, Peking University, Tsinghua University, as ror.org has them.
        for code in ["021036w13", "02v51f717", "03cve4549"] {
            assert!(is_ror(code), "{code}");
        }
        for code in ["021036w14", "21036w13", "021036W13", "0210i6w13", "", "0", "0é1036w13", "https://ror.org/021036w13"] {
            assert!(!is_ror(code), "{code}");
        }
    }

    #[test]
    fn wikidata_items_are_q_and_a_number() {
        assert!(is_wikidata("Q184"));
        for code in ["", "Q", "q184", "Q0184", "184", "P31", "Q18 4"] {
            assert!(!is_wikidata(code), "{code}");
        }
    }
}

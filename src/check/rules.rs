//! The table of rules: what each is called, how grave it is, why anyone would want it, and what right and wrong look like.
//!
//! A new check is a file beside this one, a row here, and a folder `tests/checks/<name>` with the two examples that the row includes.

use super::{
    Context, bad_value, code_form, containment_cycle, dangling_reference, duplicate_id, duplicate_tie, few_parties, header, homonyms,
    mirrored_tie, misplaced_field, missing_source, name_claimed_twice, name_form, no_container, orphan_source, required_field,
    reversed_dates, self_reference, several_containers, shared_code, status_and_date, tie_ends, undated_twin, unmet_claim, wrong_container,
    wrong_form,
};
use crate::{
    model::Graph,
    store::{Finding, Loaded, Severity},
};

/// A rule that a base keeps.
#[derive(Debug)]
pub struct Rule {
    /// Its name: short, lower-case, hyphenated.
    pub name: &'static str,
    /// How grave it is to break it.
    pub severity: Severity,
    /// What it says, in a sentence.
    pub says: &'static str,
    /// Why anyone would want it, in a sentence.
    pub why: &'static str,
    /// Records that keep it.
    pub good: &'static str,
    /// Records that break it.
    pub bad: &'static str,
    /// What finds that it is broken.
    pub found_by: FoundBy,
}

/// What finds that a rule is broken.
#[derive(Clone, Copy, Debug)]
pub enum FoundBy {
    /// The reader of files.
    Reader,
    /// A check of the records that could be read.
    Records(fn(&Context<'_>) -> Vec<Finding>),
    /// A check of the graph, once there is one; of the records only claims are left, with all places.
    Graph(fn(&Graph, &Loaded) -> Vec<Finding>),
}

impl Rule {
    /// The rule of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name)
    }
}

macro_rules! rules {
    ($($name:literal $severity:ident $($by:ident $run:path)? { says $says:literal why $why:literal })+) => {
        /// Every rule: those of writing first, then those of single records, then those between records.
        pub static RULES: &[Rule] = &[$(
            Rule {
                name: $name,
                severity: Severity::$severity,
                says: $says,
                why: $why,
                good: include_str!(concat!("../../tests/checks/", $name, "/good.ron")),
                bad: include_str!(concat!("../../tests/checks/", $name, "/bad.ron")),
                found_by: rules!(@by $($by $run)?),
            },
        )+];
    };
    (@by) => { FoundBy::Reader };
    (@by $by:ident $run:path) => { FoundBy::$by($run) };
}

rules! {
    "syntax" Error {
        says "A file of a base is a list of records; every bracket, string and comment in it is closed, and commas part what is in a list."
        why "What cannot be taken apart cannot be read, and a record that is skipped silently would be missed by nobody."
    }
    "unknown-record" Error {
        says "A record begins with one of the words for what there can be in a base."
        why "A word that is slightly wrong would otherwise make a whole record vanish."
    }
    "unknown-field" Error Records misplaced_field::check {
        says "A record has only the fields that docs/format.md gives it."
        why "A field with a typing error would otherwise look as if it were written, and say nothing."
    }
    "missing-field" Error Records required_field::check {
        says "A record has the fields that it cannot do without."
        why "An agreement without a status could be a hope or a signed paper, and every answer depends on which."
    }
    "duplicate-field" Error {
        says "A field is given once in a record, a key once in a map."
        why "Of two values one would win by chance."
    }
    "bad-value" Error Records bad_value::check {
        says "The value of a field is of the sort that the field takes."
        why "A number in quotation marks or a list without brackets is a slip that is mended in a moment, once it is seen."
    }
    "bad-id" Error {
        says "An id has lower-case Latin letters and digits in groups joined by single hyphens."
        why "Ids are typed, linked to and never changed; they should look the same on every keyboard."
    }
    "impossible-date" Error {
        says "A date follows the notation of EDTF, and there is such a day."
        why "A date that nobody can interpret cannot be ordered or counted, and 30 February is always a slip."
    }
    "unknown-word" Error {
        says "Forms, statuses, types of tie, fields of cooperation and the like are words of the vocabulary."
        why "Everybody who counts by such a word has to find all that it means."
    }
    "header" Error Records header::check {
        says "A base has one header: its version of the format is one that this program reads, and its sides are two or more countries."
        why "The header says how the rest is to be read, up to when it holds, and between whom links are asked for."
    }
    "name-form" Error Records name_form::check {
        says "A name is one line of text with letters in it, and stands under a language tag."
        why "A stray blank or line break makes a name that looks right and is never found."
    }
    "wrong-form" Error Records wrong_form::check {
        says "The form of a node is one of the forms of its kind."
        why "Who lists all provinces must not get a university."
    }
    "code-form" Error Records code_form::check {
        says "ISO, Wikidata and ROR codes, currencies and coordinates have the form that their registers give them."
        why "Codes join this base to others; one that cannot exist joins nothing, and latitude and longitude are easily exchanged."
    }
    "missing-source" Error Records missing_source::check {
        says "Every node, tie and claim cites a source or says `basis: background`."
        why "A fact for which nobody answers cannot be defended in a report."
    }
    "reversed-dates" Error Records reversed_dates::check {
        says "Nothing ends before it begins."
        why "The two dates were exchanged, or one has a typing error; what is asked as of a day between them would be wrong."
    }
    "status-and-date" Error Records status_and_date::check {
        says "Status and dates do not contradict each other, and nothing is dated after the day up to which the base claims to be true."
        why "Of two statements that cannot both be true one is a slip, and every answer as of a day depends on which."
    }
    "no-container" Error Records no_container::check {
        says "Places other than countries, organisations and centres lie within something; only a body or centre of several founders or hosts, or with a seat, need not."
        why "Links roll up along `within`; what lies nowhere is missing from the answer of every region."
    }
    "several-containers" Error Records several_containers::check {
        says "A node lies directly within one place."
        why "What lies in two regions would be counted for both."
    }
    "wrong-container" Error Records wrong_container::check {
        says "A region lies within a country, a city within a region, district or country, an organisation within a place or a park; a seat is a city."
        why "Levels are told by kind: a region inside a city would break the table of oblasts and provinces."
    }
    "few-parties" Error Records few_parties::check {
        says "An agreement has at least two parties."
        why "An agreement of one links nobody; the other was forgotten."
    }
    "self-reference" Error Records self_reference::check {
        says "No record is tied to itself."
        why "A tie from a node to itself is a slip, and counts as a partner in every measure."
    }
    "tie-ends" Error Records tie_ends::check {
        says "A tie joins only the kinds of node that its type allows."
        why "What a tie means, and whether it makes a link, follows from its type; between the wrong ends it means nothing."
    }
    "duplicate-id" Error Records duplicate_id::check {
        says "No two nodes, no two sources and no two claims have the same id."
        why "Nobody could say which of the two a reference means."
    }
    "dangling-reference" Error Records dangling_reference::check {
        says "Every id that is referred to is the id of a record."
        why "A party that is not there drops out of the agreement, and with it the link."
    }
    "containment-cycle" Error Records containment_cycle::check {
        says "Nothing lies within itself, not even by way of others."
        why "Who asks for the country of such a place would ask for ever."
    }
    "duplicate-tie" Error Records duplicate_tie::check {
        says "A tie of the same ends, type and date is written once, be it in a node or on its own."
        why "It would be counted twice, and the sources of the one would not be known to the other."
    }
    "mirrored-tie" Error Records mirrored_tie::check {
        says "A tie that means the same either way is written in one direction."
        why "It would be counted twice."
    }
    "undated-twin" Warning Records undated_twin::check {
        says "Beside a tie with a date stands none of the same ends and type without one."
        why "Most often the two are one, and it would be counted twice."
    }
    "homonyms" Error Records homonyms::check {
        says "Two nodes that are called the same, in any language, each say in `distinct_from` that they are not the other."
        why "Most often the two are one, entered twice; and where they are two, the reader wants to know that it was meant."
    }
    "name-claimed-twice" Error Records name_claimed_twice::check {
        says "What a source spells is the spelling of one node, and not the name of another, unless both say `distinct_from`."
        why "Somebody who looks up a garbled name of a document should find who was meant, not a choice."
    }
    "shared-code" Error Records shared_code::check {
        says "No two nodes have the same ISO, Wikidata, ROR or GeoNames code."
        why "A code means one thing: either the two nodes are one, or one of them has the wrong code."
    }
    "bad-terms" Error Graph unmet_claim::check_terms {
        says "What stands in `count` and `between` of a claim are terms of selection, with places by their ids."
        why "A claim that cannot be counted looks as if it were held against the base, and never is."
    }
    "orphan-source" Warning Records orphan_source::check {
        says "Every source is cited."
        why "A source that nobody cites was forgotten to be used, or its id has changed."
    }
    "unmet-claim" Warning Graph unmet_claim::check {
        says "The base has as many of what a claim counts, as of its date, as the claim states, unless `unmet` says why they are fewer."
        why "A figure of a document tells whether the base is complete, and reminds of what is still to be found."
    }
}

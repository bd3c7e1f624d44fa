//! Bases made for a test, and slow ways to answers that the program must give.

use accord::{
    check,
    model::{Graph, Kind, Records, Status},
    store::{self, Base, SourceFile},
};

pub mod blocks;
pub mod centrality;
pub mod clusters;
pub mod gaps;
pub mod linked;
pub mod paths;
pub mod structure;
pub mod terms;

const HEADER: &str = r#"Base(schema: 1, name: "test", title: "Test", version: "1", updated: "2020-06-30", licence: "CC0-1.0",
    languages: ["en"], sides: ["near", "far"])"#;

/// The records of a base made of this text, and its graph; the text must be sound.
pub fn base(records: &str) -> (Records, Graph) {
    let file = |path: &str, text: String| SourceFile { path: path.to_owned(), text };
    let files = vec![file("base.ron", HEADER.to_owned()), file("records.ron", format!("[{records}]"))];
    let loaded = store::read(Base { folder: None, files });
    let records = loaded.records.clone();
    let checked = check::check(loaded);
    let errors: Vec<&str> = checked.findings.iter().map(|finding| finding.message.as_str()).collect();
    let graph = checked.graph.unwrap_or_else(|| panic!("the base is not sound: {errors:?}"));
    (records, graph)
}

/// A network to draw at random: parties in two countries, each with two regions of two cities, and papers between them.
#[derive(Clone, Debug)]
pub struct World {
    /// For each party: its city, 0 to 7; cities 0 to 3 lie in the near country, two by two in its regions.
    pub parties: Vec<usize>,
    /// For each paper: its parties (parties first, then cities, then regions, counted on), status and year.
    pub papers: Vec<(Vec<usize>, Status, Option<u16>)>,
    /// For each venture: its city, founders and status.
    pub ventures: Vec<(usize, Vec<usize>, Status)>,
    /// An owner who came to the venture of this number later, by a tie of its own.
    pub owners: Vec<(usize, usize, Status)>,
    /// Supplies from one party to another.
    pub supplies: Vec<(usize, usize, Status)>,
}

impl World {
    /// The id of the `n`th actor: parties, then the 8 cities, then the 4 regions.
    pub fn actor(&self, n: usize) -> String {
        let n = n % (self.parties.len() + 12);
        match n.checked_sub(self.parties.len()) {
            None => format!("party-{n}"),
            Some(city @ 0..8) => format!("city-{city}"),
            Some(region) => format!("region-{}", region - 8),
        }
    }

    /// The base as text; `order` shuffles the records.
    pub fn text(&self, order: usize) -> String {
        let mut records = vec![
            r#"Country(id: "near", names: {"en": "Near"}, basis: background)"#.to_owned(),
            r#"Country(id: "far", names: {"en": "Far"}, basis: background)"#.to_owned(),
        ];
        for region in 0..4 {
            let country = if region < 2 { "near" } else { "far" };
            records.push(format!(
                r#"Region(id: "region-{region}", form: oblast, names: {{"en": "Region {region}"}}, within: "{country}", basis: background)"#
            ));
        }
        for city in 0..8 {
            records.push(format!(
                r#"City(id: "city-{city}", names: {{"en": "City {city}"}}, within: "region-{}", basis: background)"#,
                city / 2
            ));
        }
        for (party, city) in self.parties.iter().enumerate() {
            records.push(format!(
                r#"University(id: "party-{party}", names: {{"en": "Party {party}"}}, within: "city-{}", basis: background)"#,
                city % 8
            ));
        }
        let list = |actors: &[usize]| {
            let mut ids: Vec<String> = actors.iter().map(|&n| format!("\"{}\"", self.actor(n))).collect();
            ids.sort();
            ids.dedup();
            ids
        };
        for (paper, (parties, status, year)) in self.papers.iter().enumerate() {
            let parties = list(parties);
            if parties.len() < 2 {
                continue;
            }
            let date = year.map_or_else(String::new, |year| format!("date: \"{year}\", "));
            records.push(format!(
                r#"Agreement(id: "paper-{paper}", form: agreement, names: {{"en": "Paper {paper}"}}, parties: [{}], status: {status}, {date}basis: background)"#,
                parties.join(", ")
            ));
        }
        for (venture, (city, founders, status)) in self.ventures.iter().enumerate() {
            records.push(format!(
                r#"Company(id: "venture-{venture}", form: joint_venture, names: {{"en": "Venture {venture}"}}, within: "city-{}", founders: [{}], status: {status}, basis: background)"#,
                city % 8,
                list(founders).join(", ")
            ));
        }
        let mut owned: Vec<usize> = Vec::new();
        for (owner, (party, venture, status)) in self.owners.iter().enumerate().filter(|_| !self.ventures.is_empty()) {
            let venture = venture % self.ventures.len();
            // One owner a venture, who did not found it.
            let party = self.actor(*party);
            if owned.contains(&venture) || list(&self.ventures[venture].1).contains(&format!("\"{party}\"")) {
                continue;
            }
            owned.push(venture);
            let year = 1800 + owner;
            records.push(format!(
                r#"Tie(from: "{party}", type: owns, to: "venture-{venture}", date: "{year}", status: {status}, basis: background)"#
            ));
        }
        for (supply, (from, to, status)) in self.supplies.iter().enumerate() {
            let (from, to) = (self.actor(*from), self.actor(*to));
            if from != to {
                // A year of its own keeps two supplies between the same two from being one tie written twice.
                let year = 1900 + supply;
                records.push(format!(
                    r#"Tie(from: "{from}", type: supplies, to: "{to}", date: "{year}", status: {status}, basis: background)"#
                ));
            }
        }
        let turns = order % records.len();
        records.rotate_left(turns);
        if order % 2 == 1 {
            records.reverse();
        }
        records.join(",\n")
    }
}

/// A strategy for [`World`]s.
pub fn world() -> impl proptest::strategy::Strategy<Value = World> {
    use proptest::{collection::vec, option, prelude::*};
    let status = || prop::sample::select(Status::ALL);
    let actors = || vec(0..40_usize, 1..4);
    (
        vec(0..8_usize, 1..8),
        vec((actors(), status(), option::of(2000..2020_u16)), 0..12),
        vec((0..8_usize, actors(), status()), 0..4),
        vec((0..40_usize, 0..4_usize, status()), 0..4),
        vec((0..40_usize, 0..40_usize, status()), 0..4),
    )
        .prop_map(|(parties, papers, ventures, owners, supplies)| World { parties, papers, ventures, owners, supplies })
}

/// Can this kind be an end of a link?
pub fn is_actor(kind: Kind) -> bool {
    !matches!(kind, Kind::Agreement | Kind::Event)
}

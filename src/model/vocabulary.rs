//! The vocabulary: which kinds of node, forms, types of tie, statuses and fields of cooperation there are.
//!
//! Each is one table. The reader of files, the checks, the selection terms, the views and the manual read these tables
//! and nothing else, so a new form or type of tie is a new row here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Makes an enum whose variants are the rows of a table of words: variant, word, and what it means.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $word:literal $meaning:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = $meaning] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every one, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word for it, in files, terms and output alike.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What it means, in a phrase.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }

            /// The one called `word`; hyphens and underscores are alike, and so are upper and lower case.
            #[must_use]
            pub fn find(word: &str) -> Option<Self> {
                let word = word.to_lowercase().replace('-', "_");
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

words! {
    /// What a node is.
    Kind {
        Country "country" "a state",
        Region "region" "a first-level unit of a country: oblast, province, autonomous region, municipality",
        City "city" "a city, town or village",
        District "district" "a district of a region or of a city",
        University "university" "an institution of higher education",
        Institute "institute" "a research institute, or an academy of sciences",
        Company "company" "an enterprise; a joint venture is a company",
        Park "park" "an industrial park, free economic zone or science park",
        Body "body" "a ministry, committee, chamber, association, fund, hospital, newspaper and the like",
        Agreement "agreement" "a signed paper, or the intention of one",
        Centre "centre" "what partners run together: a joint laboratory, a Confucius institute",
        Event "event" "a forum, a fair, a visit: a contact, not a tie",
    }
}

impl Kind {
    /// The word that starts a record of this kind in a file.
    #[must_use]
    pub const fn record(self) -> &'static str {
        match self {
            Self::Country => "Country",
            Self::Region => "Region",
            Self::City => "City",
            Self::District => "District",
            Self::University => "University",
            Self::Institute => "Institute",
            Self::Company => "Company",
            Self::Park => "Park",
            Self::Body => "Body",
            Self::Agreement => "Agreement",
            Self::Centre => "Centre",
            Self::Event => "Event",
        }
    }

    /// The word for several of them.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Country => "countries",
            Self::Region => "regions",
            Self::City => "cities",
            Self::District => "districts",
            Self::University => "universities",
            Self::Institute => "institutes",
            Self::Company => "companies",
            Self::Park => "parks",
            Self::Body => "bodies",
            Self::Agreement => "agreements",
            Self::Centre => "centres",
            Self::Event => "events",
        }
    }

    const fn bit(self) -> KindSet {
        KindSet(1 << self as u16)
    }
}

/// A set of node kinds, such as the ends that a type of tie allows.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KindSet(u16);

impl KindSet {
    /// Countries, regions, cities and districts.
    pub const PLACES: Self = Self::of(&[Kind::Country, Kind::Region, Kind::City, Kind::District]);
    /// Universities, institutes, companies, parks and bodies.
    pub const ORGANISATIONS: Self = Self::of(&[Kind::University, Kind::Institute, Kind::Company, Kind::Park, Kind::Body]);
    /// Who can sign: places and organisations.
    pub const PARTIES: Self = Self::PLACES.with(Self::ORGANISATIONS);
    /// Who can be an end of a link: parties, and the centres they run together.
    pub const ACTORS: Self = Self::PARTIES.with(Kind::Centre.bit());

    /// The set of these kinds.
    #[must_use]
    pub const fn of(kinds: &[Kind]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < kinds.len() {
            bits |= kinds[i].bit().0;
            i += 1;
        }
        Self(bits)
    }

    /// What is in either set.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Is this kind in the set?
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & kind.bit().0 != 0
    }

    /// The kinds in the set, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |&kind| self.has(kind))
    }
}

impl fmt::Display for KindSet {
    /// As in a sentence: `a`, `a or b`, `a, b or c`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = self.iter().map(Kind::word).collect();
        match words.as_slice() {
            [] => f.write_str("nothing"),
            [one] => f.write_str(one),
            [most @ .., last] => write!(f, "{} or {last}", most.join(", ")),
        }
    }
}

impl fmt::Debug for KindSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

words! {
    /// Which sort of its kind a node is.
    Form {
        Oblast "oblast" "an oblast of Belarus",
        Province "province" "a province",
        AutonomousRegion "autonomous_region" "an autonomous region",
        Municipality "municipality" "a city of the first level, directly below its country",
        SpecialAdministrativeRegion "special_administrative_region" "a special administrative region",
        City "city" "a city",
        Town "town" "a town",
        Village "village" "a village",
        Raion "raion" "a district of an oblast",
        UrbanDistrict "urban_district" "a district of a city",
        County "county" "a county",
        University "university" "a university",
        Academy "academy" "an academy that teaches",
        College "college" "a college",
        Institute "institute" "a research institute",
        AcademyOfSciences "academy_of_sciences" "an academy of sciences",
        Laboratory "laboratory" "a laboratory",
        JointVenture "joint_venture" "a company of founders from both sides",
        Bank "bank" "a bank",
        Holding "holding" "a holding or corporation of many companies",
        Farm "farm" "an agricultural enterprise",
        IndustrialPark "industrial_park" "an industrial park",
        FreeEconomicZone "free_economic_zone" "a free economic zone",
        SciencePark "science_park" "a science and technology park",
        DemonstrationZone "demonstration_zone" "a demonstration zone",
        Government "government" "a government or its office",
        Ministry "ministry" "a ministry",
        StateCommittee "state_committee" "a committee with the rank of a ministry",
        Parliament "parliament" "a parliament or a chamber of it",
        Chamber "chamber" "a chamber of commerce, a council for trade",
        Association "association" "an association or union",
        ThinkTank "think_tank" "a think tank",
        Hospital "hospital" "a hospital or clinic",
        Media "media" "a newspaper, agency or broadcaster",
        Mission "mission" "an embassy or consulate",
        Fund "fund" "a fund or foundation",
        Commission "commission" "a commission, committee or working group of both sides",
        PartyDepartment "party_department" "a department of a political party",
        School "school" "a school",
        Treaty "treaty" "a treaty or agreement of states or governments",
        Agreement "agreement" "an agreement of cooperation",
        Framework "framework" "a framework agreement",
        Twinning "twinning" "an agreement of twin or sister relations",
        Friendship "friendship" "an agreement of friendly relations",
        Memorandum "memorandum" "a memorandum of understanding or cooperation",
        LetterOfIntent "letter_of_intent" "a letter, protocol or agreement of intent",
        Protocol "protocol" "a protocol",
        Declaration "declaration" "a declaration or joint statement",
        Programme "programme" "a programme of cooperation",
        Roadmap "roadmap" "a roadmap",
        Plan "plan" "a plan of action",
        Contract "contract" "a contract",
        Project "project" "a joint project",
        JointLaboratory "joint_laboratory" "a joint laboratory",
        JointInstitute "joint_institute" "a joint institute or faculty that teaches",
        ResearchCentre "research_centre" "a joint centre of research",
        ConfuciusInstitute "confucius_institute" "a Confucius institute",
        ConfuciusClassroom "confucius_classroom" "a Confucius classroom",
        StudyCentre "study_centre" "a centre for the study of a country",
        TechnologyTransferCentre "technology_transfer_centre" "a centre of technology transfer",
        InnovationCentre "innovation_centre" "a centre of innovation, incubation or commercialisation",
        MedicineCentre "medicine_centre" "a centre of traditional medicine",
        TradeCentre "trade_centre" "a centre of trade",
        RepresentativeOffice "representative_office" "a representative or liaison office",
        Forum "forum" "a forum",
        Fair "fair" "a fair, an exhibition",
        Conference "conference" "a conference or round table",
        Visit "visit" "a visit",
        Meeting "meeting" "a meeting or session",
        Competition "competition" "a competition",
        Festival "festival" "a festival, days of culture",
        ThemedYear "themed_year" "a year devoted to a theme",
        Opening "opening" "an opening ceremony, a foundation stone",
    }
}

impl Form {
    /// The kind of node that can take this form.
    #[must_use]
    pub const fn kind(self) -> Kind {
        // The table lists the forms kind by kind, so the first form of each kind marks where it begins.
        match self as u8 {
            n if n < Self::City as u8 => Kind::Region,
            n if n < Self::Raion as u8 => Kind::City,
            n if n < Self::University as u8 => Kind::District,
            n if n < Self::Institute as u8 => Kind::University,
            n if n < Self::JointVenture as u8 => Kind::Institute,
            n if n < Self::IndustrialPark as u8 => Kind::Company,
            n if n < Self::Government as u8 => Kind::Park,
            n if n < Self::Treaty as u8 => Kind::Body,
            n if n < Self::JointLaboratory as u8 => Kind::Agreement,
            n if n < Self::Forum as u8 => Kind::Centre,
            _ => Kind::Event,
        }
    }

    /// The forms that a kind of node can take.
    pub fn of(kind: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |form| form.kind() == kind)
    }
}

words! {
    /// How far a relation has come, weakest first.
    Status {
        Planned "planned" "talked of, considered, offered, under negotiation",
        Intended "intended" "a letter or protocol of intent has been signed",
        Signed "signed" "the paper has been signed",
        Operating "operating" "it is running",
        Suspended "suspended" "it has been put on hold",
        Lapsed "lapsed" "its term has run out",
        Ended "ended" "it has been ended or closed",
    }
}

words! {
    /// A field of cooperation.
    Field {
        Trade "trade" "trade",
        Investment "investment" "investment",
        Finance "finance" "finance and banking",
        Industry "industry" "industry",
        Agriculture "agriculture" "agriculture",
        Food "food" "food",
        Construction "construction" "construction",
        Energy "energy" "energy",
        Mining "mining" "mining and quarrying",
        Transport "transport" "transport",
        Logistics "logistics" "logistics",
        Science "science" "science",
        Technology "technology" "technology",
        Innovation "innovation" "innovation and ventures",
        Ict "ict" "information and communication technology",
        Space "space" "space",
        Education "education" "education",
        Language "language" "language teaching",
        Culture "culture" "culture and the arts",
        Media "media" "media",
        Tourism "tourism" "tourism",
        Sport "sport" "sport",
        Youth "youth" "youth",
        Health "health" "health and medicine",
        Environment "environment" "protection of the environment",
        Urban "urban" "running and planning of cities",
        Security "security" "security and civil protection",
        Law "law" "law",
        Policy "policy" "policy, governance, analysis",
    }
}

/// What a type of tie counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It makes a link.
    Cooperation,
    /// It makes a contact: shown on demand, never counted as a link.
    Contact,
    /// It says how things are built; it makes no link.
    Structure,
}

impl Role {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cooperation => "cooperation",
            Self::Contact => "contact",
            Self::Structure => "structure",
        }
    }
}

/// A row of the table of tie types.
#[derive(Debug, Clone, Copy)]
pub struct TieRow {
    /// The word for it.
    pub word: &'static str,
    /// The verb from the near end to the far end.
    pub says: &'static str,
    /// The verb the other way round.
    pub says_back: &'static str,
    /// What it may come from.
    pub from: KindSet,
    /// What it may lead to.
    pub to: KindSet,
    /// What it counts as.
    pub role: Role,
    /// Whether the parties that meet at its far end are linked by that (signatories of one paper are, residents of one park are not).
    pub meets: bool,
    /// Whether both directions mean the same.
    pub symmetric: bool,
    /// The field of its far end in which it can be written, as a list of near ends.
    pub inline: Option<&'static str>,
}

macro_rules! ties {
    ($($variant:ident $word:literal $says:literal $says_back:literal
        ($from:expr) -> ($to:expr) $role:ident $(meets $meets:tt)? $(symmetric $symmetric:tt)? $(inline $inline:literal)?;)+) => {
        /// The type of a tie.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum TieType {
            $(#[doc = concat!("`", $word, "`: the near end ", $says, " the far end.")] #[serde(rename = $word)] $variant,)+
        }

        impl TieType {
            /// Every type, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// What the table says of it.
            #[must_use]
            pub const fn row(self) -> &'static TieRow {
                match self {
                    $(Self::$variant => const { &TieRow {
                        word: $word,
                        says: $says,
                        says_back: $says_back,
                        from: $from,
                        to: $to,
                        role: Role::$role,
                        meets: ties!(@flag $($meets)?),
                        symmetric: ties!(@flag $($symmetric)?),
                        inline: ties!(@option $($inline)?),
                    } },)+
                }
            }
        }
    };
    (@flag) => { false };
    (@flag $yes:tt) => { true };
    (@option) => { None };
    (@option $text:literal) => { Some($text) };
}

const AGREEMENT: KindSet = KindSet::of(&[Kind::Agreement]);
const EVENT: KindSet = KindSet::of(&[Kind::Event]);
const CENTRE: KindSet = KindSet::of(&[Kind::Centre]);
const PARK: KindSet = KindSet::of(&[Kind::Park]);
const BODY: KindSet = KindSet::of(&[Kind::Body]);
const COMPANY: KindSet = KindSet::of(&[Kind::Company]);
const VENTURES: KindSet = KindSet::ORGANISATIONS.with(CENTRE);

ties! {
    Signed "signed" "signed" "was signed by" (KindSet::PARTIES) -> (AGREEMENT) Cooperation meets yes inline "parties";
    Founded "founded" "founded" "was founded by" (KindSet::PARTIES) -> (VENTURES) Cooperation meets yes inline "founders";
    Owns "owns" "owns" "is owned by" (KindSet::PARTIES) -> (VENTURES) Cooperation meets yes inline "owners";
    Hosts "hosts" "hosts" "is hosted by" (KindSet::PARTIES) -> (CENTRE) Cooperation meets yes inline "hosts";
    ResidentOf "resident_of" "is a resident of" "has as a resident" (VENTURES) -> (PARK) Cooperation;
    Supplies "supplies" "supplies" "is supplied by" (KindSet::PARTIES) -> (KindSet::PARTIES) Cooperation;
    InvestsIn "invests_in" "invests in" "receives investment from" (KindSet::PARTIES) -> (KindSet::ACTORS.with(AGREEMENT)) Cooperation;
    Builds "builds" "builds for" "has as a builder" (KindSet::ORGANISATIONS) -> (KindSet::ACTORS) Cooperation;
    ProducesAt "produces_at" "produces at" "is a production site of" (COMPANY) -> (KindSet::PLACES.with(COMPANY).with(PARK)) Cooperation;
    CooperatesWith "cooperates_with" "cooperates with" "cooperates with" (KindSet::ACTORS) -> (KindSet::ACTORS) Cooperation symmetric yes;
    MemberOf "member_of" "is a member of" "has as a member" (KindSet::ACTORS) -> (BODY) Cooperation;
    Organised "organised" "organised" "was organised by" (KindSet::ACTORS) -> (EVENT) Contact meets yes inline "organisers";
    TookPartIn "took_part_in" "took part in" "was attended by" (KindSet::ACTORS) -> (EVENT) Contact meets yes inline "participants";
    PartOf "part_of" "is part of" "includes" (VENTURES.with(AGREEMENT)) -> (VENTURES.with(AGREEMENT)) Structure;
    Follows "follows" "follows" "is followed by" (AGREEMENT) -> (AGREEMENT) Structure;
}

impl TieType {
    /// The word for it, in files, terms and output alike.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.row().word
    }

    /// The one called `word`.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        let word = word.to_lowercase().replace('-', "_");
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// The type that is written in the field `name` of its far end.
    #[must_use]
    pub fn inline(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.row().inline == Some(name))
    }
}

impl fmt::Display for TieType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The candidate that a person who wrote `word` probably meant; `None` when nothing is near enough.
///
/// Nothing is near what is longer than a hundred bytes: nobody mistyped that, and to compare it would take its length squared.
/// Near is a Jaro–Winkler likeness of 0.8 and more, or a few letters swapped, added or lost (OSA distance at most a third of the word).
///
/// ```
/// use accord::model::vocabulary::nearest;
/// assert_eq!(nearest("oblsat", ["oblast", "province"]), Some("oblast"));
/// assert_eq!(nearest("xyz", ["oblast", "province"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 100;
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let mut best: Option<(usize, f64, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= LONGEST) {
        let (likeness, distance) = (strsim::jaro_winkler(&word, candidate), strsim::osa_distance(&word, candidate));
        if likeness < 0.8 && distance * 3 > word.chars().count() {
            continue;
        }
        if best.is_none_or(|(least, most, _)| distance < least || (distance == least && likeness > most)) {
            best = Some((distance, likeness, candidate));
        }
    }
    best.map(|(.., candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_but_country_has_its_forms_in_one_run_of_the_table() {
        let kinds: Vec<Kind> = Form::ALL.iter().map(|form| form.kind()).collect();
        let mut runs = kinds.clone();
        runs.dedup();
        let expected: Vec<Kind> = Kind::ALL.iter().copied().filter(|&kind| kind != Kind::Country).collect();
        assert_eq!(runs, expected);
    }

    #[test]
    fn words_are_found_whatever_their_hyphens_and_case() {
        assert_eq!(Form::find("Free-Economic_Zone"), Some(Form::FreeEconomicZone));
        assert_eq!(TieType::find("RESIDENT-OF"), Some(TieType::ResidentOf));
        assert_eq!(Status::find("sign"), None);
    }

    #[test]
    fn a_symmetric_type_allows_the_same_at_both_ends() {
        for tie in TieType::ALL.iter().filter(|tie| tie.row().symmetric) {
            assert_eq!(tie.row().from, tie.row().to, "{tie}");
            assert_eq!(tie.row().says, tie.row().says_back, "{tie}");
        }
    }

    #[test]
    fn a_set_of_kinds_reads_as_a_sentence() {
        assert_eq!(KindSet::PLACES.to_string(), "country, region, city or district");
        assert_eq!(AGREEMENT.to_string(), "agreement");
    }
}

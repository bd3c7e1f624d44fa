//! Records of the Research Organization Registry, versions 1 and 2 of their schema: one JSON array, or a record a line.
//!
//! An id is the nine characters at the end of its address. Relationships (parent, child, related, …) are edges of their own words; one that leads out of the
//! files is rejected as any other.

use serde_json::Value as Json;

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, reason},
    json::scalar,
    text::{lines, malformed, text},
};

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        let text = text(input)?;
        if text.trim_start().starts_with('[') {
            let records: Vec<Json> = serde_json::from_str(&text).map_err(|error| malformed(input, error.line(), error.to_string()))?;
            for (line, entry) in (1..).zip(&records) {
                record(Place { file, line }, entry, &entry.to_string(), &mut gather);
            }
            continue;
        }
        for (place, line) in lines(&text, file) {
            match serde_json::from_str(line) {
                Ok(entry) => record(place, &entry, line, &mut gather),
                Err(error) => gather.reject(place, reason::UNREADABLE, &error.to_string(), line),
            }
        }
    }
    Ok(gather.finish(false))
}

fn record(place: Place, entry: &Json, shown: &str, gather: &mut Gather) {
    let text = |json: &Json, name: &str| json.get(name).and_then(scalar).unwrap_or_default();
    let list = |name: &str| entry.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let id = short(&text(entry, "id")).to_owned();
    let (label, mut cells) = names(entry);
    let place_of = |name: &str| {
        let details = entry.pointer(&format!("/locations/0/geonames_details/{name}")).and_then(scalar);
        details.unwrap_or_default()
    };
    let country = Some(place_of("country_code")).filter(|code| !code.is_empty());
    let country = country.or_else(|| entry.pointer("/country/country_code").and_then(scalar)).unwrap_or_default();
    let city = Some(place_of("name")).filter(|name| !name.is_empty());
    let city = city.or_else(|| entry.pointer("/addresses/0/city").and_then(scalar)).unwrap_or_default();
    let number = |name: &str, old: &str| {
        let number = |path: &str| entry.pointer(path).and_then(Json::as_f64);
        number(&format!("/locations/0/geonames_details/{name}")).or_else(|| number(&format!("/addresses/0/{name}"))).or_else(|| number(old))
    };
    let wikidata = list("external_ids").iter().find(|one| text(one, "type").eq_ignore_ascii_case("wikidata"));
    let wikidata = wikidata.and_then(|one| one.pointer("/preferred").or_else(|| one.pointer("/all/0"))).and_then(scalar);
    let wikidata = wikidata.or_else(|| entry.pointer("/external_ids/Wikidata/all/0").and_then(scalar)).unwrap_or_default();
    let link = list("links").iter().find_map(|link| link.get("value").or(Some(link)).and_then(scalar)).unwrap_or_default();
    let types: Vec<String> = list("types").iter().filter_map(scalar).map(|word| word.to_lowercase()).collect();
    let real = |number: Option<f64>| number.map_or(Value::Nothing, Value::Real);
    cells.extend([
        ("ror".to_owned(), Value::text(&id)),
        ("country".to_owned(), Value::text(country)),
        ("city".to_owned(), Value::text(city)),
        ("latitude".to_owned(), real(number("lat", "/lat"))),
        ("longitude".to_owned(), real(number("lng", "/lng"))),
        ("wikidata".to_owned(), Value::text(wikidata)),
        ("url".to_owned(), Value::text(link)),
        ("date".to_owned(), Value::text(text(entry, "established"))),
        ("types".to_owned(), Value::list(types.clone())),
    ]);
    gather.node(place, &id, &label, kind(&types), cells, shown);
    for relation in list("relationships") {
        let kind = text(relation, "type").to_lowercase();
        let to = short(&text(relation, "id")).to_owned();
        gather.edge(Edge { place, from: id.clone(), to, kind, text: relation.to_string(), ..Edge::default() });
    }
}

/// The label and the names: in version 2 each with languages and types, in version 1 one, with labels and aliases.
fn names(entry: &Json) -> (String, Cells) {
    let text = |json: &Json, name: &str| json.get(name).and_then(scalar).unwrap_or_default();
    let list = |name: &str| entry.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let (mut label, mut cells, mut also) = (text(entry, "name"), Cells::new(), Vec::new());
    for name in list("names") {
        let is = |sort: &str| name.get("types").and_then(Json::as_array).is_some_and(|types| types.iter().any(|one| one == sort));
        let (value, lang) = (text(name, "value"), text(name, "lang"));
        if is("ror_display") {
            label.clone_from(&value);
        }
        if is("label") && !lang.is_empty() {
            cells.push((format!("name_{lang}"), Value::text(value)));
        } else if !is("ror_display") {
            also.push(value);
        }
    }
    for name in list("labels") {
        cells.push((format!("name_{}", text(name, "iso639")), Value::text(text(name, "label"))));
    }
    also.extend(["aliases", "acronyms"].iter().flat_map(|names| list(names)).filter_map(scalar));
    cells.push(("also".to_owned(), Value::list(also)));
    (label, cells)
}

/// The end of an address, by which a record is known.
fn short(id: &str) -> &str {
    id.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// The kind that the types of a record tell, empty when they do not.
fn kind(types: &[String]) -> &'static str {
    let is = |word: &str| types.iter().any(|one| one == word);
    match () {
        () if is("education") => "university",
        () if is("company") => "company",
        () if is("facility") || is("archive") => "institute",
        () if is("government") || is("nonprofit") || is("healthcare") || is("funder") || is("other") => "body",
        () => "",
    }
}

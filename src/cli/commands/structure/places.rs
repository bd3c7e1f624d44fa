//! Who stands where: ties within groups and between them, structural holes, brokerage, cities under provinces.

use std::cmp::Reverse;

use serde_json::json;

use super::{Part, View, number};
use crate::{
    analysis::{
        structure::{
            brokerage::brokerage,
            holes::holes as measure,
            mixing::{Group, mixing as count, permuted},
            nesting::{Pairs, nesting as test},
            null::Null,
        },
        unfit::Unfit,
    },
    cli::{
        answer::Table,
        failure::Failure,
        progress::shown,
        wording::{counted, node_ref},
    },
};

pub(super) fn mixing(view: &mut View<'_>) -> Result<(), Failure> {
    if view.refuse_two_modes(Part::Ei, "the E–I index", "the one mode is not in the groups of the other") {
        return Ok(());
    }
    let found = view.groups.as_ref().map_err(Clone::clone).and_then(|groups| count(&view.subject.packed, &groups.of));
    let (found, groups) = match (&found, &view.groups) {
        (Ok(found), Ok(groups)) => (found, groups),
        (Err(unfit), _) | (_, Err(unfit)) => {
            let unfit = unfit.clone();
            view.refuse(Part::Ei, &unfit);
            return Ok(());
        }
    };
    let mut table = Table::new(&["Group", "Vertices#", "Within#", "Out#", "E–I#"]);
    let mut rows = found.groups.clone();
    rows.sort_by_key(|group| (Reverse(group.internal + group.external), group.group));
    let tied = |group: &Group| group.internal + group.external > 0;
    let quiet = rows.iter().filter(|group| !tied(group)).count();
    for group in &rows {
        let name = &groups.names[group.group as usize];
        view.answer.row(json!({
            "table": "ei", "partition": groups.by, "group": name, "vertices": group.vertices,
            "internal": group.internal, "external": group.external, "index": group.index(),
        }))?;
        if tied(group) {
            let cells = [group.vertices, group.internal, group.external].map(|count| count.to_string());
            table.rows.push([vec![name.name.clone()], cells.to_vec(), vec![number(group.index(), 3)]].concat());
        }
    }
    let null = Null { shuffles: view.arguments.shuffles, seed: view.arguments.seed };
    let chance = shown(view.shared, "E–I index", |progress| permuted(&view.subject.packed, &groups.of, null, progress));
    let chance = chance.map_err(|stopped| view.subject.unfit(&stopped.into()))?;
    let all = json!({
        "table": "ei", "partition": groups.by, "group": null, "internal": found.internal, "external": found.external,
        "left_out": found.left_out, "index": found.index, "expected": found.expected,
        "permuted": chance.map(|chance| chance.mean), "p_at_least": chance.map(|chance| chance.at_least),
        "p_at_most": chance.map(|chance| chance.at_most), "shuffles": (null.shuffles), "seed": (null.seed),
    });
    let title = format!(
        "Ties within groups and between them (partition: {}): E–I index {}, {} by chance",
        groups.by,
        number(found.index, 3),
        number(found.expected, 3)
    );
    let mut text = format!(
        "{} lead from one group to another, {} stay within one.",
        counted(usize_of(found.external), "edge", "edges"),
        found.internal
    );
    if found.left_out > 0 {
        text += &format!(" {} with an end in no group are left out.", found.left_out);
    }
    if quiet > 0 {
        text += &format!(" Not listed: {} without ties.", counted(quiet, "group", "groups"));
    }
    if rows.iter().any(|group| tied(group) && group.index().is_none()) {
        text += " A group of one vertex has no index, as no tie could stay within it.";
    }
    text += " By chance: if every pair of vertices were as likely to be joined.";
    if let Some(chance) = chance {
        text += &format!(
            " In {} deals of the groups among the vertices (seed {}) the mean is {}; as high or higher: p = {:.3}, as low or lower: p = {:.3}.",
            null.shuffles,
            null.seed,
            number(Some(chance.mean), 3),
            chance.at_least,
            chance.at_most
        );
    }
    view.answer.row(all)?;
    view.answer.title(title);
    view.answer.table(table);
    view.answer.text(text);
    Ok(())
}

fn usize_of(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

pub(super) fn holes(view: &mut View<'_>) -> Result<(), Failure> {
    if view.refuse_two_modes(Part::Holes, "constraint", "without a triangle it is 1/degree") {
        return Ok(());
    }
    let weighted = view.arguments.weighted;
    let found = match measure(&view.subject.packed, weighted) {
        Ok(found) => found,
        Err(unfit @ Unfit::Weight { .. }) => return Err(view.subject.unfit(&unfit)),
        Err(unfit) => {
            view.refuse(Part::Holes, &unfit);
            return Ok(());
        }
    };
    let mut rows: Vec<_> = view.subject.packed.vertices().zip(found).filter_map(|(vertex, hole)| Some((vertex, hole?))).collect();
    rows.sort_by(|(a, one), (b, other)| one.constraint.total_cmp(&other.constraint).then(a.cmp(b)));
    let all = rows.len();
    rows.truncate(view.arguments.top);
    let mut table = Table::new(&["Least constrained", "Neighbours#", "Constraint#", "Effective size#", "Efficiency#"]);
    for (vertex, hole) in &rows {
        table.rows.push(vec![
            view.subject.name(*vertex),
            hole.degree.to_string(),
            number(Some(hole.constraint), 4),
            number(Some(hole.effective_size), 2),
            number(Some(hole.efficiency), 2),
        ]);
        view.answer.row(json!({
            "table": "holes", "vertex": view.subject.vertex_ref(*vertex), "degree": hole.degree, "constraint": hole.constraint,
            "effective_size": hole.effective_size, "efficiency": hole.efficiency,
        }))?;
    }
    view.answer.title(format!(
        "Structural holes: {} of {}",
        rows.len(),
        counted(all, "vertex with neighbours", "vertices with neighbours")
    ));
    view.answer.table(table);
    let weight = if weighted { "Weights are strengths." } else { "Every edge counts 1." };
    view.answer
        .text(format!("Burt's constraint, least first, and effective size: neighbours less what they have with each other. {weight}"));
    Ok(())
}

pub(super) fn roles(view: &mut View<'_>) -> Result<(), Failure> {
    if view.refuse_two_modes(Part::Roles, "brokerage", "neighbours are all of the other mode, which is not in the same groups") {
        return Ok(());
    }
    let groups = match &view.groups {
        Ok(groups) => groups,
        Err(unfit) => {
            let unfit = unfit.clone();
            view.refuse(Part::Roles, &unfit);
            return Ok(());
        }
    };
    let found = brokerage(&view.subject.packed, &groups.of);
    let mut rows: Vec<_> = view.subject.packed.vertices().zip(found).filter(|(_, roles)| roles.total() > 0).collect();
    rows.sort_by_key(|&(vertex, roles)| (Reverse(roles.total()), vertex));
    let all = rows.len();
    rows.truncate(view.arguments.top);
    let mut table = Table::new(&["Broker", "Pairs#", "Coordinator#", "Gatekeeper#", "Itinerant#", "Liaison#"]);
    for (vertex, roles) in &rows {
        let cells = [roles.total(), roles.coordinator, roles.gatekeeper, roles.itinerant, roles.liaison];
        table.rows.push(std::iter::once(view.subject.name(*vertex)).chain(cells.map(|count| count.to_string())).collect());
        let group = groups.of[*vertex as usize].and_then(|group| groups.names.get(group as usize));
        view.answer.row(json!({
            "table": "roles", "partition": groups.by, "vertex": view.subject.vertex_ref(*vertex), "group": group, "pairs": roles.total(),
            "coordinator": roles.coordinator, "gatekeeper": roles.gatekeeper, "itinerant": roles.itinerant, "liaison": roles.liaison,
        }))?;
    }
    let title = format!("Brokerage (partition: {}): {} of {}", groups.by, rows.len(), counted(all, "broker", "brokers"));
    view.answer.title(title);
    if !table.rows.is_empty() {
        view.answer.table(table);
    }
    view.answer.text(
        "Pairs of neighbours that are not joined themselves. Coordinator: all three of one group; gatekeeper (or representative, ties have no direction): one of \
         the pair of the broker's group; itinerant: both of one other group; liaison: of two others.",
    );
    Ok(())
}

pub(super) fn nesting(view: &mut View<'_>) -> Result<(), Failure> {
    // The test is about cities and regions of a base; in a list of edges nobody lies in anything.
    let Some(base) = &view.subject.base else { return Ok(()) };
    let (session, graph) = (&base.session, &base.session.graph);
    let sides: Vec<_> = graph.header().sides.iter().filter_map(|id| graph.find(id.as_str())).collect();
    let &[near, far] = sides.as_slice() else { return Ok(()) };
    let mut pairs = Pairs::of_links(graph, &base.links, near, far);
    if let Some(only) = &base.only {
        pairs.keep(|city| only.binary_search(&city).is_ok());
    }
    let null = Null { shuffles: view.arguments.shuffles, seed: view.arguments.seed };
    let municipal = match pairs.municipal {
        0 => String::new(),
        some => format!(" Left out: {} with a municipality, a region and a city at once.", counted(some, "pair", "pairs")),
    };
    let found = shown(view.shared, "nesting", |progress| test(&pairs, null, progress));
    let Some(found) = found.map_err(|stopped| view.subject.unfit(&stopped.into()))? else {
        view.answer.title("Nesting: no pair of cities below regions is linked");
        view.answer.text(format!("A pair is a city or district of either side with a counted link.{municipal}"));
        return Ok(());
    };
    let mut table = Table::new(&["City", "Region", "Partner", "Its region", "Linked"]);
    for &(here, there) in &pairs.cities {
        let above = |node| pairs.region.get(&node).copied().unwrap_or(node);
        let nested = pairs.is_nested(here, there);
        let names = [here, above(here), there, above(there)].map(|node| session.name(node).to_owned());
        table.rows.push(names.into_iter().chain([if nested { "yes" } else { "no" }.to_owned()]).collect());
        view.answer.row(json!({
            "table": "nesting", "city": node_ref(session, here), "partner": node_ref(session, there),
            "region": node_ref(session, above(here)), "partner_region": node_ref(session, above(there)), "nested": nested,
        }))?;
    }
    view.answer.set(
        "nesting",
        json!({ "pairs": found.pairs, "nested": found.nested, "share": found.share, "expected": found.expected, "p": found.p,
            "shuffles": (null.shuffles), "seed": (null.seed), "municipal": pairs.municipal }),
    )?;
    view.answer.title(format!(
        "Sister cities under sister regions: {} of {} ({:.0} %)",
        found.nested,
        counted(found.pairs, "pair", "pairs"),
        100.0 * found.share
    ));
    view.answer.table(table);
    let chance = match (found.expected, found.p) {
        (Some(expected), Some(p)) => format!(
            " If cities chose without regard to regions: {:.0} % on average of {} shuffles that keep how many partners each has (seed {}); as many or more by chance: \
             p = {p:.3}.",
            100.0 * expected,
            null.shuffles,
            null.seed
        ),
        _ => String::new(),
    };
    view.answer.text(format!(
        "Pairs of cities and districts of {} and {} with a counted link; Linked: their regions are members themselves of another.{chance}{municipal} Terms choose cities and bear on no region; levels bear on neither.",
        session.name(near),
        session.name(far)
    ));
    Ok(())
}

//! Every name in the curated base leads to its node.
#![allow(clippy::expect_used)]

use accord::{
    check,
    model::Graph,
    names::{Index, NameError},
    store::{self, Base},
};

fn curated() -> Graph {
    check::check(store::read(Base::curated())).graph.expect("the curated base is sound")
}

#[test]
fn every_id_means_its_node() {
    let graph = curated();
    let index = Index::new(&graph);
    for (node, it) in graph.nodes() {
        assert_eq!(index.resolve(&graph, it.id.as_str()).ok(), Some(node), "{}", it.id);
    }
}

/// A homonym comes after the node whose id the name is, or is reported as ambiguous, and then its node is among the candidates.
#[test]
fn every_name_means_its_node_or_is_shared_with_the_one_it_means() {
    let graph = curated();
    let index = Index::new(&graph);
    for (node, it) in graph.nodes() {
        for name in it.all_names() {
            match index.resolve(&graph, name) {
                Ok(found) if found == node => {}
                Ok(found) => {
                    let other = graph.node(found);
                    let claims = other.id.as_str() == name.to_lowercase() || other.all_names().any(|claimed| claimed == name);
                    assert!(claims, "`{name}` of {} was taken for {}", it.id, other.id);
                }
                Err(NameError::Ambiguous { candidates, .. }) => {
                    assert!(candidates.iter().any(|one| one.id == it.id), "`{name}` of {}", it.id);
                }
                Err(NameError::Unknown { .. }) => panic!("`{name}` of {} is not known", it.id),
            }
        }
    }
}

#[test]
fn places_are_known_as_people_write_them() {
    let graph = curated();
    let index = Index::new(&graph);
    for (id, names) in [
        ("minsk", "Minsk; Мінск; минск; 明斯克; City of Minsk; BY-HM; Q2280"),
        ("minsk-oblast", "Minsk region; Мінская вобласць; Minskaya voblasts'; Minskaja voblasć"),
        ("gomel", "Gomel; Homiel; Homyel; Homel"),
        ("gomel-oblast", "Gomel Oblast; Homiel region; Homyel voblast; BY-HO"),
        ("grodno", "Grodno; Hrodna; ГРОДНА"),
        ("mogilev", "Mogilev; Mahilioŭ; Mahilyow; Mogilyov"),
        ("vitebsk", "Vitebsk; Viciebsk; Vitsyebsk; Witebsk"),
        ("brest-oblast", "Brest region; Брестская область"),
        ("gansu", "Gansu province; gānsù; GAN SU; 甘肃; Ганьсу; CN-GS"),
        ("heilongjiang", "hei long jiang; Hēilóngjiāng Shěng"),
        ("shanxi", "Shanxi; Shan xi; 山西省"),
        ("shaanxi", "Shaanxi; Shǎnxī; 陕西省"),
        ("jilin", "Jilin; Jílín; Jilin Province"),
        ("belarusian-state-university", "BSU; БГУ; 021036w13"),
    ] {
        let node = graph.find(id).expect(id);
        for name in names.split("; ") {
            let found = index.resolve(&graph, name).map_err(|error| error.to_string());
            assert_eq!(found, Ok(node), "{name}");
        }
    }
}

//! Who is meant, on a small base of homonyms, scripts and transliterations.

use proptest::prelude::*;

use super::*;
use crate::model::{Form, Graph, Header, Id, Kind, Node, Records};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// A node by its id, form or kind, container, and names as `language=name`; `also=…`, `spelled=…` and `iso=…` are what they say.
fn node(text: &str, what: &str, within: &str, names: &[&str]) -> Node {
    let form = Form::find(what);
    let kind = Kind::find(what).or(form.map(Form::kind)).unwrap();
    let mut node = Node::new(id(text), kind, "");
    node.form = form;
    node.within = (!within.is_empty()).then(|| id(within)).into_iter().collect();
    for name in names {
        let (language, name) = name.split_once('=').unwrap();
        match language {
            "also" => node.also.push(name.to_owned()),
            "spelled" => node.spelled.entry(id("zalessky")).or_default().push(name.to_owned()),
            "iso" => node.codes.iso = Some(name.to_owned()),
            "wikidata" => node.codes.wikidata = Some(name.to_owned()),
            "ror" => node.codes.ror = Some(name.to_owned()),
            _ => drop(node.names.insert(language.to_owned(), name.to_owned())),
        }
    }
    node
}

fn nodes() -> Vec<Node> {
    vec![
        node("belarus", "country", "", &["en=Belarus", "be=Беларусь", "ru=Беларусь", "zh=白俄罗斯", "iso=BY"]),
        node("china", "country", "", &["en=China", "ru=Китай", "zh=中国", "zh-Latn=Zhōngguó", "iso=CN"]),
        node("minsk", "municipality", "belarus", &["en=Minsk", "be=Мінск", "ru=Минск", "zh=明斯克", "also=Minsk City", "iso=BY-HM"]),
        node(
            "minsk-oblast",
            "oblast",
            "belarus",
            &["en=Minsk Oblast", "be=Мінская вобласць", "ru=Минская область", "zh=明斯克州", "iso=BY-MI"],
        ),
        node("gomel-oblast", "oblast", "belarus", &["en=Gomel Oblast", "be=Гомельская вобласць", "ru=Гомельская область", "iso=BY-HO"]),
        node("gomel", "city", "gomel-oblast", &["en=Gomel", "be=Гомель", "ru=Гомель", "zh=戈梅利"]),
        node("gomel-district", "raion", "gomel-oblast", &["en=Gomel District", "be=Гомельскі раён", "ru=Гомельский район"]),
        node("grodno-oblast", "oblast", "belarus", &["en=Grodno Oblast", "be=Гродзенская вобласць", "ru=Гродненская область"]),
        node("grodno", "city", "grodno-oblast", &["en=Grodno", "be=Гродна", "ru=Гродно"]),
        node("mogilev-oblast", "oblast", "belarus", &["en=Mogilev Oblast", "be=Магілёўская вобласць", "ru=Могилёвская область"]),
        node("mogilev", "city", "mogilev-oblast", &["en=Mogilev", "be=Магілёў", "ru=Могилёв", "spelled=Magilief"]),
        node("jilin", "province", "china", &["en=Jilin", "ru=Гирин", "zh=吉林省", "zh-Latn=Jílín Shěng", "iso=CN-JL"]),
        node("jilin-city", "city", "jilin", &["en=Jilin", "ru=Гирин", "zh=吉林市", "zh-Latn=Jílín Shì"]),
        node("shanxi", "province", "china", &["en=Shanxi", "ru=Шаньси", "zh=山西省", "zh-Latn=Shānxī Shěng", "also=山西", "iso=CN-SX"]),
        node("shaanxi", "province", "china", &["en=Shaanxi", "ru=Шэньси", "zh=陕西省", "zh-Latn=Shǎnxī Shěng", "iso=CN-SN"]),
        node("heilongjiang", "province", "china", &["en=Heilongjiang", "ru=Хэйлунцзян", "zh=黑龙江省", "zh-Latn=Hēilóngjiāng Shěng"]),
        node("henan", "province", "china", &["en=Henan", "zh=河南省", "zh-Latn=Hénán Shěng"]),
        node("hunan", "province", "china", &["en=Hunan", "zh=湖南省", "zh-Latn=Húnán Shěng"]),
        node("hainan", "province", "china", &["en=Hainan", "zh=海南省", "zh-Latn=Hǎinán Shěng"]),
        node("guizhou", "province", "china", &["en=Guizhou", "ru=Гуйчжоу", "zh=贵州省", "zh-Latn=Guìzhōu Shěng"]),
        node("guangxi", "autonomous_region", "china", &["en=Guangxi Zhuang Autonomous Region", "zh=广西壮族自治区", "also=Guangxi"]),
        node("gansu", "province", "china", &["en=Gansu", "zh=甘肃省", "zh-Latn=Gānsù Shěng"]),
        node("chongqing", "municipality", "china", &["en=Chongqing", "zh=重庆市", "zh-Latn=Chóngqìng Shì"]),
        node("lanzhou", "city", "china", &["en=Lanzhou", "ru=Ланьчжоу", "zh=兰州市", "zh-Latn=Lánzhōu Shì", "wikidata=Q183584"]),
        node(
            "belarusian-state-university",
            "university",
            "minsk",
            &["en=Belarusian State University", "ru=Белорусский государственный университет", "also=BSU", "also=БГУ", "ror=021036w13"],
        ),
        node("belarusian-state-medical-university", "university", "minsk", &["en=Belarusian State Medical University"]),
        node("gomel-state-medical-university", "university", "gomel", &["en=Gomel State Medical University"]),
        node("gomel-state-technical-university", "university", "gomel", &["en=Sukhoi State Technical University of Gomel"]),
        node("gansu-agricultural-university", "university", "lanzhou", &["en=Gansu Agricultural University", "zh=甘肃农业大学"]),
        node("gomel-jilin-2007", "twinning", "", &["en=Twinning of Gomel and Jilin"]),
        node("the-other-magilief", "company", "minsk", &["en=Magilief"]),
    ]
}

fn graph(nodes: Vec<Node>) -> Graph {
    let header = Header {
        schema: 1,
        name: "test".to_owned(),
        title: "A test".to_owned(),
        version: "1".to_owned(),
        updated: "2020-01-01".parse().unwrap(),
        licence: "CC0-1.0".to_owned(),
        languages: vec!["en".to_owned(), "be".to_owned()],
        sides: Vec::new(),
    };
    Graph::assemble(Records { header, nodes, ties: Vec::new(), sources: Vec::new(), claims: Vec::new() })
}

/// The id that a text resolves to, else the ids that it may mean after `?`, or those suggested after `!`.
fn meant(graph: &Graph, index: &Index, text: &str) -> String {
    let ids = |list: &[Candidate]| list.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(" ");
    match index.resolve(graph, text) {
        Ok(node) => graph.node(node).id.to_string(),
        Err(NameError::Ambiguous { candidates, .. }) => format!("? {}", ids(&candidates)),
        Err(NameError::Unknown { suggestions, .. }) => format!("! {}", ids(&suggestions)).trim_end().to_owned(),
    }
}

#[track_caller]
fn all_mean(expected: &str, texts: &[&str]) {
    let graph = graph(nodes());
    let index = Index::new(&graph);
    for text in texts {
        assert_eq!(meant(&graph, &index, text), expected, "{text}");
    }
}

#[test]
fn an_id_means_its_node_whatever_its_capitals_and_blanks() {
    all_mean("gomel-oblast", &["gomel-oblast", "Gomel Oblast", "GOMEL-OBLAST", " gomel  oblast "]);
}

#[test]
fn a_name_means_its_node_in_every_language_and_script() {
    all_mean("minsk", &["Minsk", "Мінск", "Минск", "минск", "明斯克", "Minsk City", "City of Minsk", "MINSK"]);
    all_mean("minsk-oblast", &["Minsk Oblast", "Мінская вобласць", "минская область", "明斯克州", "Minsk region", "Minskaja voblasć"]);
    all_mean("gomel", &["Gomel", "Гомель", "戈梅利", "Homiel", "Homyel", "Homyel’", "Homel", "gomel city", "City of Homiel"]);
}

#[test]
fn towns_are_known_by_every_transliteration_of_either_language() {
    all_mean("grodno", &["Grodno", "Hrodna", "гродно", "Гродна"]);
    all_mean("mogilev", &["Mogilev", "Mahilioŭ", "Mahilyow", "Mogilyov", "Mahiloŭ", "Могилев"]);
}

#[test]
fn generic_words_tell_an_oblast_from_its_capital() {
    all_mean("gomel-oblast", &["Gomel region", "Homiel region", "Homyel Voblast", "Gomel province", "область Гомель", "BY-HO", "HO"]);
    all_mean("grodno-oblast", &["Hrodna region", "Hrodna voblasć", "Grodno obl."]);
    all_mean("gomel-district", &["Gomel raion", "Homiel district"]);
}

#[test]
fn pinyin_is_known_with_and_without_tones_and_blanks() {
    all_mean("heilongjiang", &["hei long jiang", "Hēilóngjiāng", "Heilongjiang Sheng", "HEILONGJIANG PROVINCE", "黑龙江", "Khėĭluntszian"]);
    all_mean("lanzhou", &["Lánzhōu", "lan zhou", "Lanzhou Shi", "兰州", "Q183584", "https://www.wikidata.org/wiki/Q183584"]);
    all_mean("guangxi", &["Guangxi", "Guangxi Zhuang", "Guangxi province", "广西壮族"]);
}

#[test]
fn tones_and_characters_tell_shanxi_from_shaanxi() {
    all_mean("shanxi", &["Shanxi", "Shan xi", "Shānxī", "山西", "Shanxi Province", "Шаньси"]);
    all_mean("shaanxi", &["Shaanxi", "Shǎnxī", "陕西", "shǎnxī shěng", "Shaanxi Sheng", "Шэньси"]);
    all_mean("? shaanxi shanxi", &["Shanxi Sheng"]);
}

#[test]
fn of_homonyms_the_one_whose_id_it_is_comes_first() {
    all_mean("jilin", &["Jilin", "jilin", "Jílín", "Jilin Province", "吉林省"]);
    all_mean("jilin-city", &["Jilin City", "jilin-city", "Jílín Shì", "吉林市"]);
    all_mean("? jilin jilin-city", &["Гирин", "吉林"]);
}

#[test]
fn a_name_in_use_comes_before_one_as_spelled_in_a_source() {
    all_mean("the-other-magilief", &["Magilief"]);
}

#[test]
fn abbreviations_and_codes_are_known() {
    all_mean("belarusian-state-university", &["BSU", "bsu", "БГУ", "021036w13", "https://ror.org/021036w13"]);
    all_mean("belarusian-state-medical-university", &["BSMU", "Belarusian State Medical"]);
    all_mean("china", &["CN", "cn", "中国", "zhongguo"]);
}

#[test]
fn an_unmistakable_part_of_a_name_will_do() {
    all_mean("gansu-agricultural-university", &["Gansu Agricultural", "Agricultural", "甘肃农业"]);
    all_mean("gomel-state-technical-university", &["Gomel Technical University", "Sukhoi"]);
    all_mean("? gomel-state-medical-university gomel-state-technical-university", &["Gomel University", "gomel stat"]);
}

#[test]
fn typing_errors_are_forgiven_when_only_one_name_is_near() {
    all_mean("heilongjiang", &["Heilongjang", "Heliongjiang", "Helongjang"]);
    all_mean("gomel", &["Gomle", "Gommel"]);
    all_mean("gomel-oblast", &["Gomle Oblast", "Gomle Province"]);
    all_mean("? henan hunan hainan", &["Hanan"]);
}

#[test]
fn a_place_that_the_base_lacks_is_not_taken_for_another() {
    all_mean("! guizhou", &["Huizhou"]);
    all_mean("! lanzhou gansu", &["Ganzhou"]);
    all_mean("!", &["Wroclaw", "xx", "北京大学", "", "!?"]);
}

/// There are a Gansu University and a Lanzhou University; a base that has another university of Gansu alone must not answer for them with it.
#[test]
fn an_organisation_that_the_base_lacks_is_not_taken_for_another_of_its_place() {
    all_mean("! gansu-agricultural-university", &["Gansu University", "University of Gansu"]);
    all_mean("belarusian-state-medical-university", &["Belarusian State Medical"]);
}

#[test]
fn agreements_are_meant_by_id_or_whole_title_alone() {
    all_mean("gomel-jilin-2007", &["gomel-jilin-2007", "twinning of gomel and jilin"]);
    all_mean("! gomel-jilin-2007", &["Gomel Jilin", "Twinning"]);
}

#[test]
fn messages_list_who_may_be_meant_and_how_to_choose() {
    let graph = graph(nodes());
    let index = Index::new(&graph);
    let message = |text: &str| index.resolve(&graph, text).unwrap_err().to_string();
    insta::assert_snapshot!(message("Gomel University"), @r"
    several are called `Gomel University` or the like; use the id of the one that is meant:
      gomel-state-medical-university (Gomel State Medical University, university in Gomel)
      gomel-state-technical-university (Sukhoi State Technical University of Gomel, university in Gomel)
    ");
    insta::assert_snapshot!(message("Huizhou"), @"nothing in the base is called `Huizhou`; did you mean guizhou (Guizhou, province in China)?");
    insta::assert_snapshot!(message("Wroclaw"), @"nothing in the base is called `Wroclaw`; give an id, or a name or a part of it in any language");
}

#[test]
fn find_says_why_each_is_found() {
    let graph = graph(nodes());
    let index = Index::new(&graph);
    let found = |text: &str| {
        let found = index.find(&graph, text, 10);
        found.iter().map(|found| format!("{}: {}", graph.node(found.node).id, found.reason())).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(found("Jilin"), @r"
    jilin: id
    jilin-city: name in English
    gomel-jilin-2007: in the name in English
    ");
    insta::assert_snapshot!(found("Гомель"), @r"
    gomel: name in Belarusian
    gomel-oblast: name in English, but for words like region or city
    gomel-district: name in English, but for words like region or city
    gomel-state-medical-university: in the name in English
    gomel-state-technical-university: in the name in English
    gomel-jilin-2007: in the name in English
    ");
    insta::assert_snapshot!(found("Homyel"), @"gomel: name in Belarusian, transliterated");
    insta::assert_snapshot!(found("BSU"), @"belarusian-state-university: abbreviation");
    insta::assert_snapshot!(found("magilief"), @r"
    the-other-magilief: name in English
    mogilev: as spelled in zalessky
    ");
    insta::assert_snapshot!(found("Heilongjang"), @"heilongjiang: typing error: 1 letter");
}

#[test]
fn a_text_of_any_length_is_answered_at_once() {
    let graph = graph(nodes());
    let index = Index::new(&graph);
    let long = "gomel ".repeat(200_000);
    assert!(index.resolve(&graph, &long).unwrap_err().to_string().len() < 300);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_records_is_of_no_account(order in Just(nodes()).prop_shuffle(), text in text()) {
        let (one, other) = (graph(nodes()), graph(order));
        prop_assert_eq!(meant(&one, &Index::new(&one), &text), meant(&other, &Index::new(&other), &text));
    }

    #[test]
    fn the_first_that_is_found_is_what_the_name_means(text in text()) {
        let graph = graph(nodes());
        let index = Index::new(&graph);
        let found = index.find(&graph, &text, 5);
        if let Ok(node) = index.resolve(&graph, &text) {
            prop_assert_eq!(found[0].node, node);
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }
}

/// A name of the base, or a mutilated one, or anything.
fn text() -> impl Strategy<Value = String> {
    let names: Vec<String> = nodes().iter().flat_map(|node| node.all_names().map(str::to_owned).collect::<Vec<_>>()).collect();
    let name = prop::sample::select(names);
    prop_oneof![
        name.clone(),
        (name.clone(), any::<prop::sample::Index>()).prop_map(|(name, at)| {
            let drop = at.index(name.chars().count());
            name.chars().enumerate().filter(|(i, _)| *i != drop).map(|(_, c)| c).collect()
        }),
        name.prop_map(|name| name.to_uppercase()),
        "\\PC{0,12}",
    ]
}

//! Where is there room for dots, names and boxes?

use super::{Diagram, Dot, Wanted};
use crate::draw::{
    frame::SMALLEST,
    geometry::{Point, Rect},
    layout::fit::{Arrangement, Plan},
    sign::REACH,
    text::{self, Face, LEADING},
};

/// How names can be set, the best way first: where they stand, the width of a line in ems, how many lines, and heights in points. A name that is cut shorter
/// than the last of these says little: from there on some names are left out, and the others stay as they are.
const SETTINGS: [(Setting, f64, usize, &[f64]); 5] = [
    (Setting::Below, 10.5, 6, &[7.5, 7.0, 6.5, SMALLEST]),
    (Setting::Beside, 26.0, 1, &[7.0, 6.5, SMALLEST]),
    (Setting::Beside, 18.0, 2, &[6.5, SMALLEST]),
    (Setting::Beside, 14.0, 2, &[SMALLEST]),
    (Setting::Beside, 11.5, 2, &[SMALLEST]),
];

/// Up to so many dots in boxes have their names below them.
const FEW: usize = 30;

/// How loosely components start out; the loosest that fits is taken.
const LOOSE: [f64; 4] = [1.6, 1.3, 1.0, 0.75];

/// With more dots than this, names get the room that is left, and dots make none for them.
const CROWD: usize = 1_500;

/// From a dot to its name.
pub(super) const NEAR: f64 = 1.0;

/// Height of the name of a group.
pub(super) const HEADER: f64 = 6.2;

/// Where the name of a dot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Below it, in the middle.
    Below,
    /// Beside it: takes up less room.
    Beside,
}

/// How names are set, and for whom there is room made.
pub(super) struct Names {
    pub(super) setting: Setting,
    /// Height in points.
    pub(super) height: f64,
    /// Width of a line, in ems.
    pub(super) ems: f64,
    /// How many lines it may have.
    pub(super) most: usize,
    /// How much smaller than usual dots are.
    pub(super) scale: f64,
    /// The lines of the name of each dot, none for one without a name.
    pub(super) lines: Vec<Vec<String>>,
    /// For each dot whether its name, beside it, stands to the left.
    pub(super) leftward: Vec<bool>,
}

impl Names {
    pub(super) fn wrapped(&self, name: &str) -> Vec<String> {
        text::wrapped(name, self.height, Face::Regular, self.ems * self.height, self.most)
    }

    /// Width and height of the words of a dot.
    pub(super) fn size(&self, dot: usize) -> (f64, f64) {
        let width = |line: &String| text::width(line, self.height, Face::Regular);
        (self.lines[dot].iter().map(width).fold(0.0, f64::max), self.lines[dot].len() as f64 * self.height * LEADING)
    }

    pub(super) fn radius(&self, dot: &Dot) -> f64 {
        let (least, more) = match self.setting {
            Setting::Below => (2.3, 4.2),
            Setting::Beside => (1.6, 1.7),
        };
        (least + more * dot.size.clamp(0.0, 1.0).sqrt()) * self.scale
    }
}

/// Dots, names and boxes in their places.
pub(super) struct Placed {
    pub(super) dots: Vec<Point>,
    pub(super) groups: Vec<Option<Rect>>,
    pub(super) names: Names,
}

/// Looks for an arrangement that fits, with as many names, and as large, as there is room for.
pub(super) struct Search<'a> {
    diagram: &'a Diagram,
    wanted: &'a Wanted,
    /// The dots, the largest first.
    ranking: &'a [usize],
    group: Vec<Option<usize>>,
    headers: Vec<(f64, f64)>,
    leftward: Vec<bool>,
    area: Rect,
}

impl<'a> Search<'a> {
    pub(super) fn new(diagram: &'a Diagram, wanted: &'a Wanted, ranking: &'a [usize], area: Rect) -> Self {
        let group = diagram.dots.iter().map(|dot| dot.group).collect();
        let header = |name: &String| (text::width(&header(name), HEADER, Face::Bold), HEADER * 1.3);
        let headers = diagram.groups.iter().map(header).collect();
        let leftward = leftward(diagram, &wanted.points);
        Self { diagram, wanted, ranking, group, headers, leftward, area }
    }

    /// Names of this height, in so many lines of so many ems, for so many of the largest dots.
    fn names(&self, (setting, ems, most): (Setting, f64, usize), height: f64, count: usize) -> Names {
        let lines = vec![Vec::new(); self.diagram.dots.len()];
        let mut names = Names { setting, height, ems, most, scale: 1.0, lines, leftward: self.leftward.clone() };
        for &dot in &self.ranking[..count] {
            names.lines[dot] = names.wrapped(&self.diagram.dots[dot].name);
        }
        names
    }

    /// Width and height of each dot with its words.
    fn sizes(&self, names: &Names) -> Vec<(f64, f64)> {
        let size = |(dot, it): (usize, &Dot)| {
            let (w, h) = names.size(dot);
            let across = 2.0 * REACH * names.radius(it);
            match names.setting {
                _ if h == 0.0 => (across, across),
                Setting::Below => (w.max(across), across + NEAR + h),
                Setting::Beside => (across + NEAR + w, h.max(across)),
            }
        };
        self.diagram.dots.iter().enumerate().map(size).collect()
    }

    fn arranged(&self, names: &Names, loose: f64) -> Arrangement {
        let rows = (names.setting == Setting::Beside).then_some(names.leftward.as_slice());
        let plan =
            Plan { wanted: &self.wanted.points, component: &self.wanted.component, group: &self.group, headers: &self.headers, rows };
        Arrangement::new(&plan, &self.sizes(names), loose, (self.area.w, self.area.h))
    }

    /// The loosest arrangement that fits, of those that start out so loosely; else the names again.
    fn fitting(&self, mut names: Names, loose: &[f64]) -> Result<Placed, Names> {
        let room = (self.area.w, self.area.h);
        if !Arrangement::may_fit(&self.sizes(&names), room) {
            return Err(names);
        }
        let found = loose.iter().map(|&loose| (loose, self.arranged(&names, loose))).find(|(_, it)| it.fits(room));
        let Some((loose, mut arrangement)) = found else { return Err(names) };
        if names.setting == Setting::Beside {
            // Boxes may have come to lie on another side of their partners; they are as large with their names on the other side.
            names.leftward = leftward(self.diagram, &arrangement.middles);
            arrangement = self.arranged(&names, loose);
        }
        Ok(self.placed(names, &arrangement))
    }

    fn placed(&self, names: Names, arrangement: &Arrangement) -> Placed {
        let sizes = self.sizes(&names);
        let dot = |(dot, middle): (usize, &Point)| {
            let reach = REACH * names.radius(&self.diagram.dots[dot]);
            let (w, h) = sizes[dot];
            let (x, y) = match names.setting {
                Setting::Below => (0.0, reach - h / 2.0),
                Setting::Beside if names.leftward[dot] => (w / 2.0 - reach, 0.0),
                Setting::Beside => (reach - w / 2.0, 0.0),
            };
            middle.plus(self.area.x + x, self.area.y + y)
        };
        let dots = arrangement.middles.iter().enumerate().map(dot).collect();
        let groups = arrangement.groups.iter().map(|rect| rect.map(|rect| rect.moved(self.area.x, self.area.y))).collect();
        Placed { dots, groups, names }
    }

    pub(super) fn run(&self) -> Placed {
        let n = self.diagram.dots.len();
        // Many dots in boxes are read as lists.
        let first = usize::from(self.headers.len() > 1 && n > FEW);
        for &(setting, ems, most, heights) in &SETTINGS[first..] {
            for &height in heights.iter().filter(|_| n <= CROWD) {
                if let Ok(placed) = self.fitting(self.names((setting, ems, most), height, n), &LOOSE) {
                    return placed;
                }
            }
        }
        let (setting, ems, most, _) = SETTINGS[SETTINGS.len() - 1];
        let names = |count: usize| self.names((setting, ems, most), SMALLEST, count);
        // The most names with which the tightest arrangement fits, at the smallest height.
        let (mut low, mut high) = (0, if n > CROWD { 0 } else { n });
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            let fits = self.fitting(names(middle), &LOOSE[LOOSE.len() - 1..]).is_ok();
            (low, high) = if fits { (middle, high) } else { (low, middle) };
        }
        // Where not even the bare dots have room, they become smaller.
        let mut names = names(low);
        for _ in 0..7 {
            match self.fitting(names, &LOOSE) {
                Ok(placed) => return placed,
                Err(again) => names = Names { scale: again.scale * 0.7, ..again },
            }
        }
        // All is drawn together to fit at last.
        let mut arrangement = self.arranged(&names, 1.0);
        arrangement.squeeze((self.area.w, self.area.h));
        self.placed(names, &arrangement)
    }
}

/// For each dot whether its partners outside its group are rather to its right, so that its name is better to its left. Members of a group go together.
fn leftward(diagram: &Diagram, points: &[Point]) -> Vec<bool> {
    let group = |dot: usize| diagram.dots[dot].group;
    let mut lean = vec![0.0; diagram.dots.len()];
    let mut lean_of_group = vec![0.0; diagram.groups.len()];
    for line in &diagram.lines {
        let (a, b) = (line.a as usize, line.b as usize);
        if group(a).is_some() && group(a) == group(b) {
            continue;
        }
        let right = points[b].x - points[a].x;
        for (dot, right) in [(a, right), (b, -right)] {
            lean[dot] += right;
            if let Some(group) = group(dot) {
                lean_of_group[group] += right;
            }
        }
    }
    (0..diagram.dots.len()).map(|dot| group(dot).map_or(lean[dot], |group| lean_of_group[group]) > 0.0).collect()
}

/// The name of a group as it heads its box.
pub(super) fn header(name: &str) -> String {
    text::fitted(name, HEADER, Face::Bold, 120.0)
}

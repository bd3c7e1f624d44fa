//! The files of a base: where they are found, and their text.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::save;

include!(concat!(env!("OUT_DIR"), "/curated.rs"));

/// The name of the header's file, by which a folder is known to be a base.
pub const HEADER: &str = "base.ron";

/// No file of a base is larger: positions in it are counted in 32 bits, and a person has to be able to edit it.
const LARGEST: u64 = 1 << 30;

/// A file of a base.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path below the folder of the base, with `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a base, in the order of their paths.
#[derive(Clone, Debug)]
pub struct Base {
    /// The folder; `None` for the base that is compiled into the program.
    pub folder: Option<PathBuf>,
    /// The files, `base.ron` among them.
    pub files: Vec<SourceFile>,
}

/// Why the files of a base could not be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder is not there, or is not a folder.
    #[error("there is no folder `{0}`")]
    NoFolder(PathBuf),
    /// It is a file.
    #[error("`{0}` is a file, and a base is a folder: give the folder that holds its `{HEADER}`")]
    NotAFolder(PathBuf),
    /// The folder has no header.
    #[error("`{0}` is not a base: it has no `{HEADER}`")]
    NotABase(PathBuf),
    /// The folder has no header, but the folder `graph` in it has.
    #[error("`{0}` is not a base, but `{1}` is: give that")]
    BaseInside(PathBuf, PathBuf),
    /// A file or folder could not be read.
    #[error("cannot read `{path}`: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file holds something else than text.
    #[error("`{path}` is not UTF-8 text: byte {at} cannot be read (line {line}); save the file as UTF-8")]
    NotText {
        /// Which.
        path: PathBuf,
        /// The first byte that is wrong, from 1.
        at: usize,
        /// The line it is on, from 1.
        line: usize,
    },
    /// A file is larger than a gibibyte.
    #[error("`{0}` is larger than 1 GiB; split it, file names carry no meaning")]
    TooLarge(PathBuf),
}

impl Base {
    /// The base that is compiled into the program.
    #[must_use]
    pub fn curated() -> Self {
        let files = CURATED.iter().map(|&(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() });
        Self { folder: None, files: files.collect() }
    }

    /// The nearest base in `start` or above it, as git looks for `.git`: a folder with a header, or the folder `graph` in it.
    ///
    /// A folder `graph` that holds `.ron` files is found without a header, too, so that [`Base::open`] says what it lacks: to pass it over
    /// would answer from another base than the one that was meant.
    #[must_use]
    pub fn find_upwards(start: &Path) -> Option<PathBuf> {
        start.ancestors().find_map(|folder| {
            if folder.join(HEADER).is_file() {
                return Some(folder.to_owned());
            }
            let graph = folder.join("graph");
            (graph.join(HEADER).is_file() || holds_records(&graph, 1)).then_some(graph)
        })
    }

    /// Reads the files below a folder.
    ///
    /// Files that do not end in `.ron` are passed over, and so is everything whose name begins with a dot; links to folders are not
    /// followed, so a circle of links cannot hang it.
    ///
    /// # Errors
    ///
    /// When the folder is not there or has no header, or a file cannot be read, is not UTF-8 or is over 1 GiB.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let _lock = save::wait(folder);
        Self::open_unlocked(folder)
    }

    /// As [`Base::open`], by whoever holds the lock.
    pub(super) fn open_unlocked(folder: &Path) -> Result<Self, Error> {
        Self::must_be_base(folder)?;
        let mut files = Vec::new();
        let mut folders = vec![(folder.to_owned(), String::new())];
        while let Some((path, prefix)) = folders.pop() {
            let unreadable = |source| Error::Unreadable { path: path.clone(), source };
            for entry in fs::read_dir(&path).map_err(unreadable)? {
                let entry = entry.map_err(unreadable)?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let below = format!("{prefix}{name}");
                if name.starts_with('.') {
                    continue;
                }
                if entry.file_type().map_err(unreadable)?.is_dir() {
                    folders.push((entry.path(), format!("{below}/")));
                } else if name.ends_with(".ron") {
                    files.push(SourceFile { path: below, text: text(&entry.path())? });
                }
            }
        }
        // What a change that was broken off has made, though it is not in its place yet.
        let unplaced = save::unplaced(folder).map_err(|source| Error::Unreadable { path: folder.to_owned(), source })?;
        for (path, from) in unplaced {
            files.retain(|file| file.path != path);
            files.push(SourceFile { path, text: text(&from)? });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { folder: Some(folder.to_owned()), files })
    }

    /// A number for what the base holds: the same files give the same number, whatever they are called and in whatever order they come.
    ///
    /// It tells versions apart that a figure or table names; it is no seal against forgery (FNV-1a of each text, then of the sorted numbers; G. Fowler,
    /// L. C. Noll, K.-P. Vo and D. Eastlake, draft-eastlake-fnv).
    ///
    /// ```
    /// let base = accord::store::Base::curated();
    /// let mut renamed = base.clone();
    /// renamed.files.reverse();
    /// renamed.files[0].path = "other.ron".to_owned();
    /// assert_eq!(renamed.fingerprint(), base.fingerprint());
    /// renamed.files[0].text.push('\n');
    /// assert_ne!(renamed.fingerprint(), base.fingerprint());
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let fnv = |bytes: &[u8]| {
            bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        };
        let mut texts: Vec<u64> = self.files.iter().map(|file| fnv(file.text.as_bytes())).collect();
        texts.sort_unstable();
        fnv(&texts.iter().flat_map(|hash| hash.to_be_bytes()).collect::<Vec<u8>>())
    }

    /// Says why a folder is no base, if it is none.
    pub(super) fn must_be_base(folder: &Path) -> Result<(), Error> {
        if folder.is_file() {
            return Err(Error::NotAFolder(folder.to_owned()));
        }
        if !folder.is_dir() {
            return Err(Error::NoFolder(folder.to_owned()));
        }
        if !folder.join(HEADER).is_file() {
            let inside = folder.join("graph");
            let is_base = inside.join(HEADER).is_file();
            return Err(if is_base { Error::BaseInside(folder.to_owned(), inside) } else { Error::NotABase(folder.to_owned()) });
        }
        Ok(())
    }

    /// Line and column of a byte of a file, both from 1; a column is a character.
    #[must_use]
    pub fn line_column(&self, file: usize, byte: usize) -> (usize, usize) {
        let before = self.files.get(file).and_then(|file| file.text.get(..byte)).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The path of a file as a person would open it.
    #[must_use]
    pub fn path(&self, file: usize) -> PathBuf {
        let path = self.files.get(file).map_or("", |file| &file.path);
        self.folder.as_ref().map_or_else(|| Path::new("graph").join(path), |folder| folder.join(path))
    }
}

/// Are there `.ron` files in a folder, or so many levels below it?
fn holds_records(folder: &Path, levels: usize) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = || entry.file_type().is_ok_and(|kind| kind.is_dir());
        !name.starts_with('.') && (name.ends_with(".ron") || (levels > 0 && is_folder() && holds_records(&entry.path(), levels - 1)))
    })
}

fn text(path: &Path) -> Result<String, Error> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    // A pipe or device would be read for ever.
    if !metadata.is_file() {
        return Err(unreadable(io::Error::other("not a regular file")));
    }
    if metadata.len() > LARGEST {
        return Err(Error::TooLarge(path.to_owned()));
    }
    let text = String::from_utf8(fs::read(path).map_err(unreadable)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Error::NotText { path: path.to_owned(), at: at + 1, line }
    })?;
    // A byte order mark is no part of the text.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

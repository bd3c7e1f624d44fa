//! How is a base changed, so that it is never half changed?
//!
//! Whoever changes a base holds its lock from reading to writing, and writes all files of a change as one:
//!
//! ```text
//! 1  the new files are written into the folder `.accord-draft` and flushed to disk
//! 2  `.accord-draft` is renamed to `.accord-change`: from here on the change is made
//! 3  each file is moved from there to its place
//! 4  `.accord-change` is removed
//! ```
//!
//! A process that dies before step 2 leaves the old base and a draft that the next change throws away. One that dies after it leaves the new base:
//! reading takes files that are not in their place yet from `.accord-change` ([`unplaced`]), and the next change puts them there first. So there is the
//! old base or the new one at any moment, also when several files change together, as they do when an id is renamed.
//!
//! The lock is one of the operating system on the file `.accord-lock`, which ends with the process that holds it: nothing is left to clean up after a
//! crash. Readers take it, too, shared with each other, where the file is there. Names that begin with a dot are no part of a base.

use std::{
    collections::BTreeMap,
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    path::{Component, Path, PathBuf},
    thread,
    time::Duration,
};

use super::{Base, Error};

const LOCK: &str = ".accord-lock";
const DRAFT: &str = ".accord-draft";
const CHANGE: &str = ".accord-change";

/// In a draft, the paths of its files, one a line; the file on line `n` is called `n`, from 0.
const LIST: &str = "list";

/// A file of a base before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the folder of the base, with `/` between the parts.
    pub path: String,
    /// Its text before, `None` for a new file.
    pub before: Option<String>,
    /// Its text after.
    pub after: String,
}

/// Why a base was not changed.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The base could not be read.
    #[error(transparent)]
    Read(#[from] Error),
    /// Somebody else is changing it.
    #[error("another process is changing `{0}`; nothing was changed, try again when it is done")]
    Busy(PathBuf),
    /// A file was changed by an editor in between.
    #[error("`{0}` was changed while this command ran; nothing was changed, try again")]
    Overtaken(PathBuf),
    /// A file is a link to another place, which cannot be replaced in one step.
    #[error("`{0}` is a link; nothing was changed, give the folder that it leads to")]
    Link(PathBuf),
    /// The disk is full, the folder is read-only, …
    #[error("cannot write `{path}`: {source}; nothing was changed")]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The change is made, but its files could not all be put in their places.
    #[error(
        "cannot replace `{path}`: {source}; the change is saved in `{CHANGE}`, is read from there, and the next change puts it in place"
    )]
    Unplaced {
        /// What was to be replaced.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The right to change a base: while it is held, nobody else changes it.
#[derive(Debug)]
pub struct Locked {
    folder: PathBuf,
    /// The lock is held as long as this file is open.
    _lock: File,
}

/// What may come between two steps: in a test, the end of the process.
type Interrupt<'a> = &'a dyn Fn() -> io::Result<()>;

impl Locked {
    /// Locks a base for a change, and puts the files of a change that was broken off in their places.
    ///
    /// # Errors
    ///
    /// When it is not there, somebody else is changing it, or its folder cannot be written.
    pub fn new(folder: &Path) -> Result<Self, SaveError> {
        Base::must_be_base(folder)?;
        let path = folder.join(LOCK);
        let unwritable = |source| SaveError::Unwritable { path: path.clone(), source };
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(unwritable)?;
        match patient(|| lock.try_lock()) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SaveError::Busy(folder.to_owned())),
            Err(TryLockError::Error(source)) => return Err(unwritable(source)),
        }
        let locked = Self { folder: folder.to_owned(), _lock: lock };
        locked.place(&|| Ok(()))?;
        Ok(locked)
    }

    /// The files of the base, as they stay until this lock is given up.
    ///
    /// # Errors
    ///
    /// As [`Base::open`].
    pub fn read(&self) -> Result<Base, Error> {
        Base::open_unlocked(&self.folder)
    }

    /// Replaces the files of a change, all of them or none; new folders are made for new files.
    ///
    /// # Errors
    ///
    /// When a file is no longer what it was before, or something cannot be written; the base is then as it was.
    pub fn write(&self, changes: &[Change]) -> Result<(), SaveError> {
        self.write_unless(changes, &|| Ok(()))
    }

    fn write_unless(&self, changes: &[Change], interrupt: Interrupt<'_>) -> Result<(), SaveError> {
        for change in changes {
            let path = self.folder.join(&change.path);
            if path.is_symlink() {
                return Err(SaveError::Link(path));
            }
            // As a text is read: without a byte order mark.
            let now = fs::read(&path).ok().map(|bytes| bytes.strip_prefix("\u{feff}".as_bytes()).map(<[u8]>::to_vec).unwrap_or(bytes));
            if now.as_deref() != change.before.as_deref().map(str::as_bytes) {
                return Err(SaveError::Overtaken(path));
            }
        }
        if let Err((path, source)) = self.draft(changes, interrupt) {
            // What could not be written whole is of no use; it harms nobody if it cannot be removed either.
            let _ = interrupt().and_then(|()| fs::remove_dir_all(self.folder.join(DRAFT)));
            return Err(SaveError::Unwritable { path, source });
        }
        self.place(interrupt)
    }

    /// Steps 1 and 2, or the path that could not be written.
    fn draft(&self, changes: &[Change], interrupt: Interrupt<'_>) -> Result<(), (PathBuf, io::Error)> {
        let draft = self.folder.join(DRAFT);
        let at = |path: &Path| {
            let path = path.to_owned();
            move |error| (path, error)
        };
        if draft.exists() {
            interrupt().and_then(|()| fs::remove_dir_all(&draft)).map_err(at(&draft))?;
        }
        interrupt().and_then(|()| fs::create_dir(&draft)).map_err(at(&draft))?;
        let mut list = String::new();
        for (number, change) in changes.iter().enumerate() {
            let place = self.folder.join(&change.path);
            // Folders are made while the change can still be refused; an empty one is no part of a base.
            let parent = place.parent().unwrap_or(&self.folder);
            interrupt().and_then(|()| fs::create_dir_all(parent)).map_err(at(parent))?;
            write(&draft.join(number.to_string()), &change.after, fs::metadata(&place).ok(), interrupt).map_err(at(&place))?;
            list.push_str(&change.path);
            list.push('\n');
        }
        let path = draft.join(LIST);
        write(&path, &list, None, interrupt).map_err(at(&path))?;
        flush_folder(&draft).map_err(at(&draft))?;
        let change = self.folder.join(CHANGE);
        interrupt().and_then(|()| fs::rename(&draft, &change)).map_err(at(&change))?;
        flush_folder(&self.folder).map_err(at(&change))
    }

    /// Steps 3 and 4.
    fn place(&self, interrupt: Interrupt<'_>) -> Result<(), SaveError> {
        let unplaced = |path: &Path| {
            let path = path.to_owned();
            move |source| SaveError::Unplaced { path, source }
        };
        let change = self.folder.join(CHANGE);
        for (path, from) in self::unplaced(&self.folder).map_err(unplaced(&change))? {
            let to = self.folder.join(&path);
            let moved = interrupt().and_then(|()| fs::rename(&from, &to));
            moved.and_then(|()| flush_folder(to.parent().unwrap_or(&self.folder))).map_err(unplaced(&to))?;
        }
        if change.exists() {
            // Away in one step: a folder of which the list is gone and a file is left would be no change and no draft.
            let draft = self.folder.join(DRAFT);
            let removed =
                interrupt().and_then(|()| fs::rename(&change, &draft)).and_then(|()| interrupt()).and_then(|()| fs::remove_dir_all(&draft));
            removed.map_err(unplaced(&change))?;
        }
        Ok(())
    }
}

/// The files of a change that was made and broken off before they were in their places: the path of each below the folder, and where it is.
///
/// A base may come from anybody, and its list with it: a path that leads out of the folder is an error.
pub(super) fn unplaced(folder: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let change = folder.join(CHANGE);
    let list = match fs::read_to_string(change.join(LIST)) {
        Ok(list) => list,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let is_below = |path: &str| !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if let Some(outside) = list.lines().find(|path| !is_below(path)) {
        let message = format!("`{CHANGE}/{LIST}` names `{outside}`, which is no file of this base; remove the folder `{CHANGE}`");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    let files = list.lines().enumerate().map(|(number, path)| (path.to_owned(), change.join(number.to_string())));
    Ok(files.filter(|(_, file)| file.exists()).collect())
}

/// Waits until nobody is changing a base. Who cannot have the lock reads without it: nobody has changed this base yet, or the disk is read-only, or
/// whoever holds it has been halted.
pub(super) fn wait(folder: &Path) -> Option<File> {
    let lock = File::open(folder.join(LOCK)).ok()?;
    patient(|| lock.try_lock_shared()).ok().map(|()| lock)
}

/// Tries for a second: reading and writing a base take milliseconds, but nobody waits for ever.
fn patient(lock: impl Fn() -> Result<(), TryLockError>) -> Result<(), TryLockError> {
    for _ in 0..200 {
        match lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
            outcome => return outcome,
        }
    }
    lock()
}

/// A new file, flushed to disk, with the permissions of the one that it will replace.
fn write(path: &Path, text: &str, like: Option<fs::Metadata>, interrupt: Interrupt<'_>) -> io::Result<()> {
    interrupt()?;
    let mut file = File::create_new(path)?;
    interrupt()?;
    file.write_all(text.as_bytes())?;
    if let Some(like) = like {
        file.set_permissions(like.permissions())?;
    }
    file.sync_all()
}

/// Flushes the names in a folder to disk, where a folder can be opened for that.
fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// An empty folder that is gone when the test is done.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = Path::new(env!("OUT_DIR")).join(format!("save-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            fs::write(path.join("base.ron"), "old header").unwrap();
            fs::write(path.join("places.ron"), "old places").unwrap();
            Self(path)
        }

        fn texts(&self) -> Vec<(String, String)> {
            Base::open(&self.0).unwrap().files.into_iter().map(|file| (file.path, file.text)).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn changes() -> Vec<Change> {
        let change = |path: &str, before: Option<&str>, after: &str| Change {
            path: path.to_owned(),
            before: before.map(str::to_owned),
            after: after.to_owned(),
        };
        vec![
            change("base.ron", Some("old header"), "new header"),
            change("places.ron", Some("old places"), "new places"),
            change("deep/er/ties.ron", None, "new ties"),
        ]
    }

    fn texts(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn at_whatever_step_it_dies_there_is_the_old_base_or_the_new_one() {
        let old = texts(&[("base.ron", "old header"), ("places.ron", "old places")]);
        let new = texts(&[("base.ron", "new header"), ("deep/er/ties.ron", "new ties"), ("places.ron", "new places")]);
        let mut seen_old = 0_i32;
        for steps in 0.. {
            let folder = Folder::new("dies");
            let left: Cell<i32> = Cell::new(steps);
            // From this step on nothing more is done, as when the process is killed.
            let interrupt = || {
                left.set(left.get() - 1);
                if left.get() < 0 { Err(io::Error::other("killed")) } else { Ok(()) }
            };
            let done = Locked::new(&folder.0).unwrap().write_unless(&changes(), &interrupt).is_ok();
            let found = folder.texts();
            assert!(found == old || found == new, "after {steps} steps: {found:?}");
            seen_old += i32::from(found == old);
            // Whatever it left, the next change works.
            let before = found.iter().find(|(path, _)| path == "places.ron").map(|(_, text)| text.clone());
            let next = Change { path: "places.ron".to_owned(), before, after: "later places".to_owned() };
            let locked = Locked::new(&folder.0).unwrap();
            locked.write(&[next]).unwrap();
            drop(locked);
            let mut expected = found;
            expected.iter_mut().filter(|(path, _)| path == "places.ron").for_each(|(_, text)| "later places".clone_into(text));
            assert_eq!(folder.texts(), expected, "after {steps} steps and a further change");
            let left_over: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert!(!left_over.iter().any(|name| name == DRAFT || name == CHANGE), "{left_over:?}");
            if done {
                assert!(steps > 10 && seen_old > 5 && seen_old < steps, "{steps} {seen_old}");
                return;
            }
        }
    }

    #[test]
    fn of_two_who_change_it_at_once_the_second_is_told() {
        let folder = Folder::new("two");
        let first = Locked::new(&folder.0).unwrap();
        assert!(matches!(Locked::new(&folder.0), Err(SaveError::Busy(_))));
        drop(first);
        assert!(Locked::new(&folder.0).is_ok());
    }

    #[test]
    fn what_an_editor_saved_in_between_is_not_overwritten() {
        let folder = Folder::new("editor");
        let locked = Locked::new(&folder.0).unwrap();
        fs::write(folder.0.join("places.ron"), "by hand").unwrap();
        assert!(matches!(locked.write(&changes()), Err(SaveError::Overtaken(_))));
        drop(locked);
        assert_eq!(folder.texts(), texts(&[("base.ron", "old header"), ("places.ron", "by hand")]));
    }

    #[test]
    fn a_change_that_came_with_a_base_writes_nothing_outside_it() {
        let outside = Folder::new("outside");
        for path in
            ["../outside.ron".to_owned(), outside.0.join("base.ron").display().to_string(), String::new(), "a/../../b.ron".to_owned()]
        {
            let folder = Folder::new("foreign");
            let change = folder.0.join(CHANGE);
            fs::create_dir(&change).unwrap();
            fs::write(change.join(LIST), format!("{path}\n")).unwrap();
            fs::write(change.join("0"), "foreign").unwrap();
            for error in [Base::open(&folder.0).unwrap_err().to_string(), Locked::new(&folder.0).unwrap_err().to_string()] {
                assert!(error.contains(&format!("names `{path}`")), "{error}");
            }
            assert!(change.join("0").exists(), "nothing was moved to {path}");
        }
        assert_eq!(outside.texts(), texts(&[("base.ron", "old header"), ("places.ron", "old places")]));
    }

    #[test]
    fn what_cannot_be_written_changes_nothing() {
        let folder = Folder::new("unwritable");
        // A file stands where the folder of a new file has to be.
        fs::write(folder.0.join("deep"), "").unwrap();
        let error = Locked::new(&folder.0).unwrap().write(&changes()).unwrap_err();
        assert!(error.to_string().contains("nothing was changed"), "{error}");
        assert_eq!(folder.texts(), texts(&[("base.ron", "old header"), ("places.ron", "old places")]));
    }
}

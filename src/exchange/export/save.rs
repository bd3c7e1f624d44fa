//! How do files get to where they shall be, whole or not at all?

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{Error, File};

/// Writes files into a folder, which is made where it is not there; other files in it are left alone.
///
/// Each is written beside its place and flushed to disk, and only when all are is each renamed to its name, so that nobody finds half a file there, and a full disk
/// leaves what was there before. The paths, in the order of the files.
///
/// # Errors
///
/// [`Error::Unwritable`], and [`Error::Unplaced`] where a file is written and cannot be renamed.
pub fn save_into(folder: &Path, files: &[File]) -> Result<Vec<PathBuf>, Error> {
    fs::create_dir_all(folder).map_err(|source| Error::Unwritable { path: folder.to_owned(), source })?;
    save(files.iter().map(|file| (folder.join(&file.name), file.bytes.as_slice())).collect())
}

/// Writes one file to a path, as [`save_into`] does; what is no regular file (a device, a pipe) is written to as it is.
///
/// # Errors
///
/// [`Error::Unwritable`], and [`Error::Unplaced`] where a file is written and cannot be renamed.
pub fn save_as(path: &Path, bytes: &[u8]) -> Result<Vec<PathBuf>, Error> {
    save(vec![(path.to_owned(), bytes)])
}

fn save(files: Vec<(PathBuf, &[u8])>) -> Result<Vec<PathBuf>, Error> {
    let mut drafts = Vec::new();
    for (path, bytes) in &files {
        let unwritable = |source| Error::Unwritable { path: path.clone(), source };
        // A link is followed: what it leads to is replaced, and the link stays.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        if fs::metadata(&place).is_ok_and(|there| !there.is_file()) {
            fs::write(&place, bytes).map_err(unwritable)?;
            continue;
        }
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let draft = Draft(place.with_file_name(format!(".{name}.accord-{}", std::process::id())));
        let written = fs::File::create(&draft.0).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.map_err(unwritable)?;
        drafts.push((draft, place));
    }
    for (draft, place) in &drafts {
        fs::rename(&draft.0, place).map_err(|source| Error::Unplaced { path: place.clone(), source })?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// A file that is removed unless it was renamed.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // It is gone when it was renamed; when it cannot be removed, it harms nobody.
        let _ = fs::remove_file(&self.0);
    }
}
